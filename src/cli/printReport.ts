import { foreignText } from '../core/foreignText.ts';
import { terminalText } from '../core/terminalText.ts';
import type { Report, ReportedCollaboration, ReportedItem } from '../core/jobs/report.ts';
import { t } from '../core/text.ts';
import { paint } from './paint.ts';

/** Where a report goes: the result (undefined with --json, which printed it already) and everything that needs a person. */
export interface Streams {
  out: NodeJS.WriteStream | undefined;
  problems: NodeJS.WriteStream;
}

/** Prints a report for people: what is, on stdout; what failed, was left out or needs someone, each by name, on stderr. */
export function printReport(report: Report, { out, problems }: Streams): void {
  if (out !== undefined) for (const line of resultLines(report, paint(out))) out.write(`${line}\n`);
  for (const line of problemLines(report, paint(problems))) problems.write(`${line}\n`);
}

type Colours = ReturnType<typeof paint>;

function resultLines(report: Report, colours: Colours): string[] {
  const { connection, summary, command } = report;
  const head =
    connection === null
      ? []
      : [
          colours.dim(
            t(
              '{0}account {1} · {2} · {3}',
              connection.sandbox || connection.endpoint !== null ? `${connection.endpoint ?? 'sandbox'} · ` : '',
              connection.account_id,
              connection.name,
              connection.region,
            ),
          ),
        ];
  const plan = report.dry_run ? [colours.bold(t('Dry run: this would be done, nothing was written.'))] : [];
  const files = (report.files ?? []).flatMap(({ path, note, content }) =>
    report.dry_run
      ? [t('{0} would be written: {1}', path, note), ...(content === undefined ? [] : [terminalText(content.trimEnd())])]
      : [t('Wrote {0}: {1}', path, note)],
  );
  const invitations = command === 'invitations' ? invitationLines(report, colours) : [];
  const collaborations = report.collaborations.flatMap((each) => collaborationLines(each, report.dry_run, colours));
  const total =
    report.collaborations.length > 1
      ? [
          '',
          colours.bold(t('{0} collaborations, {1} accepted', summary.collaborations, summary.accepted)),
          `  ${countsOf(summary, report.dry_run)}`,
        ]
      : [];
  const pending =
    command !== 'invitations' && report.invitations.length > 0
      ? ['', t('{0} invitations are waiting (cleanrooms invitations).', report.invitations.length)]
      : [];
  const nothing = command === 'list' && report.collaborations.length === 0 ? [t('No collaborations.')] : [];
  return [...head, ...plan, ...files, ...invitations, ...collaborations, ...nothing, ...total, ...pending];
}

function invitationLines({ invitations }: Report, colours: Colours): string[] {
  if (invitations.length === 0) return [t('No pending invitations.')];
  return [
    t('{0} pending invitations:', invitations.length),
    ...invitations.flatMap(({ name, collaboration_id, creator_account_id, create_time }) => [
      `  ${colours.bold(foreignText(name))}`,
      `    ${foreignText(collaboration_id)}  ${t('from {0}, {1}', foreignText(creator_account_id), foreignText(create_time))}`,
    ]),
  ];
}

function collaborationLines(collaboration: ReportedCollaboration, dryRun: boolean, colours: Colours): string[] {
  const { name, membership_id, accepted } = collaboration;
  const lines = [
    `${colours.bold(foreignText(name))}  ${colours.dim(membership_id ?? t('not joined yet'))}${accepted ? ` ${colours.green(t('accepted'))}` : ''}`,
    `  ${countsOf(collaboration, dryRun)}`,
  ];
  if (!dryRun) return lines;
  return [
    ...lines,
    ...collaboration.items
      .filter(({ outcome }) => outcome === 'planned')
      .map((item) => `    + ${kindOf(item)} ${foreignText(item.name)}: ${foreignText(item.reason)}`),
  ];
}

