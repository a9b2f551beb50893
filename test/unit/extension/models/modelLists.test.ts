import assert from 'node:assert/strict';
import { ModelLists } from '../../../../src/extension/models/modelLists.ts';
import type { ModelServer } from '../../../../src/extension/models/openAiClient.ts';
import { rejection } from '../../support/jobs.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../../support/scriptedOpenAi.ts';

const minute = 60_000;

describe('the models of servers that are asked for often', () => {
  let scripted: ScriptedOpenAi;
  let server: ModelServer;
  let now: number;
  let lists: ModelLists;
  beforeEach(async () => {
    scripted = await startScriptedOpenAi();
    server = { name: 'Scripted', kind: 'openai', baseUrl: scripted.baseUrl, key: undefined };
    now = 0;
    lists = new ModelLists(() => now);
  });
  afterEach(async () => {
    lists.dispose();
    await scripted.close();
  });

  const ids = async (): Promise<string[]> => (await lists.of(server)).map(({ id }) => id);

  it('are read once by all who ask at the same time', async () => {
    assert.deepEqual(await Promise.all([ids(), ids()]), [['scripted-1'], ['scripted-1']]);
    assert.equal(scripted.requests.length, 1);
  });

  it('are believed for ten minutes, and not longer', async () => {
    await ids();
    scripted.models = ['scripted-2'];
    now = 10 * minute - 1;
    assert.deepEqual(await ids(), ['scripted-1']);
    now = 10 * minute;
    assert.deepEqual(await ids(), ['scripted-2']);
  });

  it('are read anew after something has changed', async () => {
    await ids();
    scripted.models = ['scripted-2'];
    lists.forget();
    assert.deepEqual(await ids(), ['scripted-2']);
  });

  it('are asked for again a minute after the server gave none, and not before; until then the reason is the same', async () => {
    scripted.models = { kind: 'plain', status: 500, body: { error: { message: 'Broken.' } } };
    const first = await rejection(ids());
    scripted.models = ['scripted-1'];
    now = minute - 1;
    assert.equal(await rejection(ids()), first);
    now = minute;
    assert.deepEqual(await ids(), ['scripted-1']);
  });

  it('are not mixed up between servers', async () => {
    const other = await startScriptedOpenAi();
    other.models = ['other-1'];
    await ids();
    const listed = await lists.of({ ...server, baseUrl: other.baseUrl });
    await other.close();
    assert.deepEqual(
      listed.map(({ id }) => id),
      ['other-1'],
    );
  });
});
