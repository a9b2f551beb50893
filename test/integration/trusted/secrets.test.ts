import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stateFolder } from '../../../src/storage/stateFolder.ts';
import { FullRun } from '../support/fullRun.ts';
import { hostFiles, placesWith, type Place } from '../support/hostFiles.ts';

describe('after a full run', function () {
  this.timeout(120_000);
  let run: FullRun;
  let files: Place[];
  let said: Place[];

  before(async () => {
    run = await FullRun.begin();
    await run.carryOut();
    files = await hostFiles();
    said = await run.said();
  });
  after(() => run.end());

  it('a wrong secret was refused twice, and the person was told what to check, without it', () => {
    assert.equal(run.sentencesOfWrongSecret.length, 2);
    for (const sentence of run.sentencesOfWrongSecret)
      assert.match(sentence, /did not accept the API user nova-media of Nova Media: Bad client credentials.* Check client id and secret/);
  });

  it('one of two invitations was refused, in words without the token that they repeated', () => {
    assert.equal(run.invited?.ok, true);
    assert.match(run.invited.message ?? '', /1 .*failed|failed.* 1/);
    const messages = said.find(({ where }) => where.endsWith('cleanRooms.invitations'))?.content.toString();
    assert.match(messages ?? '', /Bearer … may not invite/);
  });

  it('the expired token was replaced by another', () => {
    const [first, second, ...more] = run.tokens;
    assert.notEqual(first, second);
    assert.deepEqual(more, []);
  });

  it('there is something to look through: settings, log, audit log, engagement and reports, notifications, pages and tools', () => {
    const here = (name: RegExp, words: RegExp): boolean =>
      files.some(({ where, content }) => name.test(where) && words.test(content.toString()));
    assert.ok(here(/settings\.json$/, /"clientId": "acme-retail"/), 'settings');
    assert.ok(here(/Clean Rooms\.log$/, /did not accept the API user nova-media/), 'log');
    assert.ok(here(/audit.*\.jsonl$/, /dana@lumen\.example/), 'audit log');
    assert.ok(here(/clean-rooms.onboarding.*\.json$/, /gus@lumen\.example/), 'engagement');
    for (const format of ['Markdown', 'CSV', 'JSON']) assert.ok(here(new RegExp(`report\\.${format}$`), /./), format);
    for (const [where, words] of [
      [/^notification/, /Saved/],
      [/^log \(debug\)/, /Acme Retail: addCleanroomPartner/],
      [/page cleanRooms\.permissions/, /CRQ-136017/],
      [/page cleanRooms\.onboarding/, /gus@lumen/],
      [/^tool list_clean_rooms/, /CR-045144/],
      [/^tool that fails/, /did not accept the API user/],
      [/^tool that writes/, /1 done/],
      [/^MCP server/, /CR-045144/],
    ] as const)
      assert.ok(
        said.some((place) => where.test(place.where) && words.test(place.content.toString())),
        where.source,
      );
  });

  it('the secret stands in no file, whether it is right or wrong', () => {
    assert.deepEqual(placesWith(files, [run.secret, run.wrongSecret]), []);
  });

  it('the token of now stands in one file and that of before in none, and only their owner may look there', async () => {
    const [first = '', second = ''] = run.tokens;
    assert.deepEqual(placesWith(files, [first]), []);
    assert.deepEqual(placesWith(files, [second]), [run.tokenFile]);
    const modes = [await stat(run.tokenFile), await stat(dirname(run.tokenFile))].map(({ mode }) => mode & 0o777);
    assert.deepEqual(modes, [0o600, 0o700]);
  });

  it('nobody was told secret or token: no person, no page, no log, no model', () => {
    assert.deepEqual(placesWith(said, [run.secret, run.wrongSecret, ...run.tokens]), []);
  });

  it('the MCP server gets the secrets when it is started and in its environment only', () => {
    const secrets = [run.secret, run.wrongSecret, ...run.tokens];
    const { env, ...rest } = run.startedServer ?? {};
    assert.deepEqual(placesWith([{ where: 'listed', content: Buffer.from(run.listedServer) }], secrets), []);
    assert.deepEqual(placesWith([{ where: 'started', content: Buffer.from(JSON.stringify(rest)) }], secrets), []);
    const held = Object.entries(env ?? {}).flatMap(([name, value]) =>
      secrets.some((secret) => String(value).includes(secret)) ? [name] : [],
    );
    assert.deepEqual(held, ['CLEANROOMS_MCP_SECRET_1', 'CLEANROOMS_MCP_SECRET_2']);
  });

  for (const [form, written] of [
    ['as it is', (secret: string) => Buffer.from(`{"a":"${secret}"}`)],
    ['in the two-byte letters of a browser', (secret: string) => Buffer.from(secret, 'utf16le')],
    ['in a Basic header', (secret: string) => Buffer.from(`Basic ${Buffer.from(`acme-retail:${secret}`).toString('base64')}`)],
  ] as const) {
    it(`a secret that somebody writes ${form} into a file would be found`, async () => {
      const leak = join(stateFolder(), 'leak');
      const planted = randomBytes(18).toString('hex');
      await writeFile(leak, written(planted));
      try {
        assert.deepEqual(placesWith(await hostFiles(), [planted]), [leak]);
      } finally {
        await rm(leak);
      }
    });
  }
});
