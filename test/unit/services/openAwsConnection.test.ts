import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { listProfiles } from '../../../src/services/aws/profiles.ts';
import { withAwsSettings } from '../support/environment.ts';
import { rejection } from '../support/jobs.ts';
import { TestSandbox } from '../support/sandbox.ts';

const keys = (account: string): string => `aws_access_key_id = ${account}\naws_secret_access_key = sandbox\n`;

describe('opening a connection to AWS', () => {
  let sandbox: TestSandbox;
  before(async () => {
    sandbox = await TestSandbox.start('inbox');
  });
  after(() => sandbox.stop());
  beforeEach(() => sandbox.reset());
  const endpoint = (): Record<string, string> => ({ AWS_ENDPOINT_URL: sandbox.endpoint });

  it('finds keys and Region in the environment', async () => {
    await withAwsSettings(
      { variables: { ...endpoint(), AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'us-east-1' } },
      async () => {
        const { connection } = await openAwsConnection({});
        assert.deepEqual([connection.accountId, connection.region, connection.endpoint], ['111122223333', 'us-east-1', sandbox.endpoint]);
      },
    );
  });

  it('takes the keys in the environment before those of the default profile, as every AWS tool does', async () => {
    await withAwsSettings(
      {
        credentials: `[default]\n${keys('444455556666')}`,
        variables: { ...endpoint(), AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'us-east-1' },
      },
      async () => {
        assert.equal((await openAwsConnection({})).connection.accountId, '111122223333');
      },
    );
  });

  it('takes the default profile where nothing else is said, with its Region', async () => {
    await withAwsSettings(
      { config: '[default]\nregion = us-east-1\n', credentials: `[default]\n${keys('111122223333')}`, variables: endpoint() },
      async () => {
        const { connection } = await openAwsConnection({});
        assert.deepEqual([connection.accountId, connection.region, connection.name], ['111122223333', 'us-east-1', 'default']);
      },
    );
  });

  it('takes the profile that AWS_PROFILE names', async () => {
    await withAwsSettings(
      {
        credentials: `[other]\n${keys('444455556666')}[prod]\n${keys('111122223333')}`,
        variables: { ...endpoint(), AWS_PROFILE: 'prod', AWS_REGION: 'us-east-1' },
      },
      async () => {
        const { connection } = await openAwsConnection({});
        assert.deepEqual([connection.accountId, connection.name], ['111122223333', 'prod']);
      },
    );
  });

  it('prefers the profile that was asked for to AWS_PROFILE and to keys in the environment (defect 5: wrong account)', async () => {
    await withAwsSettings(
      {
        credentials: `[other]\n${keys('444455556666')}[prod]\n${keys('111122223333')}`,
        variables: {
          ...endpoint(),
          AWS_PROFILE: 'other',
          AWS_ACCESS_KEY_ID: '555566667777',
          AWS_SECRET_ACCESS_KEY: 'x',
          AWS_REGION: 'us-east-1',
        },
      },
      async () => {
        assert.equal((await openAwsConnection({ profile: 'prod' })).connection.accountId, '111122223333');
      },
    );
  });

  it("prefers the Region that was asked for, then AWS_REGION, then the profile's", async () => {
    await withAwsSettings(
      { config: `[profile prod]\nregion = eu-west-1\n${keys('111122223333')}`, variables: { ...endpoint(), AWS_REGION: 'us-west-2' } },
      async () => {
        assert.equal((await openAwsConnection({ profile: 'prod', region: 'us-east-2' })).connection.region, 'us-east-2');
        assert.equal((await openAwsConnection({ profile: 'prod' })).connection.region, 'us-west-2');
        Reflect.deleteProperty(process.env, 'AWS_REGION');
        assert.equal((await openAwsConnection({ profile: 'prod' })).connection.region, 'eu-west-1');
      },
    );
  });

  it('takes empty variables for unset ones', async () => {
    await withAwsSettings(
      {
        config: `[default]\nregion = us-east-1\nendpoint_url = ${sandbox.endpoint}\n${keys('111122223333')}`,
        variables: { AWS_PROFILE: '', AWS_REGION: '', AWS_ENDPOINT_URL: '' },
      },
      async () => {
        const { connection } = await openAwsConnection({});
        assert.deepEqual([connection.accountId, connection.endpoint], ['111122223333', sandbox.endpoint]);
      },
    );
  });

  it("goes where the profile's endpoint_url points, and says so", async () => {
    await withAwsSettings(
      { config: `[profile prod]\nregion = us-east-1\nendpoint_url = ${sandbox.endpoint}\n${keys('111122223333')}` },
      async () => {
        const { connection } = await openAwsConnection({ profile: 'prod' });
        assert.deepEqual([connection.accountId, connection.endpoint], ['111122223333', sandbox.endpoint]);
      },
    );
  });

  it("never uses the person's own credentials for a sandbox connection", async () => {
    await withAwsSettings(
      { credentials: `[default]\n${keys('444455556666')}`, variables: { AWS_ACCESS_KEY_ID: '555566667777', AWS_SECRET_ACCESS_KEY: 'x' } },
      async () => {
        const { connection } = await openAwsConnection({
          endpoint: sandbox.endpoint,
          sandboxAccountId: '111122223333',
          region: 'us-east-1',
        });
        assert.deepEqual([connection.accountId, connection.sandbox], ['111122223333', true]);
      },
    );
  });

  it('refuses an unknown profile, naming those that there are, and asks nobody', async () => {
    await withAwsSettings(
      {
        config: '[profile prod]\nregion = us-east-1\n[profile test]\nregion = us-east-1\n[sso-session corp]\nsso_region = us-east-1\n',
        variables: { ...endpoint(), AWS_REGION: 'us-east-1' },
      },
      async () => {
        const { code, sentence } = await rejection(openAwsConnection({ profile: 'prdo' }));
        assert.deepEqual(
          [code, sentence, await sandbox.calls()],
          [
            'invalid_input',
            'There is no AWS profile "prdo". Known profiles: prod, test. Make one with: aws configure sso --profile prdo.',
            {},
          ],
        );
      },
    );
  });

  it('refuses to guess a Region', async () => {
    await withAwsSettings({ credentials: `[default]\n${keys('111122223333')}`, variables: endpoint() }, async () => {
      assert.equal(
        (await rejection(openAwsConnection({}))).sentence,
        'No AWS Region is configured. Give one with --region, AWS_REGION, or "region" in the profile.',
      );
    });
  });

  it('refuses a Region without AWS Clean Rooms, which would look like an empty account', async () => {
    const { code, message } = await rejection(
      openAwsConnection({ region: 'us-esat-1', sandboxAccountId: '111122223333', endpoint: sandbox.endpoint }),
    );
    assert.deepEqual([code, message], ['invalid_input', 'AWS Clean Rooms is not known to be offered in the Region "us-esat-1".']);
  });

  it('takes a Region that is newer than this program when it is told', async () => {
    await openAwsConnection({ region: 'sa-east-1', sandboxAccountId: '111122223333', endpoint: sandbox.endpoint }, undefined, {
      CLEANROOMS_EXTRA_REGIONS: 'sa-east-1',
    });
  });

  it('says of keys that AWS does not know that they are not accepted, and what to check', async () => {
    await withAwsSettings(
      { credentials: `[prod]\n${keys('999999999999')}`, variables: { ...endpoint(), AWS_REGION: 'us-east-1' } },
      async () => {
        const { code, message, remedy } = await rejection(openAwsConnection({ profile: 'prod' }));
        assert.equal(code, 'connection_unusable');
        assert.match(message, /the profile prod/);
        assert.equal(remedy, 'Check the profile and its keys (aws sts get-caller-identity --profile prod).');
      },
    );
  });

  it('says of an SSO session that has ended how to sign in again', async () => {
    await withAwsSettings(
      {
        config:
          '[profile prod]\nregion = us-east-1\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example/start\n',
        variables: endpoint(),
      },
      async () => {
        const { code, remedy } = await rejection(openAwsConnection({ profile: 'prod' }));
        assert.deepEqual(
          [code, remedy],
          ['connection_unusable', 'Sign in again (aws sso login --profile prod), or renew the temporary keys.'],
        );
      },
    );
  });

  it('assumes the role of a profile from its source profile and counts every attempt that the sandbox counted', async () => {
    const role = 'role_arn = arn:aws:iam::111122223333:role/workbench-operator\nsource_profile = base\n';
    await withAwsSettings(
      {
        config: `[profile base]\nregion = us-east-1\n${keys('111122223333')}[profile prod]\nregion = us-east-1\n${role}`,
        variables: endpoint(),
      },
      async () => {
        const service = await openAwsConnection({ profile: 'prod' });
        await Promise.all([
          service.inbox?.invitations(),
          service.memberships?.active(),
          service.prerequisites?.role('cleanrooms-glue-s3-access'),
          service.idNamespaces?.owned(),
          service.prerequisites?.quotas(),
        ]);
        assert.deepEqual(service.callCounts(), await sandbox.calls());
        assert.equal(service.callCounts()['AssumeRole'], 1);
      },
    );
  });

  it('assumes a role by the endpoint_url of the profile, too, and not at AWS itself', async () => {
    await withAwsSettings(
      {
        config: `[profile base]\n${keys('111122223333')}[profile prod]\nregion = us-east-1\nendpoint_url = ${sandbox.endpoint}\nrole_arn = arn:aws:iam::111122223333:role/workbench-operator\nsource_profile = base\n`,
      },
      async () => {
        const service = await openAwsConnection({ profile: 'prod' });
        assert.deepEqual([service.connection.accountId, service.callCounts()], ['111122223333', await sandbox.calls()]);
      },
    );
  });

  it('says in one sentence that nobody answers at the endpoint, and what to check', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const address = closed.address();
    assert.ok(typeof address === 'object' && address !== null);
    await new Promise((resolve) => closed.close(resolve));
    const { code, message, remedy } = await rejection(
      openAwsConnection({ region: 'us-east-1', sandboxAccountId: '111122223333', endpoint: `http://127.0.0.1:${address.port}` }),
    );
    assert.equal(code, 'no_answer');
    assert.match(message, /^No answer from http:\/\/127\.0\.0\.1:\d+ \(GetCallerIdentity\): connect ECONNREFUSED/);
    assert.match(remedy ?? '', /endpoint/);
  });

  it("goes by the account's own quotas", async () => {
    assert.deepEqual(
      await (
        await openAwsConnection({ endpoint: sandbox.endpoint, sandboxAccountId: '111122223333', region: 'us-east-1' })
      ).prerequisites?.quotas(),
      { associationsPerMembership: 25, idNamespaceAssociationsPerMembership: 10, memberships: 100, source: 'Service Quotas' },
    );
  });
});

describe('the profiles of the shared files', () => {
  it('are told by name, with Region, endpoint and the way they sign in', async () => {
    await withAwsSettings(
      {
        config:
          '[default]\nregion = us-east-1\n[profile sso]\nsso_session = corp\n[profile role]\nrole_arn = x\n[profile tool]\ncredential_process = y\nendpoint_url = http://127.0.0.1:1\n[sso-session corp]\nsso_region = us-east-1\n[services s]\n',
        credentials: `[keys]\n${keys('111122223333')}`,
      },
      async () => {
        assert.deepEqual(await listProfiles(), [
          { name: 'default', kind: 'other', region: 'us-east-1' },
          { name: 'keys', kind: 'keys' },
          { name: 'role', kind: 'assume role' },
          { name: 'sso', kind: 'sso' },
          { name: 'tool', kind: 'process', endpoint: 'http://127.0.0.1:1' },
        ]);
      },
    );
  });
});
