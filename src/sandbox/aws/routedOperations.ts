/** Which operations the sandbox simulates; `npm run generate` takes their constraints from the service models. */

interface RoutedService {
  /** The model's file name before `-service-2.json`. */
  model: string;
  operations: readonly string[];
}

/** By the service's name in a signature's credential scope. */
export const routedOperations: Readonly<Record<string, RoutedService>> = {
  cleanrooms: {
    model: 'cleanrooms',
    operations: [
      'ListCollaborations',
      'GetCollaboration',
      'CreateCollaboration',
      'DeleteCollaboration',
      'ListMembers',
      'DeleteMember',
      'CreateCollaborationChangeRequest',
      'GetCollaborationChangeRequest',
      'ListCollaborationChangeRequests',
      'UpdateCollaborationChangeRequest',
      'CreateMembership',
      'GetMembership',
      'ListMemberships',
      'UpdateMembership',
      'DeleteMembership',
      'CreateConfiguredTable',
      'ListConfiguredTables',
      'GetConfiguredTable',
      'CreateConfiguredTableAnalysisRule',
      'GetConfiguredTableAnalysisRule',
      'UpdateConfiguredTableAnalysisRule',
      'CreateConfiguredTableAssociation',
      'ListConfiguredTableAssociations',
      'GetConfiguredTableAssociation',
      'UpdateConfiguredTableAssociation',
      'DeleteConfiguredTableAssociation',
      'CreateConfiguredTableAssociationAnalysisRule',
      'GetConfiguredTableAssociationAnalysisRule',
      'UpdateConfiguredTableAssociationAnalysisRule',
      'DeleteConfiguredTableAssociationAnalysisRule',
      'CreateIdNamespaceAssociation',
      'ListIdNamespaceAssociations',
      'GetIdNamespaceAssociation',
      'UpdateIdNamespaceAssociation',
      'DeleteIdNamespaceAssociation',
      'ListSchemas',
      'GetSchema',
      'BatchGetSchema',
      'GetSchemaAnalysisRule',
      'BatchGetSchemaAnalysisRule',
      'ListTagsForResource',
      'TagResource',
      'UntagResource',
    ],
  },
  entityresolution: { model: 'entityresolution', operations: ['GetIdNamespace', 'ListIdNamespaces'] },
  iam: { model: 'iam', operations: ['GetRole', 'ListRoles', 'SimulatePrincipalPolicy'] },
  sts: { model: 'sts', operations: ['GetCallerIdentity', 'AssumeRole'] },
  glue: { model: 'glue', operations: ['GetTable'] },
  servicequotas: { model: 'service-quotas', operations: ['ListServiceQuotas', 'GetServiceQuota'] },
};
