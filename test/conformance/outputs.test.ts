import assert from 'node:assert/strict';
import { routedOperations } from '../../src/sandbox/aws/routedOperations.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { Client, listAt, textAt } from './model/client.ts';
import { startJoined } from './model/joined.ts';
import { mapping, namespaceArn, workflowArn } from './model/scenario.ts';

const us = '111122223333';
const role = `arn:aws:iam::${us}:role/cleanrooms-glue-s3-access`;
const namespace = `arn:aws:entityresolution:us-east-1:${us}:idnamespace/ACXIdNamespace`;

/** The part of the walk that takes two members with ID namespaces. */
async function walkIdMapping(): Promise<void> {
  const { sandbox, client, membershipIdentifier } = await startJoined(mapping());
  try {
    const arn = { arn: namespaceArn };
    const { token, policy } = await client.call('GetPolicy', arn);
    await client.call('PutPolicy', { ...arn, token, policy });
    await client.call('GetIdMappingWorkflow', { workflowName: 'join' });
    const made = await client.call('CreateIdMappingTable', {
      membershipIdentifier,
      name: 'joined_ids',
      description: 'ours and theirs',
      inputReferenceConfig: { inputReferenceArn: workflowArn, manageResourcePolicies: true },
      tags: { team: 'data' },
    });
    const one = { membershipIdentifier, idMappingTableIdentifier: textAt(made, 'idMappingTable', 'id') };
    await client.call('GetIdMappingTable', one);
    await client.call('ListIdMappingTables', { membershipIdentifier });
    await client.call('PopulateIdMappingTable', one);
    const jobs = await client.call('ListIdMappingJobs', { workflowName: workflowArn });
    await client.call('GetIdMappingJob', { workflowName: 'join', jobId: textAt(jobs, 'jobs', 0, 'jobId') });
    await client.call('DeleteIdMappingTable', one);
  } finally {
    await sandbox.stop();
  }
}

