import { DeleteMemberCommand, type CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { NewInvitation, SentInvitation } from '../../core/model/sentInvitation.ts';
import type { PartnerInvitations } from '../../core/partnerService.ts';
import type { WriteOptions, Written } from '../../core/service.ts';
import { t } from '../../core/text.ts';
import type { Answer, AwsCalls, SendOptions } from './awsCalls.ts';
import { asksJust, isAgreed, isOpen, type ChangeRequest, type ChangeRequests, type MemberChange } from './changeRequests.ts';
import { isInvitedOrActive, readMembers, type ListedMember } from './collaborationMembers.ts';
import { expectOwnCollaboration, notOurs } from './collaborations.ts';
import { lookUntilThere } from './lookUntilThere.ts';
import { expectChangeable } from './memberAbilities.ts';
import { invitationOfMember, invitationsOfRequest } from './sentInvitations.ts';

/**
 * Invitations to collaborations that this account made. One is sent by a change request that adds the member; where the
 * collaboration wants it, its members agree before. It is taken back by removing a member who has not joined.
 */
export function awsPartnerInvitations(
  client: CleanRoomsClient,
  calls: AwsCalls,
  changeRequests: ChangeRequests,
  accountId: string,
): PartnerInvitations {
  const memberOf = async (roomId: string, account: string, signal?: AbortSignal): Promise<ListedMember | undefined> =>
    (await readMembers(client, calls, roomId, signal)).find(({ member }) => member.accountId === account);

  const takesPart = async (roomId: string, account: string, signal?: AbortSignal): Promise<ListedMember | undefined> => {
    const found = await memberOf(roomId, account, signal);
    return found !== undefined && isInvitedOrActive(found.member) ? found : undefined;
  };

  /** What decides about a write. Raises `not_permitted` where another account made the collaboration. */
  const look = async (roomId: string, account: string, signal?: AbortSignal) => {
    await expectOwnCollaboration(client, calls, accountId, roomId, signal);
    const [listed, requests] = await Promise.all([memberOf(roomId, account, signal), changeRequests.list(roomId, signal)]);
    return { listed, requests };
  };

  const remove = async ({ roomId, to }: SentInvitation, listed: ListedMember, options: WriteOptions): Promise<Written<void>> => {
    if (!stillInvited(listed)) return { value: undefined, outcome: 'existing' };
    const state = { sent: false };
    const send = async (sendOptions: SendOptions): Promise<Answer> => {
      // The try before this one may have done it; or the member has joined since, and must not be removed any more.
      if (state.sent && !stillInvited(await memberOf(roomId, to, options.signal))) return { $metadata: {} };
      state.sent = true;
      return client.send(new DeleteMemberCommand({ collaborationIdentifier: roomId, accountId: to }), sendOptions);
    };
    const subject = `${listed.member.displayName} (${to}) in ${roomId}`;
    const written = await calls.alter({ operation: 'DeleteMember', subject, outcome: 'deleted', send }, options);
    const gone = async () => ((await takesPart(roomId, to, options.signal)) === undefined ? true : undefined);
    if ((await lookUntilThere(gone, options.signal)) === true) return written;
    throw notYet(t('AWS has removed account {0} from collaboration {1}, but still lists it.', to, roomId));
  };

  const withdraw = async ({ roomId, to }: SentInvitation, request: ChangeRequest, options: WriteOptions): Promise<Written<void>> => {
    const { id, status, changes } = request;
    if (status === 'COMMITTED')
      throw new CleanRoomError('invalid_state', t('The members have agreed meanwhile, and account {0} is invited.', to), {
        remedy: t('Read the list again and cancel that invitation.'),
      });
    if (!isOpen(request)) return { value: undefined, outcome: 'existing' };
    if (changes.length > 1)
      throw new CleanRoomError('invalid_state', t('The change request {0} asks for more than to invite account {1}.', id, to), {
        remedy: t('Cancel it in the AWS console if nothing of it is wanted.'),
      });
    const written = await changeRequests.act({ collaborationId: roomId, id, action: 'CANCEL', subject: `${to} in ${roomId}` }, options);
    return { ...written, value: undefined };
  };

  return {
    addressedBy: 'account_id',
    carriesNote: false,

    async list(room, signal) {
      if (!room.ours) throw notOurs(room, accountId);
      const [members, requests] = await Promise.all([
        readMembers(client, calls, room.id, signal),
        changeRequests.list(room.id, signal).catch((thrown: unknown) => {
          // A policy that is older than this product does not allow it; who is a member can be told all the same.
          if (asCleanRoomError(thrown).code === 'not_permitted') return [];
          throw thrown;
        }),
      ]);
      return [
        ...members.filter(({ member }) => member.accountId !== accountId).map((member) => invitationOfMember(room.id, member)),
        ...requests.filter(({ status }) => status !== 'COMMITTED').flatMap((request) => invitationsOfRequest(room.id, request)),
      ];
    },

    async invite(invitation, options) {
      const { roomId, to } = invitation;
      const member = newMember(invitation);
      const { listed, requests } = await look(roomId, to, options.signal);
      if (listed !== undefined && isInvitedOrActive(listed.member))
        return { value: invitationOfMember(roomId, listed), outcome: 'existing' };
      const waiting = requests
        // One like ours that all have agreed to is sent now.
        .filter((request) => isOpen(request) && !(request.status === 'APPROVED' && asksJust(request, member)))
        .flatMap((request) => invitationsOfRequest(roomId, request))
        .find((each) => each.to === to);
      if (waiting !== undefined) return { value: waiting, outcome: 'existing' };

      const subject = `${member.displayName} (${to}) in ${roomId}`;
      const find = (): Promise<ListedMember | undefined> => takesPart(roomId, to, options.signal);
      const holds = async (): Promise<boolean> => (await find()) !== undefined;
      const { value: request, ...written } = await changeRequests.submit(
        { collaborationId: roomId, member, subject, requests, holds },
        options,
      );
      const [asked] = invitationsOfRequest(roomId, request);
      if (asked !== undefined && !isAgreed(request)) return { ...written, value: asked };
      const invited = await lookUntilThere(find, options.signal);
      if (invited !== undefined) return { ...written, value: invitationOfMember(roomId, invited), outcome: 'created' };
      throw notYet(
        t(
          'The change request for account {0} in collaboration {1} is {2}, but the account is not listed there.',
          to,
          roomId,
          foreignText(request.status),
        ),
      );
    },

    async cancel(invitation, options) {
      const { roomId, id, to } = invitation;
      const { listed, requests } = await look(roomId, to, options.signal);
      const request = requests.find((each) => invitationsOfRequest(roomId, each).some((one) => one.id === id));
      if (request !== undefined) return withdraw(invitation, request, options);
      return listed === undefined ? { value: undefined, outcome: 'existing' } : remove(invitation, listed, options);
    },
  };
}

/** The member that an invitation asks for. Raises `invalid_input` where AWS would refuse it. */
function newMember({ to, partnerName, abilities = [] }: NewInvitation): MemberChange & { displayName: string } {
  if (!/^\d{12}$/.test(to))
    throw new CleanRoomError('invalid_input', t('{0} is not an AWS account id.', foreignText(to)), {
      remedy: t('Give its twelve digits.'),
    });
  const displayName = partnerName?.trim() ?? '';
  if (displayName === '')
    throw new CleanRoomError('invalid_input', t('AWS Clean Rooms wants a name under which account {0} is shown to the members.', to), {
      remedy: t('Give the name of the partner.'),
    });
  expectChangeable(to, abilities);
  return { accountId: to, memberAbilities: [...abilities], displayName };
}

/** False where the member is gone. Raises `invalid_state` where it has joined: removing it would take its data away. */
function stillInvited(listed: ListedMember | undefined): boolean {
  if (listed?.member.status === 'ACTIVE')
    throw new CleanRoomError(
      'invalid_state',
      t('{0} ({1}) has accepted meanwhile.', foreignText(listed.member.displayName), listed.member.accountId),
      { remedy: t('Remove the member in the AWS console if that is wanted: its data is then lost to the collaboration.') },
    );
  return listed?.member.status === 'INVITED';
}

function notYet(sentence: string): CleanRoomError {
  return new CleanRoomError('unexpected_answer', sentence, { remedy: t('Read the list again in a minute.') });
}
