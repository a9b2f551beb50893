import { groupFindings, isFindingGroup, fixOfGroup, type FindingGroup } from '../core/diagnosis/groupFindings.ts';
import { foreignText } from '../core/foreignText.ts';
import type { ReportedFinding } from '../core/jobs/report.ts';
import { t } from '../core/text.ts';
import type { paint } from './paint.ts';
import { partnerCommand } from './partners/remedyCommand.ts';

type Colours = ReturnType<typeof paint>;

/** Findings of which only the evidence says where in the file it is wrong, and why. */
const brokenFiles: ReadonlySet<string> = new Set(['partner_settings.unreadable', 'engagement.broken_file']);

/**
 * Findings with their remedies, each with the command that carries it out. What is wrong in the same way in one
 * collaboration stands together, each by name, with one command for all. `sameOptions` names this run's account and file.
 */
export function findingLines(findings: readonly ReportedFinding[], colours: Colours, sameOptions: string): string[] {
  const marks = { error: colours.red(t('error:')), warning: colours.yellow(t('warning:')), information: t('note:') };
  return groupFindings(findings).flatMap((each) => {
    if (isFindingGroup(each)) {
      const severity = each.findings[0]?.severity ?? 'information';
      return [`${marks[severity]} ${groupSentence(each)}`, ...groupRemedies(each, sameOptions).map((line) => colours.dim(`  → ${line}`))];
    }
    return [
      `${marks[each.severity]} ${foreignText(each.title, 500)}`,
      ...(brokenFiles.has(each.id) ? each.evidence.map((line) => `  ${foreignText(line, 500)}`) : []),
      ...each.remedies.map((remedy) => colours.dim(`  → ${foreignText(remedy.title, 500)}${commandFor(remedy, each, sameOptions)}`)),
    ];
  });
}

function groupSentence({ title, findings }: FindingGroup): string {
  const names = findings.map(({ subject }) => foreignText(subject.name)).join(', ');
  return `${foreignText(title, 500)} ${t('These are: {0}.', names)}`;
}

/** One job for all of them, where one mends them; otherwise each remedy once. */
function groupRemedies(group: FindingGroup, sameOptions: string): string[] {
  const [first] = group.findings;
  if (first === undefined) return [];
  const fix = fixOfGroup(group);
  if (fix !== undefined) {
    const title = first.remedies.find(({ job }) => job === fix.job)?.title ?? '';
    return [`${foreignText(title, 500)}${commandFor({ title, ...fix }, first, sameOptions)}`];
  }
  return [
    ...new Set(
      group.findings.flatMap((finding) =>
        finding.remedies.map((remedy) => `${foreignText(remedy.title, 500)}${commandFor(remedy, finding, sameOptions)}`),
      ),
    ),
  ];
}

/** The command that carries a remedy out, where one does. */
function commandFor({ job, input, text }: ReportedFinding['remedies'][number], { subject }: ReportedFinding, sameOptions: string): string {
  const { membership_id: membershipId } = subject;
  const { collaboration_ids: ids, membership_id: id, accept_payment: pays } = input ?? {};
  const option = (name: string, value: unknown): string =>
    Array.isArray(value) ? ` --${name} ${value.join(' ')}` : value === true ? ` --${name}` : '';
  const command = (words: string): string => `: cleanrooms ${words}${sameOptions}`;
  const about = partnerCommand({ job, input, text }, subject);
  if (about !== undefined) return command(`partners ${about}`);
  switch (job) {
    case 'accept':
      return command(`accept ${Array.isArray(ids) ? ids.join(' ') : ''}${pays === true ? ' --accept-payment' : ''}`);
    case 'sync':
      return command(membershipId === undefined ? 'sync-all' : `associate --membership-id ${membershipId}`);
    case 'add':
      return command(`add --membership-id ${String(id)}`);
    case 'repair':
      return command(
        `repair${option('membership-id', input?.['membership_ids'])}${option('subject-id', input?.['subject_ids'])}${option('widen-receivers', input?.['widen_receivers'])}`,
      );
    default:
      return '';
  }
}
