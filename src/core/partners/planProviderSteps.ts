import { foreignText } from '../foreignText.ts';
import type { PermissionsReading, PermittedTable } from '../jobs/partners/readPartnerPermissions.ts';
import { required } from '../jobs/partners/rooms.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import { nothingPlanned, type PlannedSteps } from './planQuestionSteps.ts';
import type { ExecutableStep, LeftOutStep, PlanWarning, StepSubject } from './steps.ts';

/** Accounts that a table's rule gets and loses. */
interface ProviderChange {
  before: readonly string[];
  added: readonly string[];
  removed: readonly string[];
}

/** AWS: which accounts may query our tables; one step per table, whose one rule holds in all its collaborations. */
export function planProviderSteps(
  service: CleanRoomService,
  { room, tables = [], unread }: PermissionsReading,
  { providers = [] }: Pick<PermissionRequest, 'providers'>,
): PlannedSteps {
  if (unread.has('tables')) return nothingPlanned;
  const leftOut: LeftOutStep[] = [];
  const changes: ProviderChange[] = [];
  const tableOf = (reference: string): PermittedTable | undefined =>
    tables.find(({ configuredTableId, tableName, associationName }) => [configuredTableId, tableName, associationName].includes(reference));
  // A table may have been named twice, by id and by name: it still gets one step.
  const meant = Map.groupBy(providers, ({ table }) => tableOf(table)?.configuredTableId ?? table);
  const steps = [...meant].flatMap(([reference, wishes]): ExecutableStep[] => {
    const table = tableOf(reference);
    const subject = {
      kind: 'table' as const,
      name: table?.tableName ?? reference,
      id: table?.configuredTableId,
      roomId: room.id,
      roomName: room.name,
    };
    const leaveOut = (code: LeftOutStep['code'], reason: string): [] => {
      leftOut.push({ subject, code, reason });
      return [];
    };
    if (table === undefined) return leaveOut('not_found', t('There is no such table.'));
    const { providers: before } = table;
    if (before === undefined)
      return leaveOut(
        'not_possible',
        t('Only a CUSTOM rule that allows any query names providers; in the others the abilities of the members decide.'),
      );
    const wanted = new Set(wishes.flatMap(({ add }) => add));
    const unwanted = new Set(wishes.flatMap(({ remove }) => remove));
    const added = [...wanted].filter((account) => !before.includes(account));
    const removed = before.filter((account) => unwanted.has(account) && !wanted.has(account));
    if (added.length + removed.length === 0) return leaveOut('already_so', t('Who may query it is as it should be.'));
    if (before.length + added.length === removed.length)
      return leaveOut('not_possible', t('A rule that allows any query has to name at least one account that may: AWS refuses none.'));
    const change = { before, added, removed };
    changes.push(change);
    return [providerStep(service, room, table, subject, change)];
  });
  return { steps, leftOut, warnings: warningsOf(changes) };
}

function warningsOf(changes: readonly ProviderChange[]): PlanWarning[] {
  return [
    ...(changes.some(({ added }) => added.length > 0)
      ? [
          {
            code: 'wide_grant' as const,
            sentence: t('A table has one analysis rule: who may query it here may query it in every collaboration that it is in.'),
          },
        ]
      : []),
    ...(changes.some(({ removed }) => removed.length > 0)
      ? [
          {
            code: 'takes_away' as const,
            sentence: t('A table has one analysis rule: who may no longer query it here may query it in no other collaboration either.'),
          },
        ]
      : []),
  ];
}

function providerStep(
  service: CleanRoomService,
  { id: collaborationId }: CleanRoom,
  { configuredTableId: id, tableName: name, associationName }: PermittedTable,
  subject: StepSubject,
  { before, added, removed }: ProviderChange,
): ExecutableStep {
  // No other rule names providers.
  const type = 'CUSTOM';
  const words = [
    added.length > 0 ? t('let {0} query the table', added.join(', ')) : '',
    removed.length > 0 ? t('no longer let {0} query the table', removed.join(', ')) : '',
  ];
  return {
    key: `providers|${id}`,
    action: 'allow_providers',
    subject,
    sentence: t('"{0}": {1}', foreignText(name), words.filter((part) => part !== '').join('; ')),
    reason: t('May query it now: {0}.', before.join(', ') || t('none')),
    takesAway: removed.length > 0,
    async carryOut(options) {
      const { outcome, requestId } = await required(service.repairs, service, t('change who may query')).allowProviders(
        { id, name, type, add: added, remove: removed },
        options,
      );
      const rules = await service.associations?.rules(collaborationId, [{ name: associationName, type }], options.signal);
      const rule = rules?.get(associationName)?.table;
      const now = rule?.type === type ? rule.allowedAnalysisProviders : undefined;
      const same =
        now !== undefined && added.every((account) => now.includes(account)) && !removed.some((account) => now.includes(account));
      return {
        outcome: !same ? 'differs' : outcome === 'existing' ? 'existing' : 'done',
        detail:
          now === undefined
            ? t('The service accepted it, but the rule could not be read back.')
            : t('May query it now: {0}.', now.join(', ') || t('none')),
        requestId,
        id,
      };
    },
  };
}
