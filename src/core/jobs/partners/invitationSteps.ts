import * as z from 'zod/mini';
import { foreignText } from '../../foreignText.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import { mayBeOpen, type SentInvitation } from '../../model/sentInvitation.ts';
import { laterAbilities } from '../../partners/invitationRows.ts';
import { addressKey, addressProblem, isFreeMail, mostInvitees, type Invitee } from '../../partners/invitees.ts';
import { longestNote, renderNote, type NoteValues } from '../../partners/note.ts';
import type { PartnerSettings } from '../../partners/partnerSettings.ts';
import type { PlannedSteps } from '../../partners/planQuestionSteps.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import type { ExecutableStep, LeftOutStep, PlanWarning } from '../../partners/steps.ts';
import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';
import type { JobContext } from '../job.ts';
import { noteValues } from './invitationNote.ts';
import { required } from './rooms.ts';

/** Whom to invite. */
export const inviteesInput = z
  .array(
    z.object({
      /** LiveRamp: an administrator's e-mail address at the partner. AWS: its 12-digit account id. */
      to: z.string(),
      partner_name: z.optional(z.string()),
      /** AWS: what the new member may do. */
      abilities: z.optional(z.array(z.enum(laterAbilities))),
    }),
  )
  .check(z.minLength(1), z.maxLength(mostInvitees));

interface WishedInvitation extends Invitee {
  abilities?: readonly string[] | undefined;
}

/** Whom a room has invited already, and who takes part. */
export interface RoomsPeople {
  sent: readonly SentInvitation[];
  /** Ids of partners and addresses of their users. */
  takingPart: ReadonlySet<string>;
}

/** A room that is made by the same plan has nobody yet. */
export const nobodyYet: RoomsPeople = { sent: [], takingPart: new Set() };

/** Reads them: our own people count as well, whom nobody invites. */
export async function peopleOf({ service, signal }: JobContext, room: CleanRoom): Promise<RoomsPeople> {
  const port = required(service.partnerInvitations, service, t('invite partners'));
  const [sent, partners, own] = await Promise.all([
    port.list(room, signal),
    service.partners?.list(room, signal) ?? [],
    service.partners?.users?.(room, signal) ?? [],
  ]);
  const active = partners.filter(({ status }) => status === undefined || status === 'ACTIVE');
  const users = [...own, ...active.flatMap((partner) => partner.users)];
  const takingPart = [service.connection.accountId, ...active.map(({ id }) => id), ...users.map(({ email }) => addressKey(email))];
  return { sent, takingPart: new Set(takingPart) };
}

/** The steps for those who can be invited, and for each other one why not. */
export async function planInvitations(
  context: JobContext,
  room: CleanRoom,
  wished: z.infer<typeof inviteesInput>,
  template: string,
  settings: PartnerSettings | undefined,
): Promise<PlannedSteps> {
  return invitationSteps(context, { room, find: () => room }, await peopleOf(context, room), wished, template, settings);
}

/** A room that is there, or that an earlier step of the plan makes. */
export interface InvitedRoom {
  /** As far as it is known while planning. */
  room: CleanRoom;
  /** As it is when the invitation is sent. */
  find: () => CleanRoom;
  /** The step that makes it. */
  needs?: string;
}

/** The same for a room whose people are known. */
export function invitationSteps(
  context: JobContext,
  invited: InvitedRoom,
  { sent, takingPart }: RoomsPeople,
  wished: z.infer<typeof inviteesInput>,
  template: string,
  settings: PartnerSettings | undefined,
): PlannedSteps {
  const { service } = context;
  const { room } = invited;
  const port = required(service.partnerInvitations, service, t('invite partners'));
  const seen = new Set<string>();
  const steps: ExecutableStep[] = [];
  const leftOut: LeftOutStep[] = [];
  const warnings: PlanWarning[] = [];
  for (const { to: written, partner_name: partnerName, abilities } of wished) {
    const to = written.trim();
    const key = addressKey(to);
    const why = reasonAgainst({ to, partnerName }, { key, seen, sent, takingPart, addressedBy: port.addressedBy });
    seen.add(key);
    if (why !== undefined) {
      leftOut.push({ subject: { kind: 'invitation', name: to, roomId: room.id, roomName: room.name }, ...why });
      continue;
    }
    if (port.addressedBy === 'email' && isFreeMail(to, settings?.accepted_mail_domains))
      warnings.push({
        code: 'free_mail',
        sentence: t("Anybody can have an address at {0}: is {1} really the partner's?", key.split('@').at(-1) ?? '', to),
      });
    const note = (of: CleanRoom): string | undefined =>
      port.carriesNote ? renderNote(template, noteValues(service.connection, settings, of, { to, partnerName })).text : undefined;
    if ((note(room)?.length ?? 0) > longestNote) {
      leftOut.push({
        subject: { kind: 'invitation', name: to, roomId: room.id, roomName: room.name },
        code: 'not_possible',
        reason: t('Its note would have more than {0} characters.', longestNote),
      });
      continue;
    }
    steps.push(inviteStep(service, invited, { to, partnerName, abilities }, note));
  }
  if (port.carriesNote && steps.length > 0)
    warnings.push(...warningsOfNote(template, noteValues(service.connection, settings, room, { to: '' })));
  if (port.addressedBy === 'account_id' && steps.length > 0) warnings.push(needsApproval());
  return { steps, leftOut, warnings };
}

