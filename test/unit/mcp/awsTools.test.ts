import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { TestSandbox } from '../support/sandbox.ts';
import { Agent } from './support/agent.ts';

const totals = z.looseObject({ totals: z.looseObject({ tables: z.object({ ready: z.int(), not_ready: z.int() }) }) });
const invitations = z.looseObject({ invitations: z.array(z.looseObject({ collaboration_id: z.string() })) });

/** Only AWS: no organisation is set. */
const variables = { LIVERAMP_ORGANISATION: '', LIVERAMP_CLIENT_ID: '' };
const configuration = {
  defaults: { region: 'us-east-1', role_name: 'cleanrooms-glue-s3-access', id_namespace_name: 'ACXIdNamespace' },
  collaborations: [],
};

describe('an agent in an AWS account', function () {
  this.timeout(60_000);
  let sandbox: TestSandbox;
  let agent: Agent;

  before(async () => {
    sandbox = await TestSandbox.start('inbox');
    agent = await Agent.begin(sandbox, { allowWrites: true, variables, configuration });
  });
  after(async () => {
    await agent.end();
    await sandbox.stop();
  });

  it('lists the invitations, accepts one of them after its plan, and finds its tables ready', async () => {
    const [first] = invitations.parse((await agent.call('list_invitations')).data).invitations;
    assert.ok(first);
    const accept = { collaborationIds: [first.collaboration_id] };
    const planned = await agent.call('accept_invitations', accept);
    assert.match(planned.data.summary, /\d+ changes are planned\. Nothing has been changed\./);
    assert.deepEqual(await sandbox.writes(), []);
    const { data } = await agent.call('accept_invitations', { ...accept, planHash: planned.data.plan_hash });
    assert.match(data.summary, /Invitations accepted: 1/);
    assert.deepEqual(totals.parse(data).totals.tables, { ready: 25, not_ready: 0 });
    assert.equal((await sandbox.room()).memberships.length, 1);
  });

  it('says how every table stands', async () => {
    const { data } = await agent.call('coverage_report', { all: true });
    assert.match(data.summary, /Collaborations: 1\. Ready: 26 of 26/);
  });

  it('is told that the configuration is missing where a sync wants one', async () => {
    const other = await Agent.begin(sandbox, { allowWrites: true, variables });
    try {
      const { isError, data } = await other.call('sync_collaborations');
      assert.equal(isError, true);
      assert.match(data.summary, /configuration_missing.*tell the person/);
    } finally {
      await other.end();
    }
  });
});

describe('an agent in an AWS account where earlier tools left things wrong', function () {
  this.timeout(60_000);

  it('is told in the plan of a repair what deletes something', async () => {
    const sandbox = await TestSandbox.start('messy');
    const agent = await Agent.begin(sandbox, { allowWrites: true, variables });
    try {
      // One is enough, and quicker: its associations are named by their tables' ids.
      const badlyNamed = (await sandbox.room()).memberships.find(({ configured_table_associations: all }) =>
        all.some(({ name }) => !name.startsWith('acx_')),
      );
      assert.ok(badlyNamed);
      const { data } = await agent.call('repair_collaborations', { membershipIds: [badlyNamed.membership_id] });
      assert.match(data.summary, /Changes that delete or take away something that is there: [1-9]/);
      assert.match(data.plan_hash ?? '', /^[0-9a-f]{64}$/);
      assert.deepEqual(await sandbox.writes(), []);
    } finally {
      await agent.end();
      await sandbox.stop();
    }
  });
});
