import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { diagnosisSchema } from '../../../src/core/diagnosis/diagnosis.ts';
import type { Finished } from '../support/program.ts';
import { AcmeRetail, assertFits } from './support/acmeRetail.ts';

const media = 'CR-045144';
const waiting = 'data.partnerships@brightline-agency.example';
const connections = [
  { name: 'aws', profile: 'lost', region: 'us-east-1' },
  { service: 'liveramp', organisation: 'Acme Retail', client_id: 'acme-retail' },
];
const runsSchema = z.looseObject({
  ok: z.boolean(),
  runs: z.array(z.looseObject({ name: z.string(), organisation: z.optional(z.string()), ok: z.boolean(), result: diagnosisSchema })),
});

describe('the command diagnose about clean rooms of LiveRamp', function () {
  this.timeout(30_000);
  let acme: AcmeRetail;
  before(async () => {
    acme = await AcmeRetail.begin();
  });
  after(() => acme.end());
  beforeEach(() => acme.again());
  const diagnose = (...args: string[]): Promise<Finished> => acme.person.run(['diagnose', ...args]);

  it('is about the organisation of the environment where nothing else is named, as commands about partners are', async () => {
    const { stdout } = await diagnose('--room', media);
    assert.match(stdout, /LiveRamp organisation Acme Retail\n/);
    assert.match(stdout, /^\d\. Sales after a site visit$/m);
  });

  it('says on stderr that the environment has chosen it, and how an AWS account is named', async () => {
    const { stderr } = await diagnose('--room', media);
    assert.match(
      stderr,
      /^note: only the LiveRamp organisation "Acme Retail" is looked at, because LIVERAMP_ORGANISATION names it\. For an AWS account give --profile or --region\.$/m,
    );
  });

  it('says nothing of the environment where the organisation was named', async () => {
    const { stderr } = await diagnose('--room', media, '--organisation', 'Acme Retail');
    assert.doesNotMatch(stderr, /note:/);
  });

  it('says of an invitation who does not answer, with the commands that help, for the same organisation', async () => {
    const { code, stdout } = await diagnose(waiting, '--room', media);
    assert.equal(code, 1);
    assert.match(
      stdout,
      new RegExp(`^→ Remind ${waiting}: cleanrooms partners remind --room \\S+ ${waiting} --organisation 'Acme Retail'$`, 'm'),
    );
  });

  it('names the right that is missing where a clean room cannot be read', async () => {
    const { code, stdout } = await diagnose('--room', 'CR-045077');
    assert.equal(code, 1);
    assert.match(stdout, /In the LiveRamp console add the API user as an administrator of this clean room/);
  });

  it('changes nothing, and prints no secret', async () => {
    const { stdout, stderr } = await diagnose('--json');
    assert.deepEqual(await acme.sandbox.writes(), []);
    const { token } = await acme.token();
    assert.ok(![stdout, stderr].some((text) => text.includes(token)));
  });

  describe('of all connections', () => {
    beforeEach(() => acme.configure({ connections }));

    it('has a heading for each, and a diagnosis of the one that cannot be opened too', async () => {
      const { code, stdout } = await diagnose('--all-connections');
      assert.equal(code, 1);
      assert.deepEqual(
        stdout.split('\n').filter((line) => line.startsWith('== ')),
        ['== aws · us-east-1', '== Acme Retail · LiveRamp'],
      );
      assert.match(stdout, /The connection aws cannot be used|the connection aws cannot be used/);
    });

    it('is one object with a run for each, in the order of the file', async () => {
      const { stdout } = await diagnose('--all-connections', '--json');
      const value: unknown = JSON.parse(stdout);
      await assertFits('diagnosis', value);
      const { ok, runs } = runsSchema.parse(value);
      assert.equal(ok, false);
      assert.deepEqual(
        runs.map(({ name, organisation, ok: each, result: { causes } }) => [name, organisation, each, causes[0]?.finding.id]),
        [
          ['aws', undefined, false, 'connection.credentials_missing'],
          ['Acme Retail', 'Acme Retail', false, 'clean_room.unreadable'],
        ],
      );
    });
  });
});
