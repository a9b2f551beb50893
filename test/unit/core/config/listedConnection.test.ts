import assert from 'node:assert/strict';
import { parseConfiguration } from '../../../../src/core/config/parse.ts';

function problemOf(...connections: unknown[]): string | undefined {
  const parsed = parseConfiguration(JSON.stringify({ connections }));
  return 'problems' in parsed ? parsed.problems[0].message : undefined;
}

const account = { profile: 'prod', region: 'us-east-1' };
const organisation = { service: 'liveramp', organisation: 'Acme Retail', client_id: 'acme-retail' };

describe('the connections that the configuration lists', () => {
  for (const [story, connections] of [
    ['an account, as before LiveRamp was known', [account]],
    ['an account that says so', [{ ...account, service: 'aws', name: 'production' }]],
    ['an organisation', [organisation]],
    ['an organisation with a variable for its secret', [{ ...organisation, secret_env: 'LIVERAMP_ACME_SECRET' }]],
    [
      'two Regions of a profile, and two API users of an organisation',
      [account, { ...account, region: 'eu-west-1' }, organisation, { ...organisation, client_id: 'b' }],
    ],
    ['keys of one’s own', [{ ...organisation, team: 'media' }]],
  ] as const) {
    it(`may be ${story}`, () => {
      assert.equal(problemOf(...connections), undefined);
    });
  }

  for (const key of ['endpoint', 'endpoint_url', 'base_url', 'url']) {
    it(`may not hold ${key}: this file is shared, and others write it`, () => {
      for (const entry of [account, organisation])
        assert.match(problemOf({ ...entry, [key]: 'https://evil.example' }) ?? '', /^connections\.0: an endpoint may not stand here/);
    });
  }

  for (const key of ['secret', 'client_secret', 'clientSecret', 'password', 'token', 'api_key', 'aws_secret_access_key']) {
    it(`may not hold ${key}, and do not show its value`, () => {
      for (const entry of [account, organisation])
        assert.equal(
          problemOf({ ...entry, [key]: 'T0SECRET' }),
          'connections.0: a secret may not stand here; it comes from the environment or a profile of the machine',
        );
    });
  }

  for (const name of ['s3cr3t-of-acme', 'AWS_SECRET_ACCESS_KEY', 'HOME', 'liveramp_secret', 'LIVERAMP_']) {
    it(`take no secret from "${name}"`, () => {
      assert.match(
        problemOf({ ...organisation, secret_env: name }) ?? '',
        /^connections\.0\.secret_env: must be the name of an environment variable that begins with LIVERAMP_/,
      );
    });
  }

  it('stand once each', () => {
    assert.equal(problemOf(account, { ...account, name: 'again' }), 'connections: a profile stands twice with the same Region');
    assert.equal(problemOf(organisation, { ...organisation, name: 'again' }), 'connections: an API user (client_id) stands twice');
  });

  it('are of a service that is known', () => {
    assert.equal(problemOf({ ...organisation, service: 'azure' }), 'connections.0.service: must be aws or liveramp');
  });
});
