import { foreignText } from '../../foreignText.ts';
import { causeOf } from '../../diagnosis/readinessCauses.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import { counted, t } from '../../text.ts';
import type { Check, CheckSubject, Presence } from './check.ts';
import { failed, notApplicable, passed, unknown } from './outcome.ts';
import type { CheckedRoom, CheckedTable } from './readCheckedRoom.ts';

const receives = 'CAN_RECEIVE_RESULTS';

/** AWS: whether the member has the ability to receive results, where that was chosen. */
export function checkAbility(subject: CheckSubject, room: CleanRoom, { partner, absence }: Presence, { tables }: CheckedRoom): Check {
  const id = 'may_receive_results';
  if (tables === undefined) return notApplicable(id, t('The service has no abilities of members.'));
  const { engagement } = subject;
  const { flags } = engagement.permissions;
  if (!flags.can_view_results) return notApplicable(id, t('It was not chosen.'));
  if (partner?.abilities === undefined) return unknown(id, absence);
  const abilities = partner.abilities.map((each) => foreignText(each)).join(', ');
  const cannotQuery =
    flags.can_run && !partner.abilities.includes('CAN_QUERY')
      ? [t('It cannot query either: CAN_QUERY is only given when a collaboration is made.')]
      : [];
  if (partner.abilities.includes(receives)) return passed(id, [abilities, ...cannotQuery].join('. '));
  return failed(id, subject, {
    detail: t('The member has the abilities: {0}.', abilities === '' ? t('none') : abilities),
    evidence: cannotQuery,
    waitsFor: 'you',
    remedies: room.ours
      ? [
          {
            title: t('Let {0} receive results', foreignText(partner.name)),
            job: 'configure-partner-permissions',
            input: { room: room.id, members: [{ account_id: partner.id, can_receive_results: true }] },
          },
        ]
      : [{ title: t('Ask the creator {0} for it', foreignText(room.owner)) }],
  });
}

/** AWS: whether every table of ours in the collaboration can be queried. */
export function checkReadiness(subject: CheckSubject, room: CleanRoom, { tables }: CheckedRoom): Check {
  const id = 'tables_ready';
  if (tables === undefined) return notApplicable(id, t('The service has no tables.'));
  if (!tables.read) return unknown(id, tables.problem);
  if (tables.value.length === 0) return notApplicable(id, t('We have no table in the collaboration.'));
  const lacking = tables.value.filter(({ readiness }) => readiness?.ready !== true).map(notReadyWords);
  if (lacking.length === 0)
    return passed(id, counted(tables.value.length, t('1 table is READY.'), t('{0} tables are READY.', tables.value.length)));
  return failed(id, subject, {
    detail: counted(
      tables.value.length,
      t('The only table is not READY.'),
      t('Of {0} tables not READY: {1}.', tables.value.length, lacking.length),
    ),
    evidence: lacking,
    waitsFor: 'you',
    remedies: [syncRemedy(room)],
  });
}

/** AWS: whether the rules on our tables name the partner as one who may receive what they answer. */
export function checkReceivers(subject: CheckSubject, room: CleanRoom, { tables }: CheckedRoom): Check {
  const id = 'receivers';
  if (tables === undefined) return notApplicable(id, t('The service has no tables.'));
  const { partner, permissions } = subject.engagement;
  if (!permissions.flags.can_view_results) return notApplicable(id, t('It was not chosen.'));
  if (!tables.read) return unknown(id, tables.problem);
  if (tables.value.length === 0) return notApplicable(id, t('We have no table in the collaboration.'));
  const without = tables.value.filter(({ table }) => !table.receivers.includes(partner.address));
  if (without.length === 0)
    return passed(id, counted(tables.value.length, t('1 table names it.'), t('{0} tables name it.', tables.value.length)));
  const unruled = without.filter(({ table }) => !table.hasRule);
  const ruled = without.filter(({ table }) => table.hasRule);
  return failed(id, subject, {
    detail: counted(
      tables.value.length,
      t('The only table does not name the partner.'),
      t('Of {0} tables not naming the partner: {1}.', tables.value.length, without.length),
    ),
    evidence: without.map(({ table }) =>
      table.hasRule
        ? t('"{0}" lets receive: {1}', foreignText(table.associationName), table.receivers.join(', ') || t('none'))
        : t('"{0}" has no collaboration analysis rule', foreignText(table.associationName)),
    ),
    waitsFor: 'you',
    remedies: [
      ...(ruled.length === 0
        ? []
        : [
            {
              title: t('Let {0} receive the results of our tables', partner.address),
              job: 'configure-partner-permissions',
              input: { room: room.id, receivers: ruled.map(({ table }) => ({ association: table.associationId, add: [partner.address] })) },
            },
          ]),
      ...(unruled.length === 0 ? [] : [syncRemedy(room)]),
    ],
  });
}

function syncRemedy(room: CleanRoom): { title: string; job: string; input: Record<string, unknown> } {
  return { title: t('Sync the collaboration'), job: 'sync', input: { collaboration_ids: [room.id] } };
}

function notReadyWords({ table, readiness }: CheckedTable): string {
  const name = foreignText(table.associationName);
  if (readiness === undefined) return t('"{0}": AWS Clean Rooms does not know the table yet.', name);
  return `"${name}": ${readiness.reasons.map((each) => `${foreignText(each.code)}: ${causeOf(each).sentence}`).join(' ')}`;
}
