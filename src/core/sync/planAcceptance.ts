import type { CollaborationPlan, SyncChange } from './change.ts';
import type { CollaborationInventory, Inventory } from './inventory.ts';
import type { DesiredCollaboration } from './desired.ts';
import { paidCosts } from '../model/collaboration.ts';
import { becomesPayer, needsResultConfiguration, untrustedCreator } from '../diagnosis/invitationFindings.ts';
import { t } from '../text.ts';

/**
 * Plans the acceptance of an invitation into `planned`; false where it stays pending. Three things keep it pending:
 * a creator who is not trusted, costs that nobody agreed to pay, and a result location that is demanded and not known
 * (CreateMembership: CAN_RECEIVE_RESULTS without CAN_QUERY must give defaultResultConfiguration).
 */
export function planAcceptance(
  inventory: Inventory,
  { place, members }: CollaborationInventory,
  desired: DesiredCollaboration,
  planned: CollaborationPlan<SyncChange>,
): boolean {
  if (place.kind !== 'invitation') return true;
  const { connection } = inventory;
  const { invitation } = place;
  if (desired.trustedCreators !== undefined && !desired.trustedCreators.includes(invitation.creatorAccountId)) {
    planned.findings.push(untrustedCreator(connection, invitation));
    return false;
  }
  const own = members?.find(({ accountId }) => accountId === connection.accountId);
  if (own === undefined && members !== undefined) {
    const reason = t(
      '"{0}" was not accepted: its members do not list account {1}, so what joining would mean is not known.',
      invitation.name,
      connection.accountId,
    );
    planned.settled.push({ kind: 'membership', name: invitation.name, outcome: 'failed', reason });
    return false;
  }
  const pays = own === undefined ? [] : paidCosts(own.payment);
  if (pays.length > 0 && !desired.acceptPayment) {
    const finding = becomesPayer(connection, invitation, pays);
    planned.findings.push(finding);
    if (desired.named === true)
      planned.settled.push({ kind: 'membership', name: invitation.name, outcome: 'failed', reason: finding.title });
    return false;
  }
  const receives = own?.abilities.includes('CAN_RECEIVE_RESULTS') === true;
  const queries = own?.abilities.includes('CAN_QUERY') === true;
  if (receives && !queries && desired.resultConfiguration === undefined) {
    const finding = needsResultConfiguration(connection, invitation);
    planned.findings.push(finding);
    planned.settled.push({ kind: 'membership', name: invitation.name, outcome: 'failed', reason: finding.title });
    return false;
  }
  planned.changes.push({
    kind: 'acceptInvitation',
    invitation,
    // A member who may query may leave it out; who pays without querying must say so (CreateMembership: paymentConfiguration).
    payment: pays.length > 0 ? own?.payment : undefined,
    pays,
    resultConfiguration: receives ? desired.resultConfiguration : undefined,
    reason: [
      t('{0} ({1}) invited this account.', invitation.creatorDisplayName, invitation.creatorAccountId),
      ...(pays.length > 0 ? [t('Account {0} agrees to pay for {1}.', connection.accountId, pays.join(', '))] : []),
    ].join(' '),
  });
  return true;
}