function countsOf(
  {
    associations,
    analysis_rules,
    id_namespaces,
    tables,
  }: Pick<Report['summary'], 'associations' | 'analysis_rules' | 'id_namespaces' | 'tables'>,
  dryRun: boolean,
): string {
  const part = (label: string, counts: Record<string, number>): string => {
    const words: Record<string, string> = {
      created: t('created'),
      planned: t('to create'),
      existing: t('existing'),
      failed: t('failed'),
      left_out: t('left out'),
    };
    const numbers = Object.entries(counts)
      .filter(([, number]) => number > 0)
      .map(([key, number]) => `${number} ${words[key] ?? key}`);
    return `${label}: ${numbers.length === 0 ? t('none') : numbers.join(', ')}`;
  };
  const ready = tables.ready + tables.not_ready;
  return [
    part(t('associations'), associations),
    part(t('rules'), analysis_rules),
    part(t('ID namespaces'), id_namespaces),
    ...(dryRun && ready === 0 ? [] : [t('tables ready: {0}/{1}', tables.ready, ready)]),
  ].join(' · ');
}

function problemLines(report: Report, colours: Colours): string[] {
  const explained = new Set(report.findings.map(({ title }) => title));
  const items = report.collaborations.flatMap(({ name, items: all }) => {
    const short = all.filter(({ outcome, reason }) => (outcome === 'failed' || outcome === 'left_out') && !explained.has(reason));
    return oneLineEach(short).map(
      ({ outcome, kind, names, reason }) =>
        `${outcome === 'failed' ? colours.red(t('failed:')) : colours.yellow(t('left out:'))} ${foreignText(name)}: ${kindOf({ kind })} ${names.map((each) => foreignText(each)).join(', ')}: ${foreignText(reason, 500)}`,
    );
  });
  const marks = { error: colours.red(t('error:')), warning: colours.yellow(t('warning:')), information: t('note:') };
  const findings = report.findings.flatMap(({ severity, title, remedies, subject }) => [
    `${marks[severity]} ${foreignText(title, 500)}`,
    ...remedies.map((remedy) => colours.dim(`  → ${foreignText(remedy.title, 500)}${commandFor(remedy, subject.membership_id)}`)),
  ]);
  return [...items, ...findings];
}

/** The command that carries a remedy out, where one does. */
function commandFor({ job, input }: Report['findings'][number]['remedies'][number], membershipId: string | undefined): string {
  const { collaboration_ids: ids, membership_id: id, accept_payment: pays } = input ?? {};
  switch (job) {
    case 'accept':
      return `: cleanrooms accept ${Array.isArray(ids) ? ids.join(' ') : ''}${pays === true ? ' --accept-payment' : ''}`;
    case 'sync':
      return membershipId === undefined ? ': cleanrooms sync-all' : `: cleanrooms associate --membership-id ${membershipId}`;
    case 'add':
      return `: cleanrooms add --membership-id ${String(id)}`;
    default:
      return '';
  }
}

/** What failed for the same reason stands on one line, each by name: fifty dependants of one failure are one story. */
function oneLineEach(
  items: readonly ReportedItem[],
): { outcome: ReportedItem['outcome']; kind: ReportedItem['kind']; names: string[]; reason: string }[] {
  const together = Map.groupBy(items, ({ outcome, kind, name, reason }) =>
    JSON.stringify(outcome === 'failed' ? [kind, reason] : [kind, reason, name]),
  );
  return [...together.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ outcome: first.outcome, kind: first.kind, reason: first.reason, names: group.map(({ name }) => name) }];
  });
}

function kindOf({ kind }: Pick<ReportedItem, 'kind'>): string {
  switch (kind) {
    case 'membership':
      return t('membership');
    case 'association':
      return t('association');
    case 'analysis_rule':
      return t('collaboration analysis rule');
    case 'id_namespace':
      return t('ID namespace association');
    case 'table':
      return t('table');
  }
}
