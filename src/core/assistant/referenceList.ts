import type { Cause, Diagnosis } from '../diagnosis/diagnosis.ts';
import { foreignText } from '../foreignText.ts';
import type { ReportedFinding } from '../jobs/report.ts';
import { counted, t } from '../text.ts';
import type { Reference } from './answer.ts';

/** The references of an answer while it is being written: each stands once, numbered from 1 in the order of first use. */
export class ReferenceList {
  readonly #numbers = new Map<string, number>();
  readonly #references: Reference[] = [];

  get all(): Reference[] {
    return [...this.#references];
  }

  /** Its number, the same for the same reference. */
  add({ source, says, at }: Reference): number {
    const reference: Reference = { source: foreignText(source, 120), says: foreignText(says, 500), at: foreignText(at, 40) };
    const key = JSON.stringify(reference);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#references.push(reference);
    this.#numbers.set(key, this.#references.length);
    return this.#references.length;
  }

  /** What shows a cause, in the order of its evidence; the check that found it where there is no evidence. */
  ofCause({ finding, evidence }: Cause, takenAt: string): number[] {
    if (evidence.length === 0) return this.ofFinding(finding, takenAt);
    return [...new Set(evidence.map(({ says, source, at }) => this.add({ source: source === '' ? checkOf(finding) : source, says, at })))];
  }

  /** A finding whose evidence has no time of its own was true when it was found. */
  ofFinding(finding: ReportedFinding, takenAt: string): number[] {
    const lines = finding.evidence.length === 0 ? [finding.title] : finding.evidence;
    return [...new Set(lines.map((says) => this.add({ source: checkOf(finding), says, at: takenAt })))];
  }

  /** How much was looked at: what a statement about the diagnosis itself rests on. */
  ofDiagnosis({ readings, taken_at: at, connection }: Diagnosis): number {
    const failed = readings.filter(({ outcome }) => outcome === 'failed').length;
    const says = [
      counted(
        readings.length,
        t('1 look at {0} ({1})', connection.account_id, connection.region),
        t('{0} looks at {1} ({2})', readings.length, connection.account_id, connection.region),
      ),
      failed === 0 ? t('none failed') : counted(failed, t('1 failed'), t('{0} failed', failed)),
    ].join('; ');
    return this.add({ source: t('Diagnosis'), says, at });
  }
}

/** Kinds of findings that compare what was read with what the configuration wants; those about itself begin alike. */
const comparing: ReadonlySet<string> = new Set([
  'collaboration.incomplete',
  'membership.not_in_configuration',
  'invitation.pending',
  'association.misnamed',
  'association.missing',
  'association.not_wished',
  'association.impossible',
]);

/** The check is the source of what has no other. */
function checkOf({ id }: ReportedFinding): string {
  return comparing.has(id) || id.startsWith('configuration.') ? t('Compared with the configuration') : t('Check {0}', id);
}
