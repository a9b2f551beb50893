import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/sandbox/json.ts';
import { Client, listAt } from './model/client.ts';
import { smallScenario, startScenario } from './model/scenario.ts';

describe('Lists', () => {
  const tables = {
    configured_tables: [{ repeat: { from: 1, to: 9, name: 't_{nn}' } }],
    roles: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
  };
  const pages = async (
    client: Client,
    operation: string,
    input: JsonObject,
    list: string,
    token: [string, string],
  ): Promise<JsonObject[][]> => {
    const found: JsonObject[][] = [];
    let next: JsonObject = {};
    do {
      const page = await client.call(operation, { ...input, ...next });
      found.push(listAt(page, list));
      next = page[token[1]] === undefined ? {} : { [token[0]]: page[token[1]] };
    } while (Object.keys(next).length > 0);
    return found;
  };

  for (const shortPages of [false, true]) {
    it(shortPages ? 'give shorter pages and an empty one, with tokens, under short_pages' : 'give pages as long as asked for', async () => {
      const sandbox = await startScenario(smallScenario({ us: tables, top: { short_pages: shortPages } }));
      try {
        const client = new Client(sandbox.endpoint);
        const found = await pages(client, 'ListConfiguredTables', { maxResults: 4 }, 'configuredTableSummaries', [
          'nextToken',
          'nextToken',
        ]);
        assert.deepEqual(
          found.map((each) => each.length),
          shortPages ? [2, 0, 2, 2, 2, 1] : [4, 4, 1],
        );
        assert.deepEqual(
          found.flat().map((each) => each['name']),
          Array.from({ length: 9 }, (_each, index) => `t_0${String(index + 1)}`),
        );
        assert.deepEqual((await pages(client, 'ListRoles', { MaxItems: 2 }, 'Roles', ['Marker', 'Marker'])).flat().length, 3);
        const quotas = (
          await pages(client, 'ListServiceQuotas', { ServiceCode: 'cleanrooms', MaxResults: 10 }, 'Quotas', ['NextToken', 'NextToken'])
        ).flat();
        assert.equal(new Set(quotas.map((each) => each['QuotaCode'])).size, quotas.length);
      } finally {
        await sandbox.stop();
      }
    });
  }

  it('refuse tokens of other operations and made-up ones', async () => {
    const sandbox = await startScenario(smallScenario({ us: tables }));
    try {
      const client = new Client(sandbox.endpoint);
      const page = await client.call('ListConfiguredTables', { maxResults: 4 });
      await client.refused('ListCollaborations', { nextToken: page['nextToken'] }, 'ValidationException', 'FIELD_VALIDATION_FAILED');
      await client.refused('ListConfiguredTables', { nextToken: 'nonsense' }, 'ValidationException', 'FIELD_VALIDATION_FAILED');
    } finally {
      await sandbox.stop();
    }
  });
});
