import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import { isFindingGroup } from '../../core/diagnosis/groupFindings.ts';
import { groupSteps } from '../../core/diagnosis/groupSteps.ts';
import { repairJobId } from '../../core/diagnosis/repairFindings.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { ReportedFinding } from '../../core/jobs/report.ts';
import { t } from '../../core/text.ts';
import { remedyCommand } from '../remedyCommand.ts';
import { remedyWords, type RemedyWords } from '../remedyWords.ts';

/** Nobody reads, or copies, a command with more ids than these. */
const mostIds = 3;

/**
 * How findings are mended at a terminal, in their order. Where a collaboration has been looked at as a whole and needs many
 * repairs, one command for the collaboration stands for all: it repairs what was found, which is everything.
 * @param options names the account and the file of this run
 */
export function mendingWords(findings: readonly ReportedFinding[], about: Diagnosis['about'], options: string): RemedyWords[] {
  const isWhole = about === undefined || about.kind === 'collaboration';
  const whole = isWhole ? wholeRepairs(findings, options) : new Map<string, RemedyWords>();
  return groupSteps(findings).flatMap((each) => {
    const [first, ...others] = isFindingGroup(each) ? each.findings : [each];
    const together = first === undefined ? undefined : whole.get(repairedIn(first) ?? '');
    if (together !== undefined && [first, ...others].every((one) => one !== undefined && isOnlyRepaired(one))) return [together];
    return remedyWords(each, options);
  });
}

/** The command for each membership whose repairs name many ids, by the membership's id. */
function wholeRepairs(findings: readonly ReportedFinding[], options: string): ReadonlyMap<string, RemedyWords> {
  const repaired = Map.groupBy(findings, (finding) => repairedIn(finding) ?? '');
  repaired.delete('');
  return new Map(
    [...repaired].flatMap(([membershipId, those]): [string, RemedyWords][] => {
      const [first] = those;
      if (first === undefined || those.length <= mostIds) return [];
      const title = t('Put right what needs a repair in "{0}"', foreignText(first.subject.collaboration_name ?? membershipId, 100));
      const remedy = { job: repairJobId, input: { membership_ids: [membershipId] } };
      return [[membershipId, { title, command: remedyCommand(remedy, first.subject, options) }]];
    }),
  );
}

/** The membership in which a repair of it is; undefined where there is none, or it needs a decision of its own (receivers). */
function repairedIn({ subject, remedies }: ReportedFinding): string | undefined {
  const repair = remedies.find(({ job }) => job === repairJobId);
  const named = Object.keys(repair?.input ?? {}).every((key) => key === 'membership_ids' || key === 'subject_ids');
  return repair === undefined || !named ? undefined : subject.membership_id;
}

function isOnlyRepaired({ remedies }: ReportedFinding): boolean {
  return remedies.every(({ job }) => job === repairJobId || job === undefined);
}
