import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { partnerResultSchema } from '../../../src/core/jobs/partners/partnerReport.ts';
import { AcmeRetail } from './support/acmeRetail.ts';

const holiday = 'CR-045201';
const four = ['a', 'b', 'c', 'd'].map((name) => `${name}@nova-media.example`);
/** More than are under way at once, several times over. */
const twelve = Array.from({ length: 12 }, (_, index) => `p${String(index).padStart(2, '0')}@nova-media.example`);

const printed = z.looseObject({ result: z.unknown() });

describe('commands about partners when something goes wrong', function () {
  this.timeout(60_000);
  let acme: AcmeRetail;
  before(async () => {
    acme = await AcmeRetail.begin();
  });
  after(() => acme.end());
  beforeEach(() => acme.again());

  it('shows what was done when the connection is lost in the middle of a batch, and does only the rest afterwards', async () => {
    await acme.sandbox.fault({ operation: 'addCleanroomPartner', then: 'drop_before', after: 2 });
    const lost = await acme.write(['invite', '--room', holiday, ...four]);
    assert.equal(lost.code, 1);
    assert.deepEqual([...new Set(lost.items.map(({ outcome }) => outcome))].sort(), ['done', 'failed']);
    const done = lost.items.filter(({ outcome }) => outcome === 'done').map(({ subject }) => subject.name);
    assert.match(lost.stderr, /^failed: Invite .*@nova-media\.example to "Holiday Campaign 2026"/m);
    assert.match(lost.stderr, /What failed or was not begun is still to be done: run the same command again\.$/m);
    assert.deepEqual(await acme.pending(holiday), [...done].sort());
    await acme.control('DELETE', 'faults');
    const before = (await acme.sandbox.writes()).length;
    const again = await acme.write(['invite', '--room', holiday, ...four]);
    assert.deepEqual([again.code, (await acme.sandbox.writes()).length - before], [0, four.length - done.length]);
    assert.deepEqual(
      again.items
        .filter(({ code }) => code === 'already_invited')
        .map(({ subject }) => subject.name)
        .sort(),
      [...done].sort(),
    );
    assert.deepEqual(await acme.pending(holiday), four);
  });

  it('finds an invitation that was sent though its answer was lost, and sends no second one', async () => {
    await acme.sandbox.fault({ operation: 'addCleanroomPartner', then: 'drop', count: 1 });
    const { code } = await acme.write(['invite', '--room', holiday, 'a@nova-media.example']);
    assert.deepEqual([code, await acme.sandbox.writes()], [0, ['addCleanroomPartner']]);
  });

  it('ends cleanly on Ctrl-C: what was begun is finished, what was not is still there to do', async () => {
    await acme.sandbox.fault({ operation: 'addCleanroomPartner', then: 'slow', delay_ms: 400 });
    const child = await acme.start(['invite', '--room', holiday, ...twelve, '--json']);
    const ended = once(child, 'close');
    assert.ok(child.stdout !== null && child.stderr !== null);
    const stdout = text(child.stdout);
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) if (lines.push(line) === 1) child.kill('SIGINT');
    await ended;
    assert.equal(child.exitCode, 1);
    const { items } = partnerResultSchema.parse(printed.parse(JSON.parse(await stdout)).result);
    const cancelled = items.filter(({ code }) => code === 'cancelled').map(({ subject }) => subject.name);
    assert.ok(cancelled.length > 0);
    assert.deepEqual(
      await acme.pending(holiday),
      twelve.filter((each) => !cancelled.includes(each)),
    );
  });

  it('tells after Ctrl-C once how many were not begun, and lists them without a reason for each', async () => {
    await acme.sandbox.fault({ operation: 'addCleanroomPartner', then: 'slow', delay_ms: 400 });
    const child = await acme.start(['invite', '--room', holiday, ...twelve]);
    const ended = once(child, 'close');
    assert.ok(child.stdout !== null);
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) if (lines.push(line) === 1) child.kill('SIGINT');
    await ended;
    assert.equal(child.exitCode, 1);
    // One that was just about to be sent has been begun, and did not succeed.
    const [, done = '', failed = '0', waiting = ''] =
      /^Cancelled: (\d+) done(?:, (\d+) failed)?, (\d+) not begun\.$/m.exec(lines.join('\n')) ?? [];
    assert.equal(Number(done) + Number(failed) + Number(waiting), twelve.length);
    assert.equal(lines.filter((line) => /^ {2}· Invite p\d\d@/.test(line)).length, Number(waiting));
    assert.doesNotMatch(lines.join('\n'), /before it began/);
  });

  it('says that a connection was refused, and by whom', async () => {
    for (const port of [1, 2]) {
      const { stderr } = await acme.run(['rooms'], { LIVERAMP_BASE_URL: `http://127.0.0.1:${port}/v1` });
      assert.match(stderr, new RegExp(`^error: No answer from 127\\.0\\.0\\.1:${port} .*: the connection was refused`));
    }
  });

  it('says what is wrong with a broken file of the folder, and where', async () => {
    await mkdir(join(acme.person.folder, 'clean-rooms/onboarding'), { recursive: true });
    await writeFile(join(acme.person.folder, 'clean-rooms/partners.json'), '{\n  "reminder_days": "seven"\n}');
    await writeFile(join(acme.person.folder, 'clean-rooms/onboarding/x.json'), '{');
    assert.match((await acme.run(['invitations', '--room', holiday])).stderr, /^ {2}.*partners\.json:2:\d+: .*reminder_days/m);
    await rm(join(acme.person.folder, 'clean-rooms/partners.json'));
    assert.match((await acme.run(['onboard', 'status'])).stderr, /^ {2}.*x\.json:1:\d+: /m);
  });

  it('invites nobody to a room that the API user does not administer, and says who can change that', async () => {
    const { code, printed: answer, stderr } = await acme.json('writes', ['invite', '--room', 'CR-045077', ...four]);
    assert.deepEqual([code, answer.result, answer.error?.code, await acme.sandbox.writes()], [1, null, 'not_permitted', []]);
    assert.match(stderr, /^error: .*acme-retail.*"Loyalty Overlap".*Access/);
  });

  it('says that no token is left, that nothing is lost, and ends with 1', async () => {
    await acme.control('POST', 'liveramp/tokens/budget', { client_id: 'acme-retail', left: 0 });
    const { code, printed, stderr } = await acme.json('rooms', ['rooms']);
    assert.deepEqual([code, printed.result, printed.error?.code], [1, null, 'quota_reached']);
    assert.match(stderr, /^error: .*acme-retail.*Nothing is lost\./);
  });

  it('says which variable a secret is missing from, and where secrets are made', async () => {
    const { code, printed, stderr } = await acme.json('rooms', ['rooms'], { LIVERAMP_CLIENT_SECRET: '' });
    assert.deepEqual([code, printed.error?.code], [1, 'connection_unusable']);
    assert.match(
      stderr,
      /acme-retail of Acme Retail: LIVERAMP_CLIENT_SECRET is not set\. Put the client secret into the environment variable/,
    );
  });

  it('asks for one token where two programs begin at once', async () => {
    const both = await Promise.all([acme.json('rooms', ['rooms']), acme.json('list', ['list', '--room', holiday])]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    assert.equal((await acme.sandbox.calls())['createToken'], 1);
    await acme.json('rooms', ['rooms']);
    assert.equal((await acme.sandbox.calls())['createToken'], 1);
  });

  it('keeps the secret nowhere and the token only in its own file, which nobody else may read', async () => {
    // Not the sandbox's own secret, which is a word that stands in many places.
    const secret = 's3cr3t-of-acme';
    const variables = { LIVERAMP_CLIENT_SECRET: secret };
    const refused = await acme.run(['rooms'], variables);
    assert.equal(refused.code, 1);
    const runs = [refused];
    for (const args of [
      ['rooms'],
      ['invite', '--room', holiday, ...four],
      ['invitations', '--history'],
      ['cancel', '--room', holiday, '--all-pending', '--yes', '--json'],
      ['grant', '--room', holiday, '--template', 'analyst', '--keep-on-room'],
      ['onboard', 'start', '--room', holiday, 'g@nova-media.example'],
      ['onboard', 'send', '--room', holiday],
      ['runs', '--question', 'CRQ-136017', '--audit', '--json'],
      ['rooms', '--organisation', 'Nobody'],
    ])
      runs.push(await acme.run(args));
    const { path, token } = await acme.token();
    for (const { stdout, stderr } of runs)
      for (const word of [secret, token, Buffer.from('acme-retail:sandbox').toString('base64')])
        assert.ok(!stdout.includes(word) && !stderr.includes(word), `${stdout}${stderr}`);
    const files = await acme.files();
    assert.ok(files.some((file) => file.path.includes('audit')) && files.some((file) => file.path.includes('onboarding')));
    for (const file of files) {
      assert.ok(!file.text.includes(secret), file.path);
      if (file.path !== path) assert.ok(!file.text.includes(token), file.path);
    }
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });
});
