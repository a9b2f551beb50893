import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { printedReportSchema, printedReportsSchema } from '../../../src/cli/printedReport.ts';
import type { Finished } from '../support/program.ts';
import { AcmeRetail } from './support/acmeRetail.ts';

const acmeEntry = { service: 'liveramp', organisation: 'Acme Retail', client_id: 'acme-retail' };
const novaEntry = {
  name: 'nova',
  service: 'liveramp',
  organisation: 'Nova Media',
  client_id: 'nova-media',
  secret_env: 'LIVERAMP_NOVA_SECRET',
};
const awsEntry = { name: 'aws', profile: 'acme', region: 'us-east-1' };
const roomsOf = z.object({ connection: z.object({ name: z.string(), account_id: z.string() }) });

describe('the connections of the program', function () {
  this.timeout(30_000);
  let acme: AcmeRetail;
  before(async () => {
    acme = await AcmeRetail.begin();
  });
  after(() => acme.end());
  beforeEach(() => acme.again());
  /** Without the environment's organisation; with the secrets of both. */
  const unset = { LIVERAMP_ORGANISATION: '', LIVERAMP_CLIENT_ID: '', LIVERAMP_NOVA_SECRET: 'sandbox' };
  const reached = async (name: string): Promise<string[]> => {
    const { stdout } = await acme.run(['rooms', '--organisation', name, '--json'], unset);
    const { connection } = roomsOf.parse(JSON.parse(stdout));
    return [connection.name, connection.account_id];
  };

  it('name an organisation by its own name or the name of the connection, in any case', async () => {
    await acme.configure({ connections: [acmeEntry, novaEntry] });
    assert.deepEqual(
      [await reached('acme retail'), await reached('nova'), await reached('Nova Media')],
      [
        ['Acme Retail', 'Acme Retail'],
        ['nova', 'Nova Media'],
        ['nova', 'Nova Media'],
      ],
    );
  });

  it('say which organisations there are where none has that name', async () => {
    await acme.configure({ connections: [acmeEntry] });
    const { code, stderr } = await acme.run(['rooms', '--organisation', 'Harbour'], unset);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^error: There is no connection for the LiveRamp organisation "Harbour": .*not set: LIVERAMP_ORGANISATION, LIVERAMP_CLIENT_ID\. The configuration lists: Acme Retail\./,
    );
  });

  it('want a name of its own where an organisation has two API users', async () => {
    await acme.configure({
      connections: [
        { ...acmeEntry, name: 'one' },
        { ...acmeEntry, name: 'two', client_id: 'other' },
      ],
    });
    const { code, stderr } = await acme.run(['rooms', '--organisation', 'Acme Retail'], unset);
    assert.equal(code, 2);
    assert.match(stderr, /Name one by its own name: one \(acme-retail\), two \(other\)\./);
  });

  it('never send requests unencrypted to another machine', async () => {
    const { code, stderr } = await acme.run(['rooms'], { LIVERAMP_BASE_URL: 'http://liveramp.example/v1' });
    assert.equal(code, 2);
    assert.match(stderr, /must begin with https:\/\/ \(http:\/\/ only for this machine\)/);
  });

  it('take no secret from the file, and do not say it again', async () => {
    await acme.configure({ connections: [{ ...acmeEntry, client_secret: 'T0SECRET' }] });
    const { code, stdout, stderr } = await acme.run(['rooms'], unset);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /connections\.0: a secret may not stand here/);
    assert.ok(!stderr.includes('T0SECRET'));
  });

  for (const [story, entry, sentence] of [
    [
      'a base URL',
      { ...acmeEntry, base_url: 'https://evil.example' },
      /connections\.0: an endpoint may not stand here; it comes from LIVERAMP_BASE_URL/,
    ],
    [
      'the secret of something else',
      { ...acmeEntry, secret_env: 'AWS_SECRET_ACCESS_KEY' },
      /secret_env: must be the name of an environment variable that begins with LIVERAMP_/,
    ],
    ['a service that is none', { ...acmeEntry, service: 'azure' }, /connections\.0\.service: must be aws or liveramp/],
    ['no client id', { service: 'liveramp', organisation: 'Acme Retail' }, /connections\.0\.client_id: is missing/],
  ] as const) {
    it(`refuse a file that names ${story}`, async () => {
      await acme.configure({ connections: [entry] });
      const { code, stderr } = await acme.run(['rooms', '--all-connections'], unset);
      assert.equal(code, 2);
      assert.match(stderr, sentence);
    });
  }

  it('refuse an API user that stands twice', async () => {
    await acme.configure({ connections: [acmeEntry, { ...acmeEntry, name: 'again' }] });
    assert.match((await acme.run(['rooms'], unset)).stderr, /connections: an API user \(client_id\) stands twice/);
  });

  it('of LiveRamp are left out by a command about AWS, which says so', async () => {
    await acme.configure({ connections: [acmeEntry, awsEntry] });
    const { stdout, stderr } = await acme.person.run(['list', '--all-connections', '--json'], unset);
    assert.match(stderr, /^note: left out "Acme Retail": "cleanrooms list" is about AWS accounts only\.$/m);
    assert.deepEqual(
      printedReportsSchema.parse(JSON.parse(stdout)).runs.map(({ name }) => name),
      ['aws'],
    );
  });

  it('of both kinds are verified side by side', async () => {
    await acme.configure({ connections: [acmeEntry, awsEntry] });
    const { stdout } = await acme.person.run(['verify', '--all-connections', '--json'], unset);
    const { runs } = printedReportsSchema.parse(JSON.parse(stdout));
    assert.deepEqual(
      runs.map(({ name, organisation, profile }) => [name, organisation, profile]),
      [
        ['Acme Retail', 'Acme Retail', ''],
        ['aws', undefined, 'acme'],
      ],
    );
    assert.ok(runs[0]?.findings.some(({ id }) => id === 'sent_invitation.unanswered'));
  });

  const verify = (...args: string[]): Promise<Finished> => acme.person.run(['verify', '--organisation', 'Acme Retail', ...args]);

  it('of LiveRamp are not as they should be while a room of ours cannot be read', async () => {
    const { code, stderr } = await verify();
    assert.equal(code, 1);
    assert.match(stderr, /^error: .*Loyalty Overlap/m);
  });

  it('tell a follow-up of the onboarding that has come, with the command that notes it', async () => {
    await acme.run(['onboard', 'start', '--room', 'CR-045201', 'ada@nova-media.example']);
    await acme.run(['onboard', 'send', '--room', 'CR-045201']);
    await acme.control('POST', 'liveramp/age', { days: 4 });
    const { stderr } = await verify();
    assert.match(
      stderr,
      /→ Note that day 3 is done: cleanrooms partners onboard follow-up cr-045201--ada\S* --day 3 --organisation 'Acme Retail'$/m,
    );
  });

  it('of LiveRamp ask for a person with --alerts where a partner does not answer, and are in order otherwise', async () => {
    await acme.control('POST', 'liveramp/rooms/CR-045077', { api_user_is_administrator: true });
    assert.equal((await verify()).code, 0);
    const { code, stdout } = await verify('--alerts', '--json');
    assert.equal(code, 3);
    assert.deepEqual(
      printedReportSchema.parse(JSON.parse(stdout)).alerts?.map(({ kind, connection }) => [kind, connection]),
      [
        ['partner', 'Acme Retail'],
        ['partner', 'Acme Retail'],
      ],
    );
  });
});
