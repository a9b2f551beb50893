import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { IdNamespaceAssociation } from '../model/idNamespace.ts';
import type { CollaborationIdentity } from '../sync/inventory.ts';
import { t } from '../text.ts';

/** The wished name is held by an association of another namespace; an association's ARN cannot be changed. */
export function wrongIdNamespace(
  connection: Connection,
  collaboration: CollaborationIdentity,
  holder: IdNamespaceAssociation,
  wishedArn: string,
): Finding {
  return {
    id: 'id_namespace.wrong_arn',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: {
      kind: 'id_namespace',
      name: holder.name,
      collaborationId: collaboration.collaborationId,
      ...(collaboration.membershipId === undefined ? {} : { membershipId: collaboration.membershipId }),
      id: holder.id,
    },
    title: t(
      'The ID namespace association "{0}" in "{1}" points to {2}, not to {3}.',
      holder.name,
      collaboration.name,
      holder.idNamespaceArn,
      wishedArn,
    ),
    evidence: [t('ListIdNamespaceAssociations: inputReferenceArn is {0}.', holder.idNamespaceArn)],
    remedies: [{ title: t('Delete that association and sync, or correct id_namespace_arn in the configuration.') }],
  };
}
