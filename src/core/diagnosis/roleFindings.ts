import type { RoleAction } from '../inspectionService.ts';
import type { Connection } from '../model/connection.ts';
import type { Membership } from '../model/collaboration.ts';
import type { Finding } from '../model/finding.ts';
import type { Role } from '../service.ts';
import { t } from '../text.ts';

const about = (connection: Connection, role: Role): Pick<Finding, 'severity' | 'waitsFor' | 'connectionId' | 'subject'> => ({
  severity: 'error',
  waitsFor: 'you',
  connectionId: connection.id,
  subject: { kind: 'role', name: role.name, id: role.arn },
});

/** The trust policy binds the role to other memberships (aws:SourceArn): the service cannot use it in these. */
export function roleBoundElsewhere(connection: Connection, role: Role, refused: readonly Membership[]): Finding {
  const names = refused.map(({ collaborationName }) => `"${collaborationName}"`).join(', ');
  return {
    ...about(connection, role),
    id: 'role.bound_elsewhere',
    title: t(
      'The IAM role "{0}" in account {1} is bound to other memberships, so it cannot be used in {2}.',
      role.name,
      connection.accountId,
      names,
    ),
    evidence: [
      t('GetRole: its trust policy wants aws:SourceArn to be {0}.', (role.boundTo ?? []).join(', ')),
      ...refused.map(({ collaborationName, membershipId }) =>
        t('ListMemberships: "{0}" is the membership {1}.', collaborationName, membershipId),
      ),
    ],
    remedies: [
      {
        title: t("Add these memberships to the condition aws:SourceArn of the role's trust policy, or give them a role of their own."),
        text: refused.map((membership) => membershipArn(connection, membership)).join('\n'),
      },
    ],
  };
}

/** The role's policies do not let it read what the tables are made of. */
export function roleCannotRead(connection: Connection, role: Role, denied: readonly RoleAction[]): Finding {
  const actions = [...new Set(denied.map(({ action }) => action))];
  return {
    ...about(connection, role),
    id: 'role.cannot_read',
    title: t(
      'The policies of the IAM role "{0}" in account {1} do not let it read the tables: {2}.',
      role.name,
      connection.accountId,
      actions.join(', '),
    ),
    evidence: [
      ...denied.map(({ action, resource }) => t('SimulatePrincipalPolicy: {0} on {1} is not allowed.', action, resource)),
      t("SimulatePrincipalPolicy looks at the role's own policies: what a bucket's or the catalogue's own policy adds was not looked at."),
    ],
    remedies: [
      {
        title: t('Allow {0} in a policy of the role.', actions.join(', ')),
        text: JSON.stringify(policyFor(denied), undefined, 2),
      },
    ],
  };
}

/** A role that was made a moment ago cannot be used everywhere yet (IAM_SYNCHRONIZATION_DELAY). */
export function roleNotPropagated(connection: Connection, role: Role): Finding {
  return {
    ...about(connection, role),
    id: 'role.not_propagated',
    severity: 'warning',
    waitsFor: 'service',
    title: t('The IAM role "{0}" is so new that AWS Clean Rooms may not be able to use it yet.', role.name),
    evidence: [t('GetRole: it was created {0}.', role.createdAt ?? '')],
    remedies: [{ title: t('Wait a minute, then try again.') }],
  };
}

/** arn:aws:cleanrooms:REGION:ACCOUNT:membership/ID, as the service passes it in aws:SourceArn. */
export function membershipArn({ region, accountId }: Connection, { membershipId }: Pick<Membership, 'membershipId'>): string {
  return `arn:aws:cleanrooms:${region}:${accountId}:membership/${membershipId}`;
}

function policyFor(denied: readonly RoleAction[]): object {
  const byResource = Map.groupBy(denied, ({ resource }) => resource);
  return {
    Version: '2012-10-17',
    Statement: [...byResource].map(([resource, each]) => ({
      Effect: 'Allow',
      Action: [...new Set(each.map(({ action }) => action))],
      Resource: resource,
    })),
  };
}
