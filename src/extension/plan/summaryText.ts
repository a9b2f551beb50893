import * as vscode from 'vscode';
import { foreignText } from '../../core/foreignText.ts';
import type { JobResult } from '../../core/jobs/report.ts';
import { summarise } from '../../core/jobs/report.ts';
import { counted, t } from '../../core/text.ts';

/** One sentence about a finished run. */
export function summarySentence(result: JobResult): string {
  const { accepted, associations, analysis_rules, id_namespaces, tables } = summarise(result.collaborations);
  const items = [...result.collaborations.flatMap((each) => each.items), ...(result.tables ?? [])];
  const failures = items.filter(({ outcome }) => outcome === 'failed');
  const repaired = items.filter(({ outcome }) => outcome === 'repaired').length;
  const cancelled = failures.filter(({ code }) => code === 'cancelled').length;
  const failed = failures.length - cancelled;
  const created = [
    associations.created > 0 ? counted(associations.created, t('1 association'), t('{0} associations', associations.created)) : '',
    analysis_rules.created > 0 ? counted(analysis_rules.created, t('1 rule'), t('{0} rules', analysis_rules.created)) : '',
    id_namespaces.created > 0 ? counted(id_namespaces.created, t('1 ID namespace'), t('{0} ID namespaces', id_namespaces.created)) : '',
  ].filter((part) => part !== '');
  return [
    accepted > 0 ? counted(accepted, t('1 invitation accepted'), t('{0} invitations accepted', accepted)) : '',
    repaired > 0 ? counted(repaired, t('1 thing repaired'), t('{0} things repaired', repaired)) : '',
    created.length > 0 ? t('{0} created', new Intl.ListFormat(vscode.env.language).format(created)) : '',
    t('{0} of {1} tables ready', tables.ready, tables.ready + tables.not_ready),
    failed > 0 ? t('{0} failed', failed) : '',
    cancelled > 0 ? t('{0} not begun because you cancelled', cancelled) : '',
    associations.left_out > 0 ? t('{0} left out by a quota', associations.left_out) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The whole summary: every item that is not simply as it was, by collaboration, with its reason. */
export function summaryText(title: string, result: JobResult): string {
  return [
    title,
    summarySentence(result),
    ...result.findings.flatMap(({ title: what, remedies }) => [
      '',
      `! ${foreignText(what, 500)}`,
      ...remedies.map((remedy) => `    → ${foreignText(remedy.title, 500)}`),
    ]),
    ...(result.tables ?? []).map(
      (item) => `  ${item.outcome === 'repaired' ? '+' : '!'} ${foreignText(item.name)}: ${foreignText(item.reason, 500)}`,
    ),
    ...result.collaborations.flatMap(({ name, membership_id, items }) => [
      '',
      `${foreignText(name)}  ${membership_id ?? ''}`,
      ...items
        .filter(({ outcome }) => outcome !== 'existing' && outcome !== 'ready')
        .map(
          (item) =>
            `  ${item.outcome === 'created' || item.outcome === 'repaired' ? '+' : '!'} ${foreignText(item.name)} (${item.kind.replaceAll('_', ' ')}): ${item.outcome.replaceAll('_', ' ')}${item.outcome === 'created' ? '' : `: ${foreignText(item.reason, 500)}`}${item.request_id === undefined ? '' : `  ${item.request_id}`}`,
        ),
    ]),
    '',
  ].join('\n');
}
