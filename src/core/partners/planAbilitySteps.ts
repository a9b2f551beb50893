import { foreignText } from '../foreignText.ts';
import type { PermissionsReading } from '../jobs/partners/readPartnerPermissions.ts';
import { required } from '../jobs/partners/rooms.ts';
import type { RoomPartner } from '../model/sentInvitation.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import { nothingPlanned, type PlannedSteps } from './planQuestionSteps.ts';
import type { ExecutableStep, LeftOutStep, PlanWarning, StepSubject } from './steps.ts';

/** The one ability that can be given and taken later; CAN_QUERY is settled when the collaboration is made. */
export const receivingAbility = 'CAN_RECEIVE_RESULTS';

/** True for a member who has joined or still can: of others nothing can be changed. */
export function takesPart({ status }: RoomPartner): boolean {
  return status === 'ACTIVE' || status === 'INVITED';
}

/** AWS: which members can receive results. Only the collaboration's creator changes it, by a change request. */
export function planAbilitySteps(
  service: CleanRoomService,
  { room, partners, unread }: PermissionsReading,
  { members = [] }: Pick<PermissionRequest, 'members'>,
): PlannedSteps {
  if (unread.has('partners')) return nothingPlanned;
  const leftOut: LeftOutStep[] = [];
  // One wish for a member: the last.
  const wishes = new Map(members.map(({ account_id: accountId, can_receive_results: wish }) => [accountId, wish]));
  const steps = [...wishes].flatMap(([accountId, wish]): ExecutableStep[] => {
    const partner = partners.map((each) => each.partner).find(({ id }) => id === accountId);
    const subject = { kind: 'member' as const, name: partner?.name ?? accountId, id: accountId, roomId: room.id, roomName: room.name };
    if (partner === undefined) leftOut.push({ subject, code: 'not_found', reason: t('Account {0} is no member.', accountId) });
    else if (!room.ours)
      leftOut.push({ subject, code: 'not_possible', reason: t('Only the creator {0} can change what members may do.', room.owner) });
    else if (!takesPart(partner))
      leftOut.push({
        subject,
        code: 'not_possible',
        reason: t('{0} takes no part any more: the status is {1}.', foreignText(partner.name), foreignText(partner.status ?? '?')),
      });
    else if (canReceive(partner) === wish)
      leftOut.push({ subject, code: 'already_so', reason: wish ? t('Can receive results already.') : t('Cannot receive results anyway.') });
    else return [abilityStep(service, room, partner, subject, wish)];
    return [];
  });
  const warnings: PlanWarning[] =
    steps.length === 0
      ? []
      : [
          {
            code: 'needs_approval',
            sentence: t('A change of abilities is a change request: members may have to approve it before it holds.'),
          },
        ];
  return { steps, leftOut, warnings };
}

function canReceive({ abilities = [] }: RoomPartner): boolean {
  return abilities.includes(receivingAbility);
}

function abilityStep(
  service: CleanRoomService,
  room: PermissionsReading['room'],
  { id: accountId, name, abilities = [] }: RoomPartner,
  subject: StepSubject,
  wish: boolean,
): ExecutableStep {
  return {
    key: `abilities|${room.id}|${accountId}`,
    action: 'set_abilities',
    subject,
    sentence: wish
      ? t('Let {0} ({1}) receive results', foreignText(name), accountId)
      : t('Let {0} ({1}) no longer receive results', foreignText(name), accountId),
    reason: t('CreateCollaborationChangeRequest; CAN_QUERY cannot be changed after the collaboration was made.'),
    takesAway: !wish,
    async carryOut(options) {
      const next = wish ? [...abilities, receivingAbility] : abilities.filter((each) => each !== receivingAbility);
      const port = required(service.memberChanges, service, t('change what members may do'));
      const { value, outcome, requestId } = await port.setAbilities(
        { collaborationId: room.id, accountId, displayName: name, abilities: next },
        options,
      );
      return {
        outcome: outcome === 'existing' ? 'existing' : 'done',
        detail: value.applied
          ? t('Read back: as asked for.')
          : t('The change request waits for the members: {0}.', foreignText(value.status)),
        requestId,
        id: accountId,
      };
    },
  };
}
