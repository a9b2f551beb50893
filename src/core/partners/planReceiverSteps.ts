import { foreignText } from '../foreignText.ts';
import type { PermissionsReading, PermittedTable } from '../jobs/partners/readPartnerPermissions.ts';
import { required } from '../jobs/partners/rooms.ts';
import type { RoomPartner } from '../model/sentInvitation.ts';
import type { AnalysisRuleType } from '../model/table.ts';
import type { AssociationPlace, CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import { receivingAbility, takesPart } from './planAbilitySteps.ts';
import { nothingPlanned, type PlannedSteps } from './planQuestionSteps.ts';
import type { ExecutableStep, LeftOutStep, StepSubject } from './steps.ts';

/** True for a member to whom results of our tables can go. */
export function canBeReceiver(partner: RoomPartner): boolean {
  return partner.abilities?.includes(receivingAbility) === true && takesPart(partner);
}

/** AWS: who may receive what our tables in the collaboration answer; one step per association. */
export function planReceiverSteps(
  service: CleanRoomService,
  { room, tables = [], partners, unread }: PermissionsReading,
  { receivers = [] }: Pick<PermissionRequest, 'receivers'>,
): PlannedSteps {
  if (unread.has('tables') || unread.has('partners')) return nothingPlanned;
  const leftOut: LeftOutStep[] = [];
  const possible = new Set(partners.filter(({ partner }) => canBeReceiver(partner)).map(({ partner }) => partner.id));
  const tableOf = (reference: string): PermittedTable | undefined =>
    tables.find(({ associationId, associationName }) => associationId === reference || associationName === reference);
  // An association may have been named twice, by id and by name: it still gets one step.
  const meant = Map.groupBy(receivers, ({ association }) => tableOf(association)?.associationId ?? association);
  const steps = [...meant].flatMap(([reference, wishes]): ExecutableStep[] => {
    const table = tableOf(reference);
    const subject = {
      kind: 'association' as const,
      name: table?.associationName ?? reference,
      id: table?.associationId,
      roomId: room.id,
      roomName: room.name,
    };
    if (table === undefined || room.membershipId === undefined) {
      leftOut.push({ subject, code: 'not_found', reason: t('There is no such association.') });
      return [];
    }
    if (!table.hasRule || table.ruleType === undefined) {
      leftOut.push({
        subject,
        code: 'not_possible',
        reason: t('It has no collaboration analysis rule yet: sync the collaboration first.'),
      });
      return [];
    }
    const [add, remove] = [unique(wishes.flatMap((wish) => wish.add)), unique(wishes.flatMap((wish) => wish.remove))];
    const wrong = add.filter((account) => !possible.has(account));
    if (wrong.length > 0)
      leftOut.push({ subject, code: 'not_possible', reason: t('{0} cannot receive results in this collaboration.', wrong.join(', ')) });
    const added = add.filter((account) => possible.has(account) && !table.receivers.includes(account));
    const removed = remove.filter((account) => table.receivers.includes(account) && !add.includes(account));
    if (added.length + removed.length === 0) {
      if (wrong.length === 0) leftOut.push({ subject, code: 'already_so', reason: t('Its receivers are as they should be.') });
      return [];
    }
    const place = {
      membershipId: room.membershipId,
      associationId: table.associationId,
      name: table.associationName,
      type: table.ruleType,
    };
    return [receiverStep(service, place, subject, { before: table.receivers, added, removed })];
  });
  return { steps, leftOut, warnings: [] };
}

function receiverStep(
  service: CleanRoomService,
  place: AssociationPlace & { type: AnalysisRuleType },
  subject: StepSubject,
  { before, added, removed }: { before: readonly string[]; added: readonly string[]; removed: readonly string[] },
): ExecutableStep {
  const words = [
    added.length > 0 ? t('let {0} receive results', added.join(', ')) : '',
    removed.length > 0 ? t('no longer let {0} receive results', removed.join(', ')) : '',
  ];
  return {
    key: `receivers|${place.associationId}`,
    action: 'allow_receivers',
    subject,
    sentence: t('"{0}": {1}', foreignText(place.name), words.filter((part) => part !== '').join('; ')),
    reason: t('Receivers now: {0}.', before.join(', ') || t('none')),
    takesAway: removed.length > 0,
    async carryOut(options) {
      const { outcome, requestId } = await required(service.repairs, service, t('change receivers')).allowReceivers(
        { ...place, add: added, remove: removed },
        options,
      );
      const { membershipId, associationId, type } = place;
      const rule = await service.associations?.analysisRule(membershipId, associationId, [type], options.signal);
      const now = rule?.allowedResultReceivers ?? [];
      const same = added.every((account) => now.includes(account)) && !removed.some((account) => now.includes(account));
      return {
        outcome: !same ? 'differs' : outcome === 'existing' ? 'existing' : 'done',
        detail: t('Receivers now: {0}.', now.join(', ') || t('none')),
        requestId,
        id: associationId,
      };
    },
  };
}

function unique(accounts: readonly string[]): string[] {
  return [...new Set(accounts)];
}
