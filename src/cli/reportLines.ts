import { foreignText } from '../core/foreignText.ts';
import { terminalText } from '../core/terminalText.ts';
import type { Report, ReportedCollaboration, ReportedItem } from '../core/jobs/report.ts';
import type { Plan } from '../core/sync/change.ts';
import { counted, t } from '../core/text.ts';
import { findingLines } from './findingLines.ts';
import { kindName } from './kindName.ts';
import type { paint } from './paint.ts';
import { planLine } from './planLine.ts';
import type { PrintedReport } from './printedReport.ts';

type Colours = ReturnType<typeof paint>;

/** What is, for stdout. A plan says what its changes would delete, where there is one. */
export function resultLines(report: Report, colours: Colours, plan?: Plan): string[] {
  const { summary, command } = report;
  const heading = report.dry_run ? [colours.bold(t('Dry run: this would be done, nothing was written.'))] : [];
  const files = (report.files ?? []).flatMap(({ path, note, content }) =>
    report.dry_run
      ? [t('{0} would be written: {1}', path, note), ...(content === undefined ? [] : [terminalText(content.trimEnd())])]
      : [t('Wrote {0}: {1}', path, note)],
  );
  const invitations = command === 'invitations' ? invitationLines(report, colours) : [];
  // A repair looks at every collaboration and has nothing to say of most.
  const shown = report.collaborations.filter(({ items }) => command !== 'repair' || items.length > 0);
  const collaborations = shown.flatMap((each) => collaborationLines(each, report, colours, plan));
  const tables = report.dry_run ? (plan?.tables ?? []).map(planLine) : (report.tables ?? []).flatMap(repairedLine);
  const total =
    shown.length > 1
      ? [
          '',
          colours.bold(
            summary.accepted > 0
              ? t('{0} collaborations, {1} accepted', summary.collaborations, summary.accepted)
              : t('{0} collaborations', summary.collaborations),
          ),
          `  ${countsOf(summary, report.dry_run, command)}`,
        ]
      : [];
  const pending =
    command !== 'invitations' && report.invitations.length > 0
      ? [
          '',
          counted(report.invitations.length, t('1 invitation is waiting'), t('{0} invitations are waiting', report.invitations.length)) +
            t(' (cleanrooms invitations).'),
        ]
      : [];
  const nothing = [
    ...(command === 'list' && report.collaborations.length === 0 ? [t('No collaborations.')] : []),
    ...(command === 'repair' && shown.length + tables.length === 0 ? [t('Nothing to repair.')] : []),
  ];
  return [...heading, ...files, ...invitations, ...tables, ...collaborations, ...nothing, ...total, ...pending];
}

function invitationLines({ invitations }: Report, colours: Colours): string[] {
  if (invitations.length === 0) return [t('No pending invitations.')];
  return [
    counted(invitations.length, t('1 pending invitation:'), t('{0} pending invitations:', invitations.length)),
    ...invitations.flatMap(({ name, collaboration_id, creator_account_id, create_time }) => [
      `  ${colours.bold(foreignText(name))}`,
      `    ${foreignText(collaboration_id)}  ${t('from {0}, {1}', foreignText(creator_account_id), foreignText(create_time))}`,
    ]),
  ];
}

function collaborationLines(
  collaboration: ReportedCollaboration,
  { dry_run: dryRun, command }: Report,
  colours: Colours,
  plan: Plan | undefined,
): string[] {
  const { name, membership_id, accepted, items } = collaboration;
  const changes = plan?.collaborations.find(({ collaborationId }) => collaborationId === collaboration.collaboration_id)?.changes ?? [];
  // What only the configuration file gets is no change of a collaboration.
  const noted = items
    .filter(({ outcome }) => outcome === 'planned')
    .map((item) => `+ ${kindName(item.kind)} ${foreignText(item.name)}: ${foreignText(item.reason)}`);
  return [
    `${colours.bold(foreignText(name))}  ${colours.dim(membership_id ?? t('not joined yet'))}${accepted ? ` ${colours.green(t('accepted'))}` : ''}`,
    // Adding an entry to the file does nothing in the collaboration.
    command === 'add' ? `  ${items.map(({ reason }) => foreignText(reason)).join(' ')}` : `  ${countsOf(collaboration, dryRun, command)}`,
    ...(dryRun ? (changes.length > 0 ? changes.map(planLine) : noted) : items.flatMap(repairedLine)).map((line) => `    ${line}`),
  ];
}

/** Nobody sees at a count what was put right. */
function repairedLine({ kind, name, outcome, reason }: ReportedItem): string[] {
  return outcome === 'repaired' ? [t('repaired: {0} {1}: {2}', kindName(kind), foreignText(name), foreignText(reason, 500))] : [];
}

function countsOf(
  {
    associations,
    analysis_rules,
    id_namespaces,
    tables,
  }: Pick<Report['summary'], 'associations' | 'analysis_rules' | 'id_namespaces' | 'tables'>,
  dryRun: boolean,
  command: string,
): string {
  const part = (label: string, counts: Record<string, number>): string => {
    const words: Record<string, string> = {
      created: t('created'),
      planned: command === 'repair' ? t('to repair') : t('to create'),
      existing: t('existing'),
      repaired: t('repaired'),
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

/** What failed, was left out or needs someone, each by name, for stderr. `sameOptions` names this run's account and file. */
export function problemLines(report: PrintedReport, colours: Colours, sameOptions = ''): string[] {
  const explained = new Set(report.findings.map(({ title }) => title));
  const places = [{ name: undefined, items: report.tables ?? [] }, ...report.collaborations];
  const items = places.flatMap(({ name, items: all }) => {
    const short = all.filter(({ outcome, reason }) => (outcome === 'failed' || outcome === 'left_out') && !explained.has(reason));
    return oneLineEach(short).map(
      ({ outcome, kind, names, reason }) =>
        `${outcome === 'failed' ? colours.red(t('failed:')) : colours.yellow(t('left out:'))} ${name === undefined ? '' : `${foreignText(name)}: `}${kindName(kind)} ${names.map((each) => foreignText(each)).join(', ')}: ${foreignText(reason, 2000)}`,
    );
  });
  const findings = findingLines(report.findings, colours, sameOptions);
  // The others stand above already, as failures and findings.
  const waiting = (report.alerts ?? []).filter(({ kind }) => kind === 'waiting_invitation');
  return [...items, ...findings, ...waiting.map(({ sentence }) => `${colours.yellow(t('alert:'))} ${foreignText(sentence, 500)}`)];
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
