import { foreignText } from '../../core/foreignText.ts';
import { describeConnection } from '../../core/model/connection.ts';
import type { ShownIntention } from '../../core/jobs/job.ts';
import {
  countChanges,
  deletion,
  isRepairChange,
  type AllowProviders,
  type ChangeCounts,
  type Change,
  type CollaborationPlan,
} from '../../core/sync/change.ts';
import { changeSentence, changeSign, receiversOf } from '../../core/sync/changeSentence.ts';
import { terminalText } from '../../core/terminalText.ts';
import { counted, t } from '../../core/text.ts';

/** One line that says how much a plan would do. */
export function planHeadline({ plan, files }: ShownIntention): string {
  const count = countChanges(plan);
  const parts = [
    count.acceptInvitation > 0
      ? counted(count.acceptInvitation, t('accept 1 invitation'), t('accept {0} invitations', count.acceptInvitation))
      : '',
    count.createAssociation > 0
      ? counted(count.createAssociation, t('associate 1 table'), t('associate {0} tables', count.createAssociation))
      : '',
    count.createAnalysisRule > 0
      ? counted(
          count.createAnalysisRule,
          t('create 1 collaboration analysis rule'),
          t('create {0} collaboration analysis rules', count.createAnalysisRule),
        )
      : '',
    count.createIdNamespaceAssociation > 0
      ? counted(
          count.createIdNamespaceAssociation,
          t('associate 1 ID namespace'),
          t('associate {0} ID namespaces', count.createIdNamespaceAssociation),
        )
      : '',
    ...repairParts(count),
    ...files.map(({ path }) => t('write {0}', path)),
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('nothing to do') : parts.join(', ');
}

function repairParts(count: ChangeCounts): string[] {
  const { replaceAssociation: names, deleteDoubleAssociation: doubles, replaceIdNamespaceAssociation: namespaces, allowProviders } = count;
  const rules = count.allowReceivers + count.replaceAnalysisRule;
  return [
    names > 0 ? counted(names, t('rename 1 association'), t('rename {0} associations', names)) : '',
    doubles > 0 ? counted(doubles, t('delete 1 double association'), t('delete {0} double associations', doubles)) : '',
    rules > 0 ? counted(rules, t('correct 1 collaboration analysis rule'), t('correct {0} collaboration analysis rules', rules)) : '',
    namespaces > 0
      ? counted(namespaces, t('replace 1 ID namespace association'), t('replace {0} ID namespace associations', namespaces))
      : '',
    allowProviders > 0
      ? counted(allowProviders, t('add query providers to 1 table'), t('add query providers to {0} tables', allowProviders))
      : '',
  ];
}

/** The costs that this account would agree to pay. */
export function costsOf({ plan }: ShownIntention): string[] {
  const acceptances = plan.collaborations.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.kind === 'acceptInvitation' ? [change] : [])),
  );
  return [...new Set(acceptances.flatMap(({ pays }) => pays))];
}

/** One line per collaboration: what an answer to the question has to know. */
export function planDetail(intention: ShownIntention, longest = 20): string {
  const tables = intention.plan.tables.map((change) => `• ${changeSentence(change)}`);
  const lines = [
    ...tables,
    ...intention.plan.collaborations
      .filter(({ changes, settled }) => changes.length > 0 || settled.some(({ outcome }) => outcome !== 'existing'))
      .map(collaborationLine),
  ];
  const rest = lines.length > longest ? [t('… and {0} more', lines.length - longest)] : [];
  return [...lines.slice(0, longest), ...rest, ...leftOutNote(intention)].join('\n');
}

