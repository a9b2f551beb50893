import type { CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { MemberChanges } from '../../core/partnerService.ts';
import { t } from '../../core/text.ts';
import type { AwsCalls } from './awsCalls.ts';
import { isAgreed, type ChangeRequests } from './changeRequests.ts';
import { isInvitedOrActive, readMembers } from './collaborationMembers.ts';
import { expectOwnCollaboration } from './collaborations.ts';
import { lookUntilThere } from './lookUntilThere.ts';
import { changeableAbilities, expectChangeable, sameAbilities } from './memberAbilities.ts';

/** What the members of a collaboration that this account made may do. */
export function awsMemberChanges(
  client: CleanRoomsClient,
  calls: AwsCalls,
  changeRequests: ChangeRequests,
  accountId: string,
): MemberChanges {
  return {
    /**
     * `abilities` are all that the member is to have. The request names those of them that can be changed: CAN_QUERY and
     * CAN_RUN_JOB are not supported in it (service model); that leaving them out takes nothing away is inferred from there
     * being no such ChangeType; so all of them are compared afterwards.
     * `status` is the change request's, or the member's own where nothing had to change.
     */
    async setAbilities(change, options) {
      const { collaborationId, abilities } = change;
      const { signal } = options;
      await expectOwnCollaboration(client, calls, accountId, collaborationId, signal);
      const readMember = async () =>
        (await readMembers(client, calls, collaborationId, signal)).find(({ member }) => member.accountId === change.accountId)?.member;
      const [member, requests] = await Promise.all([readMember(), changeRequests.list(collaborationId, signal)]);
      if (member === undefined || !isInvitedOrActive(member)) throw noMember(change.accountId, collaborationId);
      expectChangeable(change.accountId, abilities, member.abilities);
      if (sameAbilities(abilities, member.abilities)) return { value: { applied: true, status: member.status }, outcome: 'existing' };

      const holds = async (): Promise<boolean> => {
        const now = await readMember();
        return now !== undefined && sameAbilities(abilities, now.abilities);
      };
      const { value: request, ...written } = await changeRequests.submit(
        {
          collaborationId,
          member: { accountId: change.accountId, memberAbilities: changeableAbilities(abilities) },
          subject: `${change.displayName} (${change.accountId}) in ${collaborationId}`,
          requests,
          holds,
        },
        options,
      );
      const { status } = request;
      if (!isAgreed(request)) return { ...written, value: { applied: false, status } };
      const applied = (await lookUntilThere(async () => ((await holds()) ? true : undefined), signal)) === true;
      return { ...written, value: { applied, status }, outcome: 'updated' };
    },
  };
}

function noMember(accountId: string, collaborationId: string): CleanRoomError {
  return new CleanRoomError('not_found', t('Account {0} takes no part in collaboration {1}.', foreignText(accountId), collaborationId), {
    remedy: t('Read the list of members again.'),
  });
}
