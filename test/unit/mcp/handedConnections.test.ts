import assert from 'node:assert/strict';
import { join } from 'node:path';
import { handedConnections, handedVariable, type HandedConnection, type SharedMeans } from '../../../src/mcp/handedConnections.ts';
import { RateBudgets } from '../../../src/services/aws/rateBudgets.ts';
import { ApiUserStateFile } from '../../../src/storage/apiUserStateFile.ts';
import { CleanRoomError } from '../../../src/core/errors.ts';
import { TestSandbox } from '../support/sandbox.ts';
import { temporaryFolder } from '../support/environment.ts';

const acme: HandedConnection = { service: 'liveramp', name: 'Acme', organisation: 'Acme Retail', clientId: 'acme-retail' };
const handed = (...connections: object[]): NodeJS.ProcessEnv => ({ [handedVariable]: JSON.stringify(connections) });

describe('the connections that VS Code hands to the server that it starts', () => {
  let means: SharedMeans;

  beforeEach(async () => {
    means = { budgets: new RateBudgets(), apiUsers: new ApiUserStateFile(join(await temporaryFolder(), 'state')) };
  });

  it('are none where it was not VS Code', () => {
    assert.equal(handedConnections({}, means), undefined);
  });

  it('are those of its settings, also where there are none', () => {
    assert.deepEqual(handedConnections(handed(), means), []);
    const aws = { service: 'aws', name: 'production', profile: 'prod', region: 'us-east-1' };
    assert.deepEqual(
      handedConnections(handed(acme, aws), means)?.map(({ name, service, account, region }) => [name, service, account, region]),
      [
        ['Acme', 'liveramp', 'Acme Retail', undefined],
        ['production', 'aws', 'prod', 'us-east-1'],
      ],
    );
  });

  it('are taken out of the environment with their secrets: nothing that is started from here inherits them', () => {
    const environment = { ...handed({ ...acme, secretVariable: 'SECRET_1' }), SECRET_1: 'secret', PATH: '/bin' };
    handedConnections(environment, means);
    assert.deepEqual(environment, { PATH: '/bin' });
  });

  it('are an error where they are none', () => {
    for (const text of ['[', '{}', '[{"service":"other","name":"x"}]'])
      assert.throws(
        () => handedConnections({ [handedVariable]: text }, means),
        (error: unknown) => error instanceof CleanRoomError && error.code === 'configuration_broken',
      );
  });

  it('lead where the settings say, with the secret that came along', async () => {
    const sandbox = await TestSandbox.start('partners');
    try {
      const settings = { ...acme, endpoint: `${sandbox.endpoint}/v1`, secretVariable: 'SECRET_1' };
      const [connection] = handedConnections({ ...handed(settings), SECRET_1: 'sandbox' }, means) ?? [];
      const service = await connection?.open(new AbortController().signal);
      assert.equal((await service?.cleanRooms?.list())?.length, 4);
    } finally {
      await sandbox.stop();
    }
  });

  it('lead to the account of a sandbox that the settings name', async () => {
    const sandbox = await TestSandbox.start('inbox');
    try {
      const settings = {
        service: 'aws',
        name: 'Sandbox',
        endpoint: sandbox.endpoint,
        region: 'us-east-1',
        sandbox: true,
        accountId: '111122223333',
      };
      const [connection] = handedConnections(handed(settings), means) ?? [];
      const service = await connection?.open(new AbortController().signal);
      assert.deepEqual([service?.connection.accountId, service?.connection.sandbox], ['111122223333', true]);
    } finally {
      await sandbox.stop();
    }
  });
});
