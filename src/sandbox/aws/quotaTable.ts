/**
 * Clean Rooms' quotas as Service Quotas lists them. Codes: behaviours.md and recorded Service Quotas listings; names:
 * the AWS Clean Rooms quotas page. The first group is what the simulated operations keep.
 */
import type { Quotas } from '../world/settings.ts';

export const quotaNames: Readonly<Record<keyof Quotas, string>> = {
  table_associations_per_membership: 'Table associations per membership',
  id_namespace_associations_per_membership: 'ID namespace associations per membership',
  id_mapping_tables_per_membership: 'ID mapping tables per membership',
  collaborations_per_account: 'Collaborations created per account',
  memberships_per_account: 'Memberships per account',
  configured_tables_per_account: 'Configured tables per account',
  members_per_collaboration: 'Members invited per collaboration',
};

export const quotaCodes: Readonly<Record<keyof Quotas, string>> = {
  table_associations_per_membership: 'L-25AC34A7',
  id_namespace_associations_per_membership: 'L-6359BE00',
  id_mapping_tables_per_membership: 'L-DBDCEC0D',
  collaborations_per_account: 'L-F60C2030',
  memberships_per_account: 'L-99A163CB',
  configured_tables_per_account: 'L-7CEACCA0',
  members_per_collaboration: 'L-F7B26AF5',
};

/** Quotas that nothing in the sandbox reaches, with their defaults. */
export const otherQuotas: readonly { code: string; name: string; value: number }[] = [
  { code: 'L-AF88CE55', name: 'Analysis templates per membership', value: 25 },
  { code: 'L-14E81699', name: 'Columns per configured table allowlist', value: 100 },
  { code: 'L-08F7F01C', name: 'Configured tables per protected query', value: 15 },
  { code: 'L-40165B7B', name: 'Concurrent SQL queries per account', value: 5 },
  { code: 'L-F04AAAFE', name: 'Concurrent ongoing queries per membership', value: 5 },
  { code: 'L-ED3352DE', name: 'Analysis rule size', value: 100 },
];

/** Rate quotas by operation; an operation without a published code has none here. Their name is `Rate of <operation> requests`. */
export const rateQuotaCodes: Readonly<Record<string, string>> = {
  ListCollaborations: 'L-60C9F5C8',
  GetCollaboration: 'L-EA789CE8',
  CreateCollaboration: 'L-71F0D659',
  DeleteCollaboration: 'L-F0A87380',
  ListMembers: 'L-659B47CC',
  CreateMembership: 'L-AA83E042',
  GetMembership: 'L-6EE33BE8',
  ListMemberships: 'L-8CF613B7',
  DeleteMembership: 'L-80DB73D7',
  CreateConfiguredTable: 'L-971686CB',
  ListConfiguredTables: 'L-4FA6F2CA',
  GetConfiguredTable: 'L-9FC85564',
  CreateConfiguredTableAnalysisRule: 'L-AA1FCC92',
  GetConfiguredTableAnalysisRule: 'L-0FB3F147',
  UpdateConfiguredTableAnalysisRule: 'L-39FE5CA0',
  CreateConfiguredTableAssociation: 'L-58076094',
  ListConfiguredTableAssociations: 'L-D90468BB',
  GetConfiguredTableAssociation: 'L-1BCDF035',
  UpdateConfiguredTableAssociation: 'L-BC5338D1',
  DeleteConfiguredTableAssociation: 'L-88914C24',
  CreateConfiguredTableAssociationAnalysisRule: 'L-0AD7EAD3',
  GetConfiguredTableAssociationAnalysisRule: 'L-D29A24D7',
  UpdateConfiguredTableAssociationAnalysisRule: 'L-FD7BEEA1',
  DeleteConfiguredTableAssociationAnalysisRule: 'L-C176B0B6',
  CreateIdNamespaceAssociation: 'L-207110E9',
  ListIdNamespaceAssociations: 'L-093F1424',
  GetIdNamespaceAssociation: 'L-18630DF3',
  UpdateIdNamespaceAssociation: 'L-F84196BB',
  DeleteIdNamespaceAssociation: 'L-DA8821F5',
  CreateIdMappingTable: 'L-CEBF94E4',
  PopulateIdMappingTable: 'L-75B5199D',
  ListSchemas: 'L-8C954508',
  GetSchema: 'L-0A3E7551',
  BatchGetSchema: 'L-FA0B0432',
  GetSchemaAnalysisRule: 'L-23D4B294',
  BatchGetSchemaAnalysisRule: 'L-314AA705',
  ListTagsForResource: 'L-978BC400',
  TagResource: 'L-339A44FE',
  UntagResource: 'L-F434A8C7',
  GetProtectedQuery: 'L-5B356E2B',
  ListProtectedQueries: 'L-2BCA0376',
  StartProtectedQuery: 'L-59F4710C',
};
