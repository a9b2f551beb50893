import assert from 'node:assert/strict';
import {
  CleanRoomsClient,
  ConflictException,
  CreateMembershipCommand,
  GetMembershipCommand,
  ListCollaborationsCommand,
  ListConfiguredTableAssociationsCommand,
  ListMembershipsCommand,
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  ValidationException,
  CreateConfiguredTableAssociationCommand,
} from '@aws-sdk/client-cleanrooms';
import {
  EntityResolutionClient,
  GetIdNamespaceCommand,
  ResourceNotFoundException as NamespaceNotFound,
} from '@aws-sdk/client-entityresolution';
import { EntityNotFoundException, GetTableCommand, GlueClient } from '@aws-sdk/client-glue';
import { GetRoleCommand, IAMClient, NoSuchEntityException, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import {
  GetServiceQuotaCommand,
  NoSuchResourceException,
  paginateListServiceQuotas,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/startSandbox.ts';

const us = '111122223333';

describe('The AWS SDK', () => {
  let sandbox: RunningSandbox;
  let config: { endpoint: string; region: string; maxAttempts: number; credentials: { accessKeyId: string; secretAccessKey: string } };
  before(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'inbox', rate: 1000 });
    config = { endpoint: sandbox.endpoint, region: 'us-east-1', maxAttempts: 1, credentials: { accessKeyId: us, secretAccessKey: 'any' } };
  });
  after(() => sandbox.stop());

  it('talks to Clean Rooms', async () => {
    const client = new CleanRoomsClient(config);
    const { collaborationList = [] } = await client.send(new ListCollaborationsCommand({ memberStatus: 'INVITED' }));
    const [first] = collaborationList;
    assert.equal(collaborationList.length, 12);
    assert.equal(first?.createTime?.toISOString(), '2025-11-10T09:00:00.000Z');
    const input = { collaborationIdentifier: first.id, queryLogStatus: 'DISABLED' } as const;
    const { membership, $metadata } = await client.send(new CreateMembershipCommand(input));
    assert.ok($metadata.requestId);
    await assert.rejects(
      client.send(new CreateMembershipCommand(input)),
      (error) => error instanceof ConflictException && error.reason === 'ALREADY_EXISTS' && error.resourceId === membership?.id,
    );
    await assert.rejects(
      client.send(new GetMembershipCommand({ membershipIdentifier: '00000000-0000-4000-8000-000000000000' })),
      ResourceNotFoundException,
    );
    await assert.rejects(
      client.send(
        new CreateConfiguredTableAssociationCommand({
          membershipIdentifier: membership?.id,
          configuredTableIdentifier: 'x',
          name: '!',
          roleArn: 'no',
        }),
      ),
      (error) => error instanceof ValidationException && error.fieldList?.length !== undefined && error.fieldList.length >= 3,
    );
  });

  it("asks Clean Rooms for an association's tags by its ARN, which is longer than the model allows", async () => {
    const messy = await startSandbox({ port: 0, scenario: 'messy', rate: 1000 });
    try {
      const europe = { accessKeyId: '222233334444', secretAccessKey: 'any' };
      const client = new CleanRoomsClient({ ...config, endpoint: messy.endpoint, credentials: europe });
      const { membershipSummaries = [] } = await client.send(new ListMembershipsCommand({}));
      const loyalty = membershipSummaries.find(({ collaborationName }) => collaborationName === 'Contoso Europe loyalty');
      const { configuredTableAssociationSummaries: associations = [] } = await client.send(
        new ListConfiguredTableAssociationsCommand({ membershipIdentifier: loyalty?.id }),
      );
      const terraform = associations.find(({ name }) => name === 'part_eu_02');
      const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: terraform?.arn }));
      assert.equal(tags?.['ManagedBy'], 'Terraform');
    } finally {
      await messy.stop();
    }
  });

  it('talks to Entity Resolution', async () => {
    const client = new EntityResolutionClient(config);
    const namespace = await client.send(new GetIdNamespaceCommand({ idNamespaceName: 'ACXIdNamespace' }));
    assert.equal(namespace.type, 'SOURCE');
    assert.equal(
      (await client.send(new GetIdNamespaceCommand({ idNamespaceName: namespace.idNamespaceArn }))).idNamespaceName,
      'ACXIdNamespace',
    );
    await assert.rejects(client.send(new GetIdNamespaceCommand({ idNamespaceName: 'nothing' })), NamespaceNotFound);
  });

  it('talks to IAM', async () => {
    const client = new IAMClient(config);
    const { Role: role } = await client.send(new GetRoleCommand({ RoleName: 'cleanrooms-glue-s3-access' }));
    assert.match(decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''), /cleanrooms\.amazonaws\.com/);
    assert.ok(role?.CreateDate instanceof Date);
    const { EvaluationResults: results = [] } = await client.send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn: role.Arn, ActionNames: ['glue:GetTable', 'iam:PassRole'] }),
    );
    assert.deepEqual(
      results.map((each) => each.EvalDecision),
      ['allowed', 'implicitDeny'],
    );
    await assert.rejects(client.send(new GetRoleCommand({ RoleName: 'nobody' })), NoSuchEntityException);
  });

  it('talks to STS, and goes on with the keys it gets', async () => {
    const { Credentials: keys } = await new STSClient(config).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${us}:role/workbench-operator`, RoleSessionName: 'test' }),
    );
    const credentials = {
      accessKeyId: keys?.AccessKeyId ?? '',
      secretAccessKey: keys?.SecretAccessKey ?? '',
      sessionToken: keys?.SessionToken ?? '',
    };
    const identity = await new STSClient({ ...config, credentials }).send(new GetCallerIdentityCommand({}));
    assert.equal(identity.Arn, `arn:aws:sts::${us}:assumed-role/workbench-operator/test`);
    assert.equal(
      (await new CleanRoomsClient({ ...config, credentials }).send(new ListCollaborationsCommand({}))).collaborationList?.length,
      12,
    );
    await assert.rejects(
      new STSClient({ ...config, credentials: { accessKeyId: '999999999999', secretAccessKey: 'x' } }).send(
        new GetCallerIdentityCommand({}),
      ),
      { name: 'InvalidClientTokenId' },
    );
  });

  it('talks to Glue', async () => {
    const client = new GlueClient(config);
    const { Table: table } = await client.send(new GetTableCommand({ DatabaseName: 'omc_flywheel_prod', Name: 'part_ibe_01' }));
    assert.ok((table?.StorageDescriptor?.Columns ?? []).length > 0);
    await assert.rejects(client.send(new GetTableCommand({ DatabaseName: 'omc_flywheel_prod', Name: 'nothing' })), EntityNotFoundException);
  });

  it('talks to Service Quotas', async () => {
    const client = new ServiceQuotasClient(config);
    const values = new Map<string | undefined, number | undefined>();
    for await (const page of paginateListServiceQuotas({ client, pageSize: 10 }, { ServiceCode: 'cleanrooms' })) {
      for (const each of page.Quotas ?? []) values.set(each.QuotaName, each.Value);
    }
    assert.equal(values.get('Rate of CreateMembership requests'), 1000);
    assert.equal(values.get('Table associations per membership'), 25);
    await assert.rejects(
      client.send(new GetServiceQuotaCommand({ ServiceCode: 'cleanrooms', QuotaCode: 'L-00000000' })),
      NoSuchResourceException,
    );
  });
});
