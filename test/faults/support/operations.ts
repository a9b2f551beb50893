/** What a run over `inbox` asks of the services. */
export const reads = [
  'GetCallerIdentity',
  'ListServiceQuotas',
  'ListCollaborations',
  'ListMemberships',
  'ListConfiguredTables',
  'GetRole',
  'GetIdNamespace',
  'ListMembers',
  'BatchGetSchema',
];

export const writes = [
  'CreateMembership',
  'CreateConfiguredTableAssociation',
  'CreateConfiguredTableAssociationAnalysisRule',
  'CreateIdNamespaceAssociation',
];
