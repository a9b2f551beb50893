import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { AcmeRetail, assertFits } from './support/acmeRetail.ts';

const media = 'CR-045144';
const old = 'CR-045077';
const roomsResult = z.object({
  rooms: z.array(z.looseObject({ display_id: z.string(), ours: z.boolean() })),
  allowances: z.array(z.unknown()),
});
const question = z.looseObject({ display_id: z.string(), permissions: z.record(z.string(), z.string()) });
const permissionsResult = z.object({ questions: z.array(question) });
const remindersResult = z.object({
  reminders: z.array(z.looseObject({ to: z.string(), text: z.string() })),
  not_found: z.array(z.string()),
});

describe('reading about partners on the command line', function () {
  this.timeout(30_000);
  let acme: AcmeRetail;
  before(async () => {
    acme = await AcmeRetail.begin();
  });
  after(() => acme.end());

  it('lists the clean rooms, ours and those of others, and what is left of the tokens', async () => {
    const { code, printed } = await acme.json('rooms', ['rooms']);
    const { rooms, allowances } = roomsResult.parse(printed.result);
    assert.deepEqual(
      [code, printed.command, printed.connection?.account_id, rooms.map(({ display_id: id, ours }) => [id, ours]), allowances.length],
      [
        0,
        'partners rooms',
        'Acme Retail',
        [
          ['CR-045144', true],
          ['CR-045201', true],
          ['CR-045077', true],
          ['CR-044870', false],
        ],
        2,
      ],
    );
  });

  it('lists who takes part in a room with users and roles', async () => {
    const { code, stdout } = await acme.run(['list', '--room', media]);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^ {2}Nova Media\n {4}jonas\.weber@nova-media\.example {2}Jonas Weber {2}Partner Administrator\n {4}aiko\.tanaka@/m,
    );
    await acme.json('list', ['list', '--room', media]);
  });

  it('says of a room that the API user does not administer that it cannot be read, and shows the others', async () => {
    const { code, stdout, stderr } = await acme.run(['invitations']);
    assert.equal(code, 1);
    assert.match(stdout, /data\.partnerships@brightline-agency\.example +PENDING +8 days/);
    assert.match(stdout, new RegExp(`${old}\n {2}not readable, see the error`));
    assert.match(stderr, /^error: .*Loyalty Overlap.*\n {2}→ In the LiveRamp console add the API user as an administrator/m);
  });

  it('gives for an invitation that waits too long the commands that help', async () => {
    const { stderr } = await acme.run(['invitations', '--room', media]);
    assert.match(stderr, /→ Remind .*: cleanrooms partners remind --room \S+ data\.partnerships@\S+ --organisation 'Acme Retail'$/m);
    assert.match(
      stderr,
      /→ Invite .* again .*: cleanrooms partners resend --room \S+ data\.partnerships@\S+ --organisation 'Acme Retail'$/m,
    );
  });

  it('prints invitations of one room as JSON, whole', async () => {
    const { code } = await acme.json('invitations', ['invitations', '--room', media, '--history']);
    assert.equal(code, 0);
  });

  it('prints the reminders that are due, ready to be sent', async () => {
    const { printed } = await acme.json('reminders', ['remind', '--room', media]);
    const { reminders } = remindersResult.parse(printed.result);
    assert.deepEqual(
      reminders.map(({ to }) => to),
      ['data.partnerships@brightline-agency.example'],
    );
    assert.match(reminders[0]?.text ?? '', /^Subject: .*8 days ago/s);
  });

  it('says whom it cannot remind', async () => {
    const { code, printed, stderr } = await acme.json('reminders', ['remind', '--room', media, 'nobody@nova-media.example']);
    assert.deepEqual([code, remindersResult.parse(printed.result).not_found], [1, ['nobody@nova-media.example']]);
    assert.match(stderr, /^error: No invitation of nobody@nova-media\.example waits/m);
  });

  it('shows questions by permissions', async () => {
    const { stdout } = await acme.run(['permissions', '--room', 'media insights']);
    assert.match(stdout, /VIEW_CODE +EDIT +CLONE +RUN +VIEW_RESULTS/);
    assert.match(stdout, /CRQ-136017 +Audience overlap +READY +owner +owner +owner +all +all/);
    const { printed } = await acme.json('permissions', ['permissions', '--room', media, '--shares']);
    assert.equal(permissionsResult.parse(printed.result).questions[0]?.permissions['RUN'], 'ALL_CLEAN_ROOM_PARTNERS');
  });

  it('names the endpoint once, and tells times without parts of a second', async () => {
    const { stdout } = await acme.run(['rooms']);
    assert.match(stdout, /^http:\/\/127\.0\.0\.1:\d+\/v1 · LiveRamp organisation Acme Retail\n/);
    assert.match(stdout, /more at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/m);
  });

  it('says that no results are shared where that was asked', async () => {
    assert.match((await acme.run(['permissions', '--room', media, '--shares'])).stdout, /^Result shares\n {2}none$/m);
    assert.doesNotMatch((await acme.run(['permissions', '--room', media])).stdout, /Result shares/);
  });

  it('offers no templates of questions where there are none', async () => {
    const { stdout } = await acme.run(['permissions', '--room', 'Acme and Nova reach study'], { LIVERAMP_ORGANISATION: '' });
    assert.doesNotMatch(stdout, /full_access|emplate/);
  });

  it('does not say that nobody is being brought on board where one was named that is not', async () => {
    const { code, stdout, stderr } = await acme.run(['onboard', 'status', 'nope']);
    assert.equal(code, 1);
    assert.doesNotMatch(stdout, /Nobody/);
    assert.match(stderr, /^error: nope: /m);
  });

  it('finds a question in whichever room it is, and shows why a run failed', async () => {
    const { code, stdout } = await acme.run(['runs', '--question', 'CRQ-136017', '--audit']);
    assert.equal(code, 0);
    assert.match(stdout, /FAILED +November overlap +Dataset Nova ad exposures has no rows/);
    await acme.json('runs', ['runs', '--question', 'CRQ-136017']);
  });

  it('names the rooms in which it could not look for a question that it did not find', async () => {
    await acme.sandbox.fault({ operation: 'getAllCleanroomQuestions', error: { name: 'Forbidden', status: 403 }, count: 1 });
    const { code, stderr } = await acme.run(['runs', '--question', 'CRQ-1']);
    assert.equal(code, 1);
    assert.match(stderr, /^error: .*has no question "CRQ-1"\..*Not readable: "/);
  });

  it('shows members and receivers of an AWS collaboration with the same commands', async () => {
    const aws = { LIVERAMP_ORGANISATION: '' };
    for (const [schema, args] of [
      ['rooms', ['rooms']],
      ['list', ['list']],
      ['invitations', ['invitations']],
      ['permissions', ['permissions', '--room', 'Acme and Nova reach study']],
    ] as const)
      assert.equal((await acme.json(schema, args, aws)).code, 0, args[0]);
    const { stdout } = await acme.run(['list'], aws);
    assert.match(stdout, /account 111122223333/);
    assert.match(stdout, /Harbour Publishing \(555566667777; INVITED; CAN_RECEIVE_RESULTS\)/);
  });

  it('reads through every connection of the configuration, each with its heading', async () => {
    await acme.configure({
      connections: [
        { name: 'ours', service: 'liveramp', organisation: 'Acme Retail', client_id: 'acme-retail' },
        { service: 'liveramp', organisation: 'Nova Media', client_id: 'nova-media', secret_env: 'LIVERAMP_NOVA_SECRET' },
      ],
    });
    const nova = { LIVERAMP_NOVA_SECRET: 'sandbox' };
    const { stdout } = await acme.run(['rooms', '--all-connections'], nova);
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.startsWith('== ')),
      ['== ours · LiveRamp', '== Nova Media · LiveRamp'],
    );
    const { stdout: json } = await acme.run(['rooms', '--all-connections', '--json'], nova);
    const value: unknown = JSON.parse(json);
    await assertFits('partner-rooms', value);
    assert.deepEqual(
      z
        .object({ runs: z.array(z.looseObject({ organisation: z.string() })) })
        .parse(value)
        .runs.map(({ organisation }) => organisation),
      ['Acme Retail', 'Nova Media'],
    );
  });
});
