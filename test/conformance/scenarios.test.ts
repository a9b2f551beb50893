import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isJsonObject, parseJson, type JsonObject } from '../../src/sandbox/json.ts';
import { ScenarioError, shippedScenarios, startSandbox } from '../../src/sandbox/startSandbox.ts';
import { at, Client, listAt, textAt } from './model/client.ts';
import { smallScenario, startScenario, us } from './model/scenario.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): JsonObject => {
  const value = parseJson(readFileSync(resolve(root, path), 'utf8'));
  assert.ok(isJsonObject(value));
  return value;
};

/** What each shipped scenario holds for the main account. */
const inventories: Record<string, { invitations: number; creators: number; memberships: number; part: number; others: number }> = {
  empty: { invitations: 0, creators: 0, memberships: 0, part: 0, others: 0 },
  inbox: { invitations: 12, creators: 4, memberships: 0, part: 27, others: 3 },
  overfull: { invitations: 10, creators: 4, memberships: 4, part: 32, others: 3 },
  fifty: { invitations: 0, creators: 0, memberships: 50, part: 27, others: 3 },
  strangers: { invitations: 6, creators: 3, memberships: 1, part: 27, others: 3 },
  messy: { invitations: 1, creators: 1, memberships: 8, part: 27, others: 2 },
  partners: { invitations: 0, creators: 0, memberships: 2, part: 3, others: 0 },
  unready: { invitations: 0, creators: 0, memberships: 1, part: 11, others: 1 },
};

describe('Scenarios', () => {
  it('are the eight that the program offers', () => {
    assert.deepEqual(shippedScenarios, Object.keys(inventories));
  });

  for (const [name, inventory] of Object.entries(inventories)) {
    it(`${name} holds what it says`, async () => {
      const sandbox = await startSandbox({ port: 0, scenario: name, rate: 1000 });
      try {
        assert.equal(sandbox.accounts[0], us);
        const state = await new Client(sandbox.endpoint).control('GET', 'state');
        const region = at(state, 'accounts', 0, 'regions', 'us-east-1');
        const tables = listAt(region, 'configured_tables');
        const invitations = listAt(region, 'invitations');
        assert.deepEqual(
          {
            invitations: invitations.length,
            creators: new Set(invitations.map((each) => each['creator_account_id'])).size,
            memberships: listAt(region, 'memberships').length,
            part: tables.filter((each) => textAt(each, 'name').startsWith('part_')).length,
            others: tables.filter((each) => !textAt(each, 'name').startsWith('part_')).length,
          },
          inventory,
        );
        if (tables.length > 0) {
          const usable = tables.filter((each) => /^part_(?!n_a)/.test(textAt(each, 'name')));
          assert.equal(
            new Set(usable.map((each) => each['analysis_rule_type'])).size,
            3,
            'all three types of rules are among the usable tables',
          );
        }
        assert.equal(textAt(region, 'id_namespaces', 0, 'name'), 'ACXIdNamespace');
        assert.ok(listAt(state, 'accounts', 0, 'roles').some((each) => each['name'] === 'cleanrooms-glue-s3-access'));
        if (name !== 'strangers') {
          for (const each of invitations) {
            assert.deepEqual(each['abilities'], []);
            assert.deepEqual(each['payment'], { queryCompute: { isResponsible: false } });
          }
        }
      } finally {
        await sandbox.stop();
      }
    });

    it(`${name} fits the published schema`, () => {
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(read('schemas/scenario.schema.json'));
      assert.ok(validate(read(`src/sandbox/scenarios/${name}.json`)), JSON.stringify(validate.errors));
    });
  }

  it('name associations by the id of their table where they say {table_id}', async () => {
    const sandbox = await startScenario(
      smallScenario({
        us: { configured_tables: [{ repeat: { from: 1, to: 2, name: 'part_{n}' } }] },
        ours: {
          membership: { configured_table_associations: [{ repeat: { from: 1, to: 2, name: 'of_{table_id}_{n}' }, table: 'part_{n}' }] },
        },
      }),
    );
    try {
      const client = new Client(sandbox.endpoint);
      const membershipIdentifier = textAt(await client.call('ListMemberships'), 'membershipSummaries', 0, 'id');
      const tables = listAt(await client.call('ListConfiguredTables'), 'configuredTableSummaries');
      const associations = listAt(
        await client.call('ListConfiguredTableAssociations', { membershipIdentifier }),
        'configuredTableAssociationSummaries',
      );
      assert.deepEqual(
        associations.map((each) => [each['configuredTableId'], each['name']]),
        tables.map((each, index) => [each['id'], `of_${textAt(each, 'id')}_${String(index + 1)}`]),
      );
    } finally {
      await sandbox.stop();
    }
  });

  it('that cannot be used say where', async () => {
    const wrong: [JsonObject, RegExp][] = [
      [{}, /accounts/],
      [{ ...smallScenario(), acounts: [] }, /acounts/],
      [smallScenario({ us: { id: '12' } }), /accounts\[0\]\.id/],
      [smallScenario({ us: { configured_tables: [{ name: 'one', tags: { team: 5 } }] } }), /configured_tables\[0\]\.tags\.team/],
      [smallScenario({ members: [{ account: us }] }), /collaborations\[0\]\.members/],
      [
        smallScenario({ ours: { membership: { configured_table_associations: [{ table: 'nothing' }] } } }),
        /collaborations\[0\]\.members\[1\]\.membership\.configured_table_associations\[0\]\.table/,
      ],
      [
        smallScenario({ ours: { membership: { id_namespace_associations: [{ namespace: 'nothing' }] } } }),
        /id_namespace_associations\[0\]/,
      ],
      [smallScenario({ ours: { membership: {}, status: 'LEFT' } }), /collaborations\[0\]\.members\[1\]\.status/],
      [smallScenario({ us: { credentials: 'stolen' } }), /accounts\[0\]\.credentials/],
      [
        smallScenario({ ours: { membership: { id_mapping_tables: [{ name: 'x', workflow: 'nothing' }] } } }),
        /members\[1\]\.membership\.id_mapping_tables\[0\]\.workflow/,
      ],
      [
        smallScenario({
          us: { id_mapping_workflows: [{ name: 'join', source: 'ids', target: 'ids' }] },
          ours: { membership: { id_mapping_tables: [{ name: 'x', workflow: 'join' }] } },
        }),
        /members\[1\]\.membership\.id_mapping_tables\[0\]\.workflow/,
      ],
      [
        smallScenario({
          ours: { membership: { configured_table_associations: [{ table: 'one', not_ready: { reasons: ['WHATEVER'] } }] } },
        }),
        /configured_table_associations\[0\]\.not_ready\.reasons\[0\]/,
      ],
    ];
    for (const [scenario, place] of wrong) {
      await assert.rejects(startScenario(scenario), (error) => {
        assert.ok(error instanceof ScenarioError, String(error));
        assert.match(error.message, place);
        return true;
      });
    }
    await assert.rejects(startSandbox({ port: 0, scenario: 'nonsense' }), /There is no scenario "nonsense"/);
    await assert.rejects(startSandbox({ port: 0, scenario: '/nowhere/at-all.json' }), ScenarioError);
  });
});
