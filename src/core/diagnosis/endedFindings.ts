import type { EndedMembership, SeenCollaboration } from '../inspectionService.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import { t } from '../text.ts';
import { collaborationSubject } from './collaborationSubjects.ts';

/** How an account's part in a collaboration has ended. */
export type HowEnded = 'left' | 'removed' | 'deleted';

/** A collaboration in which it has. */
export interface EndedCollaboration {
  collaborationId: string;
  name: string;
  membershipId?: string | undefined;
}

/** The account takes part no more: it left, it was removed, or the collaboration was deleted. */
export function collaborationEnded(connection: Connection, kind: HowEnded, collaboration: EndedCollaboration): Finding {
  const { name } = collaboration;
  const words = {
    left: t('Account {0} has left "{1}".', connection.accountId, name),
    removed: t('Account {0} was removed from "{1}".', connection.accountId, name),
    deleted: t('"{0}" was deleted by its creator.', name),
  };
  const evidence = {
    left: t('ListCollaborations: memberStatus is LEFT.'),
    removed: t('ListMemberships: the membership is REMOVED.'),
    deleted: t('ListMemberships: the membership is COLLABORATION_DELETED.'),
  };
  const withoutEntry = t('Set the "status" of its entry in the configuration to something other than "active".');
  return {
    id: `collaboration.${kind}`,
    severity: 'error',
    // A deleted one does not come back: nobody but the owner of the configuration has anything left to do.
    waitsFor: kind === 'removed' ? 'partner' : 'you',
    connectionId: connection.id,
    subject: collaborationSubject(collaboration),
    title: words[kind],
    evidence: [evidence[kind]],
    remedies:
      kind === 'deleted' ? [{ title: withoutEntry }] : [{ title: t('Ask the creator for a new invitation.') }, { title: withoutEntry }],
  };
}

/** A membership that has ended, as a finding. */
export function endedMembership(connection: Connection, { status, ...membership }: EndedMembership): Finding {
  return collaborationEnded(connection, status === 'REMOVED' ? 'removed' : 'deleted', {
    ...membership,
    name: membership.collaborationName,
  });
}

/** A collaboration in which the account's own part has ended; undefined where it has not. */
export function endedCollaboration(connection: Connection, seen: SeenCollaboration): Finding | undefined {
  if (seen.memberStatus === 'LEFT') return collaborationEnded(connection, 'left', seen);
  return seen.memberStatus === 'REMOVED' ? collaborationEnded(connection, 'removed', seen) : undefined;
}
