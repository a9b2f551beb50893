import type { Handler } from './context.ts';
import * as changeRequests from './cleanrooms/changeRequests.ts';
import * as rules from './cleanrooms/collaborationAnalysisRules.ts';
import * as collaborations from './cleanrooms/collaborations.ts';
import * as tableRules from './cleanrooms/configuredTableAnalysisRules.ts';
import * as associations from './cleanrooms/configuredTableAssociations.ts';
import * as tables from './cleanrooms/configuredTables.ts';
import * as idMappingTables from './cleanrooms/idMappingTables.ts';
import * as idNamespaceAssociations from './cleanrooms/idNamespaceAssociations.ts';
import * as members from './cleanrooms/members.ts';
import * as memberships from './cleanrooms/memberships.ts';
import * as schemas from './cleanrooms/schemas.ts';
import * as entityResolution from './entityResolution.ts';
import * as glue from './glue.ts';
import * as iam from './iam.ts';
import * as idMappingWorkflows from './idMappingWorkflows.ts';
import * as resourcePolicies from './resourcePolicies.ts';
import * as serviceQuotas from './serviceQuotas.ts';
import * as sts from './sts.ts';
import * as tags from './tags.ts';

/** What carries out each routed operation, by its name: no two routed services share one. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['ListCollaborations', collaborations.listCollaborations],
  ['GetCollaboration', collaborations.getCollaboration],
  ['CreateCollaboration', collaborations.createCollaboration],
  ['DeleteCollaboration', collaborations.deleteCollaboration],
  ['ListMembers', collaborations.listMembers],
  ['DeleteMember', members.deleteMember],
  ['CreateCollaborationChangeRequest', changeRequests.createCollaborationChangeRequest],
  ['GetCollaborationChangeRequest', changeRequests.getCollaborationChangeRequest],
  ['ListCollaborationChangeRequests', changeRequests.listCollaborationChangeRequests],
  ['UpdateCollaborationChangeRequest', changeRequests.updateCollaborationChangeRequest],
  ['CreateMembership', memberships.createMembership],
  ['GetMembership', memberships.getMembership],
  ['ListMemberships', memberships.listMemberships],
  ['UpdateMembership', memberships.updateMembership],
  ['DeleteMembership', memberships.deleteMembership],
  ['CreateConfiguredTable', tables.createConfiguredTable],
  ['ListConfiguredTables', tables.listConfiguredTables],
  ['GetConfiguredTable', tables.getConfiguredTable],
  ['CreateConfiguredTableAnalysisRule', tableRules.createConfiguredTableAnalysisRule],
  ['GetConfiguredTableAnalysisRule', tableRules.getConfiguredTableAnalysisRule],
  ['UpdateConfiguredTableAnalysisRule', tableRules.updateConfiguredTableAnalysisRule],
  ['CreateConfiguredTableAssociation', associations.createConfiguredTableAssociation],
  ['ListConfiguredTableAssociations', associations.listConfiguredTableAssociations],
  ['GetConfiguredTableAssociation', associations.getConfiguredTableAssociation],
  ['UpdateConfiguredTableAssociation', associations.updateConfiguredTableAssociation],
  ['DeleteConfiguredTableAssociation', associations.deleteConfiguredTableAssociation],
  ['CreateConfiguredTableAssociationAnalysisRule', rules.createConfiguredTableAssociationAnalysisRule],
  ['GetConfiguredTableAssociationAnalysisRule', rules.getConfiguredTableAssociationAnalysisRule],
  ['UpdateConfiguredTableAssociationAnalysisRule', rules.updateConfiguredTableAssociationAnalysisRule],
  ['DeleteConfiguredTableAssociationAnalysisRule', rules.deleteConfiguredTableAssociationAnalysisRule],
  ['CreateIdNamespaceAssociation', idNamespaceAssociations.createIdNamespaceAssociation],
  ['ListIdNamespaceAssociations', idNamespaceAssociations.listIdNamespaceAssociations],
  ['GetIdNamespaceAssociation', idNamespaceAssociations.getIdNamespaceAssociation],
  ['UpdateIdNamespaceAssociation', idNamespaceAssociations.updateIdNamespaceAssociation],
  ['DeleteIdNamespaceAssociation', idNamespaceAssociations.deleteIdNamespaceAssociation],
  ['CreateIdMappingTable', idMappingTables.createIdMappingTable],
  ['ListIdMappingTables', idMappingTables.listIdMappingTables],
  ['GetIdMappingTable', idMappingTables.getIdMappingTable],
  ['PopulateIdMappingTable', idMappingTables.populateIdMappingTable],
  ['DeleteIdMappingTable', idMappingTables.deleteIdMappingTable],
  ['ListSchemas', schemas.listSchemas],
  ['GetSchema', schemas.getSchema],
  ['BatchGetSchema', schemas.batchGetSchema],
  ['GetSchemaAnalysisRule', schemas.getSchemaAnalysisRule],
  ['BatchGetSchemaAnalysisRule', schemas.batchGetSchemaAnalysisRule],
  ['ListTagsForResource', tags.listTagsForResource],
  ['TagResource', tags.tagResource],
  ['UntagResource', tags.untagResource],
  ['GetIdNamespace', entityResolution.getIdNamespace],
  ['ListIdNamespaces', entityResolution.listIdNamespaces],
  ['GetIdMappingWorkflow', idMappingWorkflows.getIdMappingWorkflow],
  ['ListIdMappingJobs', idMappingWorkflows.listIdMappingJobs],
  ['GetIdMappingJob', idMappingWorkflows.getIdMappingJob],
  ['GetPolicy', resourcePolicies.getPolicy],
  ['PutPolicy', resourcePolicies.putPolicy],
  ['GetRole', iam.getRole],
  ['ListRoles', iam.listRoles],
  ['SimulatePrincipalPolicy', iam.simulatePrincipalPolicy],
  ['GetCallerIdentity', sts.getCallerIdentity],
  ['AssumeRole', sts.assumeRole],
  ['GetTable', glue.getTable],
  ['ListServiceQuotas', serviceQuotas.listServiceQuotas],
  ['GetServiceQuota', serviceQuotas.getServiceQuota],
]);