describe('Every answer conforms to the model', () => {
  let sandbox: RunningSandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'inbox', rate: 1_000_000 });
  });
  after(() => sandbox.stop());

  it('in a walk through all routed operations', async () => {
    const client = new Client(sandbox.endpoint);
    Client.checked.clear();
    const invitations = listAt(await client.call('ListCollaborations', { memberStatus: 'INVITED' }), 'collaborationList');
    const collaborationIdentifier = textAt(invitations[0], 'id');
    await client.call('GetCollaboration', { collaborationIdentifier });
    await client.call('ListMembers', { collaborationIdentifier });
    const membership = await client.call('CreateMembership', {
      collaborationIdentifier,
      queryLogStatus: 'ENABLED',
      tags: { team: 'data' },
      paymentConfiguration: { queryCompute: { isResponsible: false } },
      defaultResultConfiguration: { outputConfiguration: { s3: { resultFormat: 'CSV', bucket: 'our-results' } }, roleArn: role },
    });
    const membershipIdentifier = textAt(membership, 'membership', 'id');
    const resourceArn = textAt(membership, 'membership', 'arn');
    await client.call('GetMembership', { membershipIdentifier });
    await client.call('ListMemberships');
    await client.call('UpdateMembership', { membershipIdentifier, queryLogStatus: 'DISABLED' });
    await client.call('TagResource', { resourceArn, tags: { owner: 'us' } });
    assert.deepEqual(await client.call('ListTagsForResource', { resourceArn }), { tags: { team: 'data', owner: 'us' } });
    await client.call('UntagResource', { resourceArn, tagKeys: ['team'] });
    assert.deepEqual(await client.call('ListTagsForResource', { resourceArn }), { tags: { owner: 'us' } });

    const table = await client.call('CreateConfiguredTable', {
      name: 'part_walk',
      description: 'a walk',
      allowedColumns: ['id', 'value'],
      analysisMethod: 'DIRECT_QUERY',
      tableReference: { glue: { databaseName: 'd', tableName: 't' } },
    });
    const configuredTableIdentifier = textAt(table, 'configuredTable', 'id');
    const policy = {
      v1: { custom: { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: ['444455556666'], additionalAnalyses: 'ALLOWED' } },
    };
    const tableRule = { configuredTableIdentifier, analysisRuleType: 'CUSTOM', analysisRulePolicy: policy };
    await client.call('CreateConfiguredTableAnalysisRule', tableRule);
    await client.call('UpdateConfiguredTableAnalysisRule', tableRule);
    await client.call('GetConfiguredTableAnalysisRule', { configuredTableIdentifier, analysisRuleType: 'CUSTOM' });
    await client.call('GetConfiguredTable', { configuredTableIdentifier });
    assert.equal(listAt(await client.call('ListConfiguredTables'), 'configuredTableSummaries').length, 31);

    const association = await client.call('CreateConfiguredTableAssociation', {
      membershipIdentifier,
      configuredTableIdentifier,
      name: 'acx_walk',
      roleArn: role,
    });
    const configuredTableAssociationIdentifier = textAt(association, 'configuredTableAssociation', 'id');
    const one = { membershipIdentifier, configuredTableAssociationIdentifier };
    await client.call('GetConfiguredTableAssociation', one);
    await client.call('UpdateConfiguredTableAssociation', { ...one, description: 'changed' });
    const rule = {
      ...one,
      analysisRuleType: 'CUSTOM',
      analysisRulePolicy: { v1: { custom: { allowedResultReceivers: ['444455556666'] } } },
    };
    await client.call('CreateConfiguredTableAssociationAnalysisRule', rule);
    await client.call('UpdateConfiguredTableAssociationAnalysisRule', rule);
    await client.call('GetConfiguredTableAssociationAnalysisRule', { ...one, analysisRuleType: 'CUSTOM' });
    await client.call('ListConfiguredTableAssociations', { membershipIdentifier });
    await client.call('ListSchemas', { collaborationIdentifier });
    await client.call('GetSchema', { collaborationIdentifier, name: 'acx_walk' });
    await client.call('BatchGetSchema', { collaborationIdentifier, names: ['acx_walk', 'nothing'] });
    await client.call('GetSchemaAnalysisRule', { collaborationIdentifier, name: 'acx_walk', type: 'CUSTOM' });
    await client.call('BatchGetSchemaAnalysisRule', {
      collaborationIdentifier,
      schemaAnalysisRuleRequests: [
        { name: 'acx_walk', type: 'CUSTOM' },
        { name: 'acx_walk', type: 'LIST' },
      ],
    });

    const idNamespace = await client.call('CreateIdNamespaceAssociation', {
      membershipIdentifier,
      name: 'ACXIdNamespace',
      description: 'ids',
      inputReferenceConfig: { inputReferenceArn: namespace, manageResourcePolicies: true },
      idMappingConfig: { allowUseAsDimensionColumn: true },
    });
    const another = { membershipIdentifier, idNamespaceAssociationIdentifier: textAt(idNamespace, 'idNamespaceAssociation', 'id') };
    await client.call('GetIdNamespaceAssociation', another);
    await client.call('UpdateIdNamespaceAssociation', { ...another, name: 'OurIds' });
    await client.call('ListIdNamespaceAssociations', { membershipIdentifier });

    await client.call('DeleteIdNamespaceAssociation', another);
    await client.call('DeleteConfiguredTableAssociationAnalysisRule', { ...one, analysisRuleType: 'CUSTOM' });
    await client.call('DeleteConfiguredTableAssociation', one);
    await client.call('DeleteMembership', { membershipIdentifier });
    const created = await client.call('CreateCollaboration', {
      name: 'Ours',
      creatorDisplayName: 'Data provider',
      creatorMemberAbilities: [],
      queryLogStatus: 'DISABLED',
      description: 'ours',
      members: [{ accountId: '444455556666', displayName: 'Northwind', memberAbilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'] }],
    });
    const ours = { collaborationIdentifier: textAt(created, 'collaboration', 'id') };
    const change = await client.call('CreateCollaborationChangeRequest', {
      ...ours,
      changes: [
        {
          specificationType: 'MEMBER',
          specification: { member: { accountId: '555566667777', memberAbilities: [], displayName: 'Contoso' } },
        },
      ],
    });
    const changeRequest = { ...ours, changeRequestIdentifier: textAt(change, 'collaborationChangeRequest', 'id') };
    await client.call('GetCollaborationChangeRequest', changeRequest);
    await client.call('ListCollaborationChangeRequests', { ...ours, status: 'APPROVED' });
    await client.call('UpdateCollaborationChangeRequest', { ...changeRequest, action: 'COMMIT' });
    await client.call('DeleteMember', { ...ours, accountId: '555566667777' });
    await client.call('DeleteCollaboration', ours);

    await client.call('GetIdNamespace', { idNamespaceName: 'ACXIdNamespace' });
    await client.call('ListIdNamespaces');
    await client.call('GetRole', { RoleName: 'cleanrooms-glue-s3-access' });
    await client.call('ListRoles');
    await client.call('SimulatePrincipalPolicy', {
      PolicySourceArn: role,
      ActionNames: ['glue:GetTable', 's3:GetObject'],
      ResourceArns: ['*'],
    });
    await client.call('GetCallerIdentity');
    await client.call('AssumeRole', { RoleArn: `arn:aws:iam::${us}:role/workbench-operator`, RoleSessionName: 'walk' });
    await client.call('GetTable', { DatabaseName: 'omc_flywheel_prod', Name: 'part_ibe_01' });
    await client.call('ListServiceQuotas', { ServiceCode: 'cleanrooms' });
    await client.call('GetServiceQuota', { ServiceCode: 'cleanrooms', QuotaCode: 'L-25AC34A7' });

    await walkIdMapping();

    const routed = Object.values(routedOperations).flatMap((each) => each.operations);
    assert.deepEqual(
      routed.filter((each) => !Client.checked.has(each)),
      [],
      'operations that the walk leaves out',
    );
  });
});
