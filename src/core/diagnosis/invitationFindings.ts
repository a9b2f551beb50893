import type { Connection } from '../model/connection.ts';
import type { Invitation } from '../model/collaboration.ts';
import type { Finding, Subject } from '../model/finding.ts';
import { t } from '../text.ts';

const subjectOf = (invitation: Invitation): Subject => ({
  kind: 'invitation',
  name: invitation.name,
  collaborationId: invitation.collaborationId,
});

/** Where no `trusted_creators` are given, everybody's invitation can be accepted; whoever accepts should know whose it is. */
export function creatorNotNamed(): string {
  return t('Nobody named this creator as trusted: look at who it is first.');
}

/**
 * An invitation waits for this account's answer.
 * @param trusted `trusted_creators` of the configuration, which names the creator where it is given
 */
export function pendingInvitation(connection: Connection, invitation: Invitation, trusted: readonly string[] | undefined): Finding {
  return {
    id: 'invitation.pending',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(invitation),
    title: t('Invitation to "{0}" from {1} ({2}) is waiting.', invitation.name, invitation.creatorDisplayName, invitation.creatorAccountId),
    evidence: [
      // Before the operation: that shows nothing of it.
      ...(trusted?.includes(invitation.creatorAccountId) === true ? [] : [creatorNotNamed()]),
      t('ListCollaborations: it has the status INVITED; created {0}.', invitation.createTime),
    ],
    remedies: [{ title: t('Accept the invitation'), job: 'accept', input: { collaboration_ids: [invitation.collaborationId] } }],
  };
}

/** Accepting a stranger can cost money and show him data: the invitation stays pending. */
export function untrustedCreator(connection: Connection, invitation: Invitation): Finding {
  return {
    id: 'invitation.untrusted_creator',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(invitation),
    title: t(
      'Invitation to "{0}" was not accepted: its creator {1} ({2}) is not in trusted_creators.',
      invitation.name,
      invitation.creatorDisplayName,
      invitation.creatorAccountId,
    ),
    evidence: [t('Anyone who knows an account id can invite it.')],
    remedies: [
      { title: t('If you know the creator, add {0} to trusted_creators in the configuration.', invitation.creatorAccountId) },
      { title: t('Accept this one invitation'), job: 'accept', input: { collaboration_ids: [invitation.collaborationId] } },
    ],
  };
}

/** Joining would make this account pay: only with consent. */
export function becomesPayer(connection: Connection, invitation: Invitation, costs: readonly string[]): Finding {
  return {
    id: 'invitation.payer',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(invitation),
    title: t(
      'Invitation to "{0}" was not accepted: it would make account {1} pay for {2}.',
      invitation.name,
      connection.accountId,
      costs.join(', '),
    ),
    evidence: [t('ListMembers: paymentConfiguration of this account has isResponsible for {0}.', costs.join(', '))],
    remedies: [
      {
        title: t(
          'To agree, set "accept_payment": true in the configuration (defaults, or this entry of pending_invitations), or accept it by itself',
        ),
        job: 'accept',
        input: { collaboration_ids: [invitation.collaborationId], accept_payment: true },
      },
    ],
  };
}

/** CreateMembership refuses CAN_RECEIVE_RESULTS without CAN_QUERY unless a result location is given. */
export function needsResultConfiguration(connection: Connection, invitation: Invitation): Finding {
  return {
    id: 'invitation.result_configuration_missing',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(invitation),
    title: t(
      'Invitation to "{0}" cannot be accepted: this account is to receive results and no result location is configured.',
      invitation.name,
    ),
    evidence: [t('ListMembers: this account has CAN_RECEIVE_RESULTS without CAN_QUERY.')],
    remedies: [
      {
        title: t(
          'Set "result_configuration" (bucket, result_format, role_arn) in the configuration (defaults, or this entry of pending_invitations).',
        ),
      },
    ],
  };
}