/** The whole plan: every change and everything settled, each with its reason. */
export function planText(intention: ShownIntention): string {
  const { plan, files } = intention;
  const collaborations = plan.collaborations.flatMap((collaboration) => {
    const { name, changes, settled, findings, creatorAccountId, creatorDisplayName } = collaboration;
    return [
      '',
      foreignText(name),
      `  ${t('created by {0} ({1})', foreignText(creatorDisplayName), creatorAccountId)}`,
      ...changes.map((change) => `  ${changeLine(change)}`),
      ...settled
        .filter(({ outcome }) => outcome !== 'existing')
        .map((item) => `  ${item.outcome === 'left_out' ? '–' : '!'} ${foreignText(item.name)}: ${foreignText(item.reason, 500)}`),
      ...existingLine(collaboration),
      ...findings.map(({ title }) => `  ! ${foreignText(title, 500)}`),
    ];
  });
  return [
    t('Plan for account {0}: {1}', describeConnection(plan.connection), planHeadline(intention)),
    ...plan.findings.map(({ title }) => `! ${foreignText(title, 500)}`),
    ...plan.tables.map(changeLine),
    ...files.flatMap(({ path, note, content }) => ['', `${path}: ${note}`, ...(content === undefined ? [] : [terminalText(content)])]),
    ...collaborations,
    '',
  ].join('\n');
}

function collaborationLine({ name, changes, settled }: CollaborationPlan): string {
  const acceptance = changes.find((change) => change.kind === 'acceptInvitation');
  const tables = changes.filter(({ kind }) => kind === 'createAssociation').length;
  const rules = changes.filter(({ kind }) => kind === 'createAnalysisRule').length;
  const namespaces = changes.filter(({ kind }) => kind === 'createIdNamespaceAssociation').length;
  const receivers = [...new Set(changes.flatMap(receiversOf))];
  const mended = changes.filter(isRepairChange).length;
  const anew = changes.filter((change) => deletion(change) === 'madeAnew').length;
  const gone = changes.filter((change) => deletion(change) === 'forGood').length;
  const short = settled.filter(({ outcome }) => outcome !== 'existing').length;
  return [
    `• ${foreignText(name, 60)}:`,
    [
      acceptance === undefined ? '' : t('accept from {0}', acceptance.invitation.creatorAccountId),
      acceptance === undefined || acceptance.pays.length === 0 ? '' : t('PAY FOR {0}', acceptance.pays.join(', ')),
      tables > 0 ? counted(tables, t('1 table'), t('{0} tables', tables)) : '',
      rules > 0 ? counted(rules, t('1 rule'), t('{0} rules', rules)) : '',
      namespaces > 0 ? t('ID namespace') : '',
      mended > 0 ? counted(mended, t('1 repair'), t('{0} repairs', mended)) : '',
      anew > 0 ? t('{0} deleted and made anew', anew) : '',
      gone > 0 ? t('{0} deleted', gone) : '',
      receivers.length > 0 ? t('results to {0}', receivers.join(', ')) : '',
      short > 0 ? t('{0} cannot be done', short) : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  ].join(' ');
}

function changeLine(change: Change | AllowProviders): string {
  return `${changeSign(change)} ${changeSentence(change)}: ${foreignText(change.reason, 500)}`;
}

function existingLine({ settled }: CollaborationPlan): string[] {
  const existing = settled.filter(({ outcome }) => outcome === 'existing').length;
  return existing === 0
    ? []
    : [`  = ${counted(existing, t('1 thing is as it should be'), t('{0} things are as they should be', existing))}`];
}

function leftOutNote({ plan }: ShownIntention): string[] {
  const leftOut = plan.collaborations.reduce((sum, { settled }) => sum + settled.filter(({ outcome }) => outcome === 'left_out').length, 0);
  const held = plan.findings.filter(({ id }) => id.startsWith('invitation.'));
  return [
    ...(leftOut > 0 ? ['', counted(leftOut, t('1 table is left out by a quota.'), t('{0} tables are left out by a quota.', leftOut))] : []),
    ...(held.length > 0 ? ['', ...held.map(({ title }) => foreignText(title, 300))] : []),
  ];
}