/** Members of a collaboration may have to agree to another one (autoApprovedChangeTypes says whether). */
export function needsApproval(): PlanWarning {
  return {
    code: 'needs_approval',
    sentence: t(
      'A new member is a change request: unless the collaboration approves such changes by itself, its members have to agree before the partner is invited.',
    ),
  };
}

/** A variable that there is not would stand in the mail as it was written. */
function warningsOfNote(template: string, values: NoteValues): PlanWarning[] {
  const { unknown } = renderNote(template, values);
  return unknown.map((name) => ({ code: 'unknown_variable', sentence: t('The note holds {0}, which stands for nothing.', `{{${name}}}`) }));
}

function reasonAgainst(
  { to, partnerName }: Invitee,
  known: {
    key: string;
    seen: ReadonlySet<string>;
    sent: readonly SentInvitation[];
    takingPart: ReadonlySet<string>;
    addressedBy: 'email' | 'account_id';
  },
): { code: LeftOutStep['code']; reason: string } | undefined {
  const problem = addressProblem(to, known.addressedBy);
  if (problem !== undefined) return { code: 'invalid_address', reason: problem };
  if (known.addressedBy === 'account_id' && (partnerName ?? '').trim() === '')
    return { code: 'invalid_address', reason: t('AWS wants a name under which the member {0} is shown.', to) };
  if (known.seen.has(known.key)) return { code: 'duplicate', reason: t('It stands in the list more than once.') };
  if (known.takingPart.has(known.key)) return { code: 'already_partner', reason: t('Takes part already.') };
  // A change request that the members have approved waits for us: inviting carries it out.
  const open = known.sent.find((each) => addressKey(each.to) === known.key && mayBeOpen(each) && each.status !== 'APPROVED');
  if (open !== undefined) {
    return {
      code: 'already_invited',
      reason: t(
        'Was invited already on {0} (status {1}). To send it again, resend it.',
        open.createdAt?.slice(0, 10) ?? '?',
        foreignText(open.status),
      ),
    };
  }
  return undefined;
}

/** One invitation, and the words that go with it. */
export function inviteStep(
  service: CleanRoomService,
  { room, find, needs }: InvitedRoom,
  { to, partnerName, abilities }: WishedInvitation,
  note: (room: CleanRoom) => string | undefined,
): ExecutableStep {
  const { carriesNote } = required(service.partnerInvitations, service, t('invite partners'));
  return {
    key: `invite|${room.id}|${addressKey(to)}`,
    action: 'invite',
    subject: { kind: 'invitation', name: to, roomId: room.id, roomName: room.name },
    sentence: t('Invite {0} to {1}', to, roomTitle(room)),
    reason: note(room) ?? (carriesNote ? t('Without a note of ours.') : t('The service sends no words with it.')),
    takesAway: false,
    ...(needs === undefined ? {} : { needs }),
    // A room that the same plan makes has its id only now.
    subjectNow: () => ({ kind: 'invitation', name: to, roomId: find().id, roomName: find().name }),
    async carryOut(options) {
      const port = required(service.partnerInvitations, service, t('invite partners'));
      const { value, outcome, requestId } = await port.invite(
        { roomId: find().id, to, note: note(find()), partnerName, abilities },
        options,
      );
      return {
        outcome: outcome === 'existing' ? 'existing' : 'done',
        detail:
          value.state === 'awaiting_approval'
            ? t('The members of the collaboration have to approve it first.')
            : t('Status {0}.', foreignText(value.status)),
        requestId,
        id: value.id,
      };
    },
  };
}
