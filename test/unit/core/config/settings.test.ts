import assert from 'node:assert/strict';
import { parseConfiguration } from '../../../../src/core/config/parse.ts';
import { settingsOf, type CollaborationSettings } from '../../../../src/core/config/settings.ts';
import { id } from '../../builders.ts';

function settingsFor(defaults: object, own: object = {}): CollaborationSettings {
  const parsed = parseConfiguration(
    JSON.stringify({ defaults, collaborations: [{ name: 'a', membership_id: id('membership', 1), status: 'active', ...own }] }),
  );
  assert.ok('configuration' in parsed);
  return settingsOf(parsed.configuration, parsed.configuration.collaborations?.[0]);
}
const arn = 'arn:aws:entityresolution:us-east-1:111122223333:idnamespace/Mine';

describe('what holds for a collaboration', () => {
  it('is the built-in value where nobody says anything', () => {
    assert.deepEqual(settingsOf(undefined, undefined), {
      roleName: 'cleanrooms-glue-s3-access',
      idNamespace: { name: 'ACXIdNamespace', arn: undefined, configured: false },
      tablePrefix: 'part_',
      excludeTables: ['part_n_a', 'part_n_a_a'],
      tableOrder: [],
      associationName: 'acx_{table_name}',
      allowedQueryProviders: undefined,
      acceptPayment: false,
      resultConfiguration: undefined,
      associateTables: true,
      associateNamespace: true,
    });
  });

  for (const [key, setting, theirs, own] of [
    ['role_name', 'roleName', 'theirs', 'own'],
    ['table_prefix', 'tablePrefix', 'their_', 'own_'],
    ['exclude_tables', 'excludeTables', ['a'], ['b']],
    ['table_order', 'tableOrder', ['a'], ['b']],
    ['association_name', 'associationName', 'x_{table_name}', '{table_name}'],
    ['allowed_query_providers', 'allowedQueryProviders', ['444455556666'], ['555566667777']],
    ['accept_payment', 'acceptPayment', true, false],
  ] as const) {
    it(`takes ${key} from defaults`, () => {
      assert.deepEqual(settingsFor({ [key]: theirs })[setting], theirs);
    });
    it(`prefers the collaboration's own ${key} to that of defaults (defect 12: stored and never read)`, () => {
      assert.deepEqual(settingsFor({ [key]: theirs }, { [key]: own })[setting], own);
    });
  }

  it('takes an empty prefix and an empty list of exclusions at their word', () => {
    const { tablePrefix, excludeTables } = settingsFor({ table_prefix: '', exclude_tables: [] });
    assert.deepEqual([tablePrefix, excludeTables], ['', []]);
  });

  it('understands null as "there is none", not as "not said"', () => {
    const { roleName, idNamespace } = settingsFor({ role_name: null, id_namespace_name: null, id_namespace_arn: null });
    assert.deepEqual([roleName, idNamespace], [null, null]);
  });

  it('lets an entry say null against defaults', () => {
    assert.equal(settingsFor({ role_name: 'theirs' }, { role_name: null }).roleName, null);
  });

  it('names the association after the namespace where only the ARN is given', () => {
    assert.deepEqual(settingsFor({ id_namespace_arn: arn }).idNamespace, { name: 'Mine', arn, configured: true });
  });

  it('keeps the given name beside the ARN', () => {
    assert.deepEqual(settingsFor({ id_namespace_arn: arn, id_namespace_name: 'Alias' }).idNamespace, {
      name: 'Alias',
      arn,
      configured: true,
    });
  });

  it('turns a result configuration into what the service takes', () => {
    assert.deepEqual(
      settingsFor({
        result_configuration: { bucket: 'b', key_prefix: 'p/', result_format: 'CSV', role_arn: 'arn:aws:iam::111122223333:role/r' },
      }).resultConfiguration,
      { bucket: 'b', keyPrefix: 'p/', resultFormat: 'CSV', roleArn: 'arn:aws:iam::111122223333:role/r' },
    );
  });

  it('leaves tables and namespaces alone where the entry says so', () => {
    const { associateTables, associateNamespace } = settingsFor({}, { auto_associate_tables: false, auto_associate_namespace: false });
    assert.deepEqual([associateTables, associateNamespace], [false, false]);
  });
});
