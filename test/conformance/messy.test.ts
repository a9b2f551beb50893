/** The scenario messy, as the services answer it: what each collaboration promises to have wrong, and that it can be mended. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../../src/sandbox/json.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { at, Client, listAt, textAt } from './model/client.ts';
import { us } from './model/scenario.ts';

const europe = '222233334444';
const [northwind, contoso, fabrikam, tailspin, litware] = ['444455556666', '555566667777', '666677778888', '777788889999', '888899990000'];

/** A wished table without exactly one READY association of its own name is off; why, and how many tables of a collaboration. */
type Defects = Record<string, number>;

interface Membership {
  membershipIdentifier: string;
  collaborationIdentifier: string;
  associations: JsonObject[];
}

describe('The scenario messy', function () {
  this.timeout(20_000);
  let sandbox: RunningSandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'messy', rate: 1_000_000 });
  });
  after(() => sandbox.stop());

  const clientOf = (account: string): Client => new Client(sandbox.endpoint, account);
  const tablesOf = async (account: string): Promise<JsonObject[]> =>
    listAt(await clientOf(account).call('ListConfiguredTables'), 'configuredTableSummaries');
  const wishedOf = async (account: string): Promise<JsonObject[]> =>
    (await tablesOf(account)).filter((each) => /^part_(?!n_a$|n_a_a$)/.test(textAt(each, 'name')));
  const membershipsOf = async (account: string): Promise<Map<string, Membership>> => {
    const client = clientOf(account);
    const found = new Map<string, Membership>();
    for (const each of listAt(await client.call('ListMemberships'), 'membershipSummaries')) {
      const membershipIdentifier = textAt(each, 'id');
      const list = await client.call('ListConfiguredTableAssociations', { membershipIdentifier });
      found.set(textAt(each, 'collaborationName'), {
        membershipIdentifier,
        collaborationIdentifier: textAt(each, 'collaborationId'),
        associations: listAt(list, 'configuredTableAssociationSummaries'),
      });
    }
    return found;
  };
  const membershipIn = async (account: string, collaboration: string): Promise<Membership> => {
    const membership = (await membershipsOf(account)).get(collaboration);
    assert.ok(membership, collaboration);
    return membership;
  };
  /** Why each association cannot be queried, by its name; nothing where it is READY. */
  const reasonsIn = async (account: string, { collaborationIdentifier, associations }: Membership): Promise<Map<string, string>> => {
    const names = associations.map((each) => textAt(each, 'name'));
    const { schemas } = await clientOf(account).call('BatchGetSchema', { collaborationIdentifier, names });
    return new Map(
      listAt(schemas).map((each) => [
        textAt(each, 'name'),
        listAt(each, 'schemaStatusDetails', 0, 'reasons')
          .map((reason) => textAt(reason, 'code'))
          .join(' '),
      ]),
    );
  };
  const defectsOf = async (account: string, membership: Membership): Promise<Defects> => {
    const reasons = await reasonsIn(account, membership);
    const defects: Defects = {};
    const count = (defect: string): void => {
      defects[defect] = (defects[defect] ?? 0) + 1;
    };
    for (const table of await wishedOf(account)) {
      const mine = membership.associations.filter((each) => each['configuredTableId'] === table['id']).map((each) => textAt(each, 'name'));
      if (mine.length === 0) count('missing');
      if (mine.length > 1) count('double');
      if (mine.length > 0 && !mine.includes(`acx_${textAt(table, 'name')}`)) count('misnamed');
      for (const name of mine) if (reasons.get(name) !== '') count(reasons.get(name) ?? 'no schema');
    }
    return defects;
  };
  const idNamespacesIn = async (account: string, { membershipIdentifier }: Membership): Promise<Json[][]> =>
    listAt(await clientOf(account).call('ListIdNamespaceAssociations', { membershipIdentifier }), 'idNamespaceAssociationSummaries').map(
      (each) => [textAt(each, 'name'), textAt(each, 'inputReferenceConfig', 'inputReferenceArn').replace(/^.*\//, '')],
    );
  const associationOf = (membership: Membership, name: string): JsonObject => {
    const found = membership.associations.find((each) => each['name'] === name);
    assert.ok(found, name);
    return found;
  };
  const ruleOf = async (membership: Membership, name: string, analysisRuleType = 'CUSTOM'): Promise<Json | undefined> => {
    const rule = await clientOf(us).call('GetConfiguredTableAssociationAnalysisRule', {
      membershipIdentifier: membership.membershipIdentifier,
      configuredTableAssociationIdentifier: textAt(associationOf(membership, name), 'id'),
      analysisRuleType,
    });
    return at(rule, 'analysisRule', 'policy', 'v1', analysisRuleType.toLowerCase(), 'allowedResultReceivers');
  };

  it('has 25 wished tables, most CUSTOM for any query of the five partners, one LIST, one AGGREGATION', async () => {
    const wished = await wishedOf(us);
    const counts: Defects = {};
    for (const each of wished) {
      const type = textAt(each, 'analysisRuleTypes', 0);
      counts[type] = (counts[type] ?? 0) + 1;
    }
    assert.deepEqual(counts, { CUSTOM: 23, LIST: 1, AGGREGATION: 1 });
    const rule = await clientOf(us).call('GetConfiguredTableAnalysisRule', {
      configuredTableIdentifier: textAt(wished[0], 'id'),
      analysisRuleType: 'CUSTOM',
    });
    assert.deepEqual(at(rule, 'analysisRule', 'policy', 'v1', 'custom'), {
      allowedAnalyses: ['ANY_QUERY'],
      allowedAnalysisProviders: [northwind, contoso, fabrikam, tailspin, litware],
    });
    assert.deepEqual(
      (await tablesOf(us)).filter((each) => !wished.some(({ id }) => id === each['id'])).map((each) => each['name']),
      ['part_n_a', 'part_n_a_a', 'addressable_ids', 'infobase_attributes'],
    );
  });

  /** Associations, their ID namespaces and what is wrong, for every membership in the order in which they began. */
  const promises: [account: string, collaboration: string, associations: number, namespaces: Json[][], defects: Defects][] = [
    [us, 'Northwind always-on reach', 25, [['ACXIdNamespace', 'ACXIdNamespace']], {}],
    [us, 'Northwind spring campaign', 25, [['ACXIdNamespace', 'ACXIdNamespace']], { misnamed: 14 }],
    [us, 'Contoso loyalty overlap', 25, [['ACXIdNamespace', 'ACXIdNamespace']], { COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED: 10 }],
    [
      us,
      'Contoso holiday baskets',
      25,
      [['ACXIdNamespace', 'ACXIdNamespace']],
      { RESULT_RECEIVERS_NOT_ALLOWED: 12, RESULT_RECEIVERS_NOT_CONFIGURED: 1 },
    ],
    [us, 'Fabrikam attribution', 25, [['ACXIdNamespace', 'OldIdNamespace']], { ANALYSIS_RULE_TYPES_NOT_COMPATIBLE: 6 }],
    [us, 'Tailspin audience study', 25, [['ACXIdNamespace', 'ACXIdNamespace']], { double: 1, missing: 1 }],
    [us, 'Northwind autumn retargeting', 25, [['ACXIdNamespace', 'ACXIdNamespace']], { misnamed: 2 }],
    [us, 'Fabrikam store visits', 18, [], { missing: 7 }],
    [europe, 'Northwind Europe reach', 8, [['ACXIdNamespace', 'ACXIdNamespace']], {}],
    [europe, 'Contoso Europe loyalty', 8, [['ACXIdNamespace', 'ACXIdNamespace']], { misnamed: 2 }],
  ];

  for (const [account, collaboration, associations, namespaces, defects] of promises) {
    it(`${collaboration}: ${Object.keys(defects).join(', ') || 'every wished table is ready'}`, async () => {
      const membership = await membershipIn(account, collaboration);
      assert.equal(membership.associations.length, associations);
      assert.deepEqual(await idNamespacesIn(account, membership), namespaces);
      assert.deepEqual(await defectsOf(account, membership), defects);
    });
  }

  it('has no other memberships, and one invitation', async () => {
    for (const account of [us, europe]) {
      assert.deepEqual(
        [...(await membershipsOf(account)).keys()],
        promises.filter(([owner]) => owner === account).map(([, name]) => name),
      );
      const invited = await clientOf(account).call('ListCollaborations', { memberStatus: 'INVITED' });
      assert.deepEqual(
        listAt(invited, 'collaborationList').map((each) => [each['name'], each['creatorAccountId']]),
        account === us ? [['Litware panel measurement', litware]] : [],
      );
    }
  });

  it('names twelve associations by the ids of their tables, and two by their names', async () => {
    const { associations } = await membershipIn(us, 'Northwind spring campaign');
    assert.equal(associations.filter((each) => each['name'] === each['configuredTableId']).length, 12);
    assert.deepEqual(
      associations.map((each) => textAt(each, 'name')).filter((each) => each.startsWith('part_')),
      ['part_miacs_01', 'part_new_borrowers'],
    );
  });

  it('gives the results of baskets to one who left, to one who may not receive them, and to nobody', async () => {
    const baskets = await membershipIn(us, 'Contoso holiday baskets');
    const { collaborationIdentifier } = baskets;
    const members = listAt(await clientOf(us).call('ListMembers', { collaborationIdentifier }), 'memberSummaries');
    assert.deepEqual(
      members.map((each) => [each['accountId'], each['status'], each['abilities']]),
      [
        [contoso, 'ACTIVE', ['CAN_QUERY', 'CAN_RECEIVE_RESULTS']],
        [litware, 'LEFT', ['CAN_RECEIVE_RESULTS']],
        [tailspin, 'ACTIVE', []],
        [us, 'ACTIVE', []],
      ],
    );
    for (const [name, receivers] of [
      ['acx_part_ibe_01', [contoso, litware]],
      ['acx_part_ibe_08', [contoso, litware]],
      ['acx_part_ibe_09', [contoso, tailspin]],
      ['acx_part_ibe_12', [contoso, tailspin]],
      ['acx_part_ibe_13', []],
      ['acx_part_ibe_14', [contoso]],
    ] as const)
      assert.deepEqual(await ruleOf(baskets, name), receivers, name);
  });

  it('has LIST rules on CUSTOM tables', async () => {
    const attribution = await membershipIn(us, 'Fabrikam attribution');
    const types = attribution.associations.map((each) => [each['name'], at(each, 'analysisRuleTypes', 0)]);
    assert.deepEqual(
      types.filter(([, type]) => type === 'LIST').map(([name]) => name),
      [1, 2, 3, 4, 5, 6].map((number) => `acx_part_ibe_0${String(number)}`).concat('acx_part_miacs_01'),
    );
    assert.deepEqual(await ruleOf(attribution, 'acx_part_ibe_06', 'LIST'), [litware]);
  });

  it('can be mended: its tables have rules, its role is trusted, and no tag says that somebody else owns anything', async () => {
    const client = clientOf(us);
    for (const each of await tablesOf(us)) assert.ok(at(each, 'analysisRuleTypes', 0), textAt(each, 'name'));
    const role = await client.call('GetRole', { RoleName: 'cleanrooms-glue-s3-access' });
    assert.match(decodeURIComponent(textAt(role, 'Role', 'AssumeRolePolicyDocument')), /cleanrooms\.amazonaws\.com/);
    const { tags } = await client.control('GET', 'snapshot');
    assert.deepEqual(
      listAt(tags).filter((each) => textAt(each, 'id').includes(us)),
      [],
    );
  });

  it('says whose the misnamed associations of Europe are', async () => {
    const client = clientOf(europe);
    const { associations } = await membershipIn(europe, 'Contoso Europe loyalty');
    const tagged: Json[][] = [];
    for (const each of associations) {
      const { tags } = await client.call('ListTagsForResource', { resourceArn: textAt(each, 'arn') });
      if (Object.keys(tags ?? {}).length > 0) tagged.push([textAt(each, 'name'), tags ?? null]);
    }
    assert.deepEqual(tagged, [
      [
        'contoso_loyalty_part_eu_01',
        { 'aws:cloudformation:stack-name': 'contoso-loyalty', 'aws:cloudformation:logical-id': 'PartEu01Association' },
      ],
      ['part_eu_02', { ManagedBy: 'Terraform', team: 'clean-rooms-europe' }],
    ]);
  });

  describe('while it is mended', () => {
    const roleArn = `arn:aws:iam::${us}:role/cleanrooms-glue-s3-access`;
    const create = ({ membershipIdentifier }: Membership, table: JsonObject | undefined, name: string): JsonObject => ({
      membershipIdentifier,
      configuredTableIdentifier: textAt(table, 'id'),
      name,
      roleArn,
    });
    const remove = async (membership: Membership, name: string): Promise<void> => {
      await clientOf(us).call('DeleteConfiguredTableAssociation', {
        membershipIdentifier: membership.membershipIdentifier,
        configuredTableAssociationIdentifier: textAt(associationOf(membership, name), 'id'),
      });
    };
    const tableNamed = async (name: string): Promise<JsonObject | undefined> => (await tablesOf(us)).find((each) => each['name'] === name);
    after(() => clientOf(us).control('POST', 'reset'));

    it('has room for the 25th table of the audience study only after the double went', async () => {
      const study = await membershipIn(us, 'Tailspin audience study');
      const input = create(study, await tableNamed('part_new_borrowers'), 'acx_part_new_borrowers');
      const twice = study.associations.filter((each) => ['ibe_07_pilot', 'acx_part_ibe_07'].includes(textAt(each, 'name')));
      assert.equal(new Set(twice.map((each) => each['configuredTableId'])).size, 1);
      await clientOf(us).refused('CreateConfiguredTableAssociation', input, 'ServiceQuotaExceededException');
      await remove(study, 'ibe_07_pilot');
      await clientOf(us).call('CreateConfiguredTableAssociation', input);
    });

    it('gives the swapped names of the retargeting back only after both went', async () => {
      const retargeting = await membershipIn(us, 'Northwind autumn retargeting');
      const [four, five] = [await tableNamed('part_ibe_04'), await tableNamed('part_ibe_05')];
      assert.equal(associationOf(retargeting, 'acx_part_ibe_05')['configuredTableId'], four?.['id']);
      await remove(retargeting, 'acx_part_ibe_05');
      const input = create(retargeting, four, 'acx_part_ibe_04');
      await clientOf(us).refused('CreateConfiguredTableAssociation', input, 'ConflictException', 'ALREADY_EXISTS');
      await remove(retargeting, 'acx_part_ibe_04');
      await clientOf(us).call('CreateConfiguredTableAssociation', input);
      await clientOf(us).call('CreateConfiguredTableAssociation', create(retargeting, five, 'acx_part_ibe_05'));
    });
  });
});
