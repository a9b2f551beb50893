import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputSchema } from '../../../scripts/generate/languageModelTools.ts';
import { tools } from '../../../src/core/tools/catalogue.ts';
import { TestSandbox } from '../support/sandbox.ts';
import { Agent, type AgentOptions } from './support/agent.ts';

const room = 'CR-045144';
const invite = { cleanroomId: room, partnerEmail: 'dana@lumen.example' };

describe('cleanrooms mcp, to a client of the official SDK', function () {
  this.timeout(60_000);
  let sandbox: TestSandbox;
  const agents: Agent[] = [];
  const begin = async (options: AgentOptions = {}): Promise<Agent> => {
    const agent = await Agent.begin(sandbox, options);
    agents.push(agent);
    return agent;
  };

  before(async () => {
    sandbox = await TestSandbox.start('partners');
  });
  beforeEach(() => sandbox.reset());
  afterEach(async () => {
    await Promise.all(agents.splice(0).map((agent) => agent.end()));
  });
  after(() => sandbox.stop());

  it('lists what only reads, and what can also read, each with its schema and marked as reading', async () => {
    const agent = await begin();
    const listed = await agent.tools();
    assert.deepEqual(
      listed.map(({ name }) => name),
      tools.filter(({ writes }) => writes !== 'always').map(({ name }) => name),
    );
    assert.deepEqual(
      listed.filter(({ annotations }) => annotations?.readOnlyHint !== true),
      [],
    );
    const first = tools.find(({ name }) => name === 'manage_partner_invitations');
    assert.ok(first);
    assert.deepEqual(listed.find(({ name }) => name === first.name)?.inputSchema, JSON.parse(JSON.stringify(inputSchema(first))));
    assert.match(agent.client.getInstructions() ?? '', /only reads.*--allow-writes/s);
  });

  it('lists everything where writes are allowed, with the plan hash in what changes something', async () => {
    const agent = await begin({ allowWrites: true });
    const listed = await agent.tools();
    assert.equal(listed.length, tools.length);
    const withHash = listed.filter(({ inputSchema: schema }) => 'planHash' in (schema.properties ?? {})).map(({ name }) => name);
    assert.deepEqual(
      withHash,
      tools.filter(({ writes }) => writes !== 'never').map(({ name }) => name),
    );
    assert.deepEqual(
      listed.filter(({ annotations }) => annotations?.destructiveHint === true).map(({ name }) => name),
      withHash,
    );
  });

  it('reads, and says the same in text and in structure', async () => {
    const agent = await begin();
    const { texts, data, isError } = await agent.call('list_clean_rooms');
    assert.equal(isError, false);
    assert.equal(texts[0], data.summary);
    assert.deepEqual({ summary: data.summary, ...parsed(texts[1]) }, data);
    assert.match(JSON.stringify(data), /CR-045144/);
  });

  it('refuses to change anything unless it was started for it', async () => {
    const agent = await begin();
    for (const [name, input] of [
      ['invite_partner_to_cleanroom', invite],
      ['manage_partner_invitations', { cleanroomId: room, action: 'cancel', allPending: true }],
      ['configure_partner_permissions', { cleanroomId: room, action: 'template', permissionTemplate: 'viewer' }],
      ['accept_invitations', { connection: 'connection-1' }],
    ] as const) {
      const { isError, data } = await agent.call(name, input);
      assert.equal(isError, true, name);
      assert.match(data.summary, /--allow-writes/, name);
    }
    assert.deepEqual(await sandbox.writes(), []);
  });

  it('asks the person with the plan, and carries it out after a yes', async () => {
    const asked: string[] = [];
    const agent = await begin({
      allowWrites: true,
      person: (message) => {
        asked.push(message);
        return { action: 'accept', content: { carryOut: true } };
      },
    });
    const { data } = await agent.call('invite_partner_to_cleanroom', invite);
    assert.match(data.summary, /1 done/);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^Acme Retail .*invite 1 partner to "Media Insights"/);
    assert.match(asked[0] ?? '', /\+ Invite dana@lumen\.example/);
    assert.deepEqual(await sandbox.writes(), ['addCleanroomPartner']);
  });

  for (const answer of [{ action: 'decline' }, { action: 'cancel' }, { action: 'accept', content: { carryOut: false } }] as const)
    it(`changes nothing after ${JSON.stringify(answer)}`, async () => {
      const agent = await begin({ allowWrites: true, person: () => answer });
      const { isError, data } = await agent.call('invite_partner_to_cleanroom', invite);
      assert.equal(isError, true);
      assert.match(data.summary, /cancelled/);
      assert.deepEqual(await sandbox.writes(), []);
    });

  for (const answer of [{ action: 'accept' }, { action: 'accept', content: { carryOut: 'yes' } }, { action: 'perhaps' }, {}])
    it(`takes ${JSON.stringify(answer)} for no answer, and changes nothing`, async () => {
      const agent = await begin({ allowWrites: true, answerOf: () => answer });
      const { isError, data } = await agent.call('invite_partner_to_cleanroom', invite);
      assert.equal(isError, true);
      assert.match(data.summary, /^The client's answer could not be read; nothing was done\./);
      assert.match(JSON.stringify(data), /"code":"unexpected_answer"/);
      assert.deepEqual(await sandbox.writes(), []);
    });

  it('answers the plan to a client that cannot ask, and carries out exactly that one', async () => {
    const agent = await begin({ allowWrites: true });
    const planned = await agent.call('invite_partner_to_cleanroom', invite);
    assert.match(planned.data.summary, /1 change is planned\. Nothing has been changed\./);
    assert.deepEqual(await sandbox.writes(), []);
    const { data } = await agent.call('invite_partner_to_cleanroom', { ...invite, planHash: planned.data.plan_hash });
    assert.match(data.summary, /1 done/);
    assert.deepEqual(await sandbox.writes(), ['addCleanroomPartner']);
  });

  it('does not carry out a plan that has changed since, and answers the new one', async () => {
    const agent = await begin({ allowWrites: true });
    const both = { cleanroomId: room, partnerEmails: ['dana@lumen.example', 'eli@lumen.example'] };
    const planned = await agent.call('invite_partner_to_cleanroom', both);
    await agent.do('invite_partner_to_cleanroom', invite);
    const { isError, data } = await agent.call('invite_partner_to_cleanroom', { ...both, planHash: planned.data.plan_hash });
    assert.equal(isError, true);
    assert.match(data.summary, /1 change is planned/);
    assert.notEqual(data.plan_hash, planned.data.plan_hash);
    assert.deepEqual(await sandbox.writes(), ['addCleanroomPartner']);
  });

  it('records what it has written in the audit log, with the person and the job', async () => {
    const agent = await begin({ allowWrites: true });
    await agent.do('invite_partner_to_cleanroom', invite);
    const folder = join(agent.folder, 'state');
    const logs = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.jsonl'));
    const entries = (await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')))).join('');
    assert.match(entries, /"job":"invite-partners","operation":"addCleanroomPartner"/);
  });

  it('answers a call that is wrong with what to do next', async () => {
    const agent = await begin();
    for (const [name, input, words] of [
      ['list_clean_rooms', { room: 1 }, /no field "room".*Its fields are: connection, oursOnly\./],
      ['manage_partner_invitations', { cleanroomId: 'CR-999999' }, /not_found.*list_clean_rooms/],
      ['no_such_tool', {}, /no such tool/],
    ] as const) {
      const { isError, data } = await agent.call(name, input);
      assert.equal(isError, true);
      assert.match(data.summary, words);
    }
  });

  it('says which right is missing where the API user is no administrator of the clean room', async () => {
    const agent = await begin();
    const { isError, data, texts } = await agent.call('invite_partner_to_cleanroom', { ...invite, cleanroomId: 'CR-045077', dryRun: true });
    assert.equal(isError, true);
    assert.match(data.summary, /not_permitted.*tell the person which right is missing/);
    assert.match(texts[1] ?? '', /administrator/);
  });

  it('works with the connections that the configuration lists, and wants to know which one', async () => {
    const agent = await begin({
      variables: { LIVERAMP_ORGANISATION: '', LIVERAMP_CLIENT_ID: '' },
      configuration: {
        connections: [
          { service: 'liveramp', organisation: 'Acme Retail', client_id: 'acme-retail' },
          { service: 'liveramp', name: 'nova', organisation: 'Nova Media', client_id: 'nova-media' },
        ],
      },
    });
    const { data } = await agent.call('list_connections');
    assert.match(data.summary, /Connections: 2/);
    assert.match((await agent.call('list_clean_rooms')).data.summary, /several connections/);
    assert.match(JSON.stringify(await agent.call('list_clean_rooms', { connection: 'nova' })), /Nova Reach Lab/);
  });

  it('tells how far a call is where the client wants to know', async () => {
    const agent = await begin({ allowWrites: true, person: () => ({ action: 'accept', content: { carryOut: true } }) });
    const told: { progress: number; message?: string | undefined }[] = [];
    await agent.call(
      'configure_partner_permissions',
      { cleanroomId: room, action: 'template', permissionTemplate: 'full_access' },
      { onprogress: ({ progress, message }) => told.push({ progress, message }) },
    );
    assert.ok(told.length > 1);
    assert.deepEqual(
      told.map(({ progress }) => progress),
      told.map((_, index) => index + 1),
    );
    assert.match(told[0]?.message ?? '', /^applying 1\//);
  });

  it('stops a call that the client cancels, and goes on to serve', async () => {
    const cancelling = new AbortController();
    const agent = await begin({
      allowWrites: true,
      person: () => {
        cancelling.abort();
        return { action: 'accept', content: { carryOut: true } };
      },
    });
    await assert.rejects(agent.call('invite_partner_to_cleanroom', invite, { signal: cancelling.signal }));
    assert.equal((await agent.call('list_connections')).isError, false);
    assert.deepEqual(await sandbox.writes(), []);
  });

  it('ends when the client goes, and has written nothing but the protocol', async () => {
    const agent = await begin();
    const { pid } = agent;
    await agent.client.close();
    assert.ok(pid !== null);
    assert.throws(() => process.kill(pid, 0));
    assert.equal(agent.said, '');
  });

  it('keeps the secret out of everything that it says', async () => {
    const agent = await begin({ variables: { LIVERAMP_CLIENT_SECRET: 'a-secret-that-is-wrong' } });
    const answer = await agent.call('list_clean_rooms');
    assert.equal(answer.isError, true);
    assert.doesNotMatch(JSON.stringify(answer) + agent.said, /a-secret-that-is-wrong/);
  });
});

function parsed(text: string | undefined): object {
  const value: unknown = JSON.parse(text ?? '');
  assert.ok(typeof value === 'object' && value !== null);
  return value;
}
