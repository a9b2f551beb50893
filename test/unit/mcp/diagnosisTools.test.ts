import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { untrustedField } from '../../../src/core/tools/answer.ts';
import type { TestSandbox } from '../support/sandbox.ts';
import { Agent, type Answer } from './support/agent.ts';
import { amc, configuration, startFaultyRooms } from './support/faultyRooms.ts';

/** Only AWS: no organisation is set. */
const variables = { LIVERAMP_ORGANISATION: '', LIVERAMP_CLIENT_ID: '' };

const call = z.object({ tool: z.string(), input: z.looseObject({}) });
const finding = z.looseObject({
  id: z.string(),
  evidence: z.array(z.looseObject({ source: z.string(), at: z.string() })),
  remedies: z.array(z.looseObject({ call: z.optional(call) })),
});
const cause = z.extend(finding, { explains: z.array(z.looseObject({ id: z.string() })) });
const diagnosed = z.looseObject({ state: z.string(), causes: z.array(cause) });
const explained = z.looseObject({ findings: z.array(z.looseObject({ id: z.string(), explained_by: z.optional(finding) })) });
const figures = z.looseObject({
  totals: z.looseObject({ tables: z.record(z.string(), z.int()), collaborations: z.int() }),
  collaborations: z.array(z.looseObject({ read_at: z.string(), tables: z.record(z.string(), z.int()) })),
});

describe('an agent that asks why something does not work', function () {
  this.timeout(60_000);
  let sandbox: TestSandbox;
  let stop: () => Promise<void>;
  let agent: Agent;
  before(async () => {
    ({ sandbox, stop } = await startFaultyRooms());
    agent = await Agent.begin(sandbox, { allowWrites: true, variables, configuration });
  });
  after(async () => {
    await agent.end();
    await stop();
  });
  beforeEach(() => sandbox.reset());

  const why = async (subject: string, room = amc): Promise<z.infer<typeof diagnosed>> => {
    const { data, isError } = await agent.call('diagnose_clean_rooms', { room, subject });
    assert.equal(isError, false, JSON.stringify(data));
    return diagnosed.parse(data);
  };

  it('is told by the server which tool to ask', () => {
    assert.match(agent.client.getInstructions() ?? '', /ask diagnose_clean_rooms why/);
  });

  it('reads the one cause with its evidence, has it mended by the call that stands there, and finds the table ready', async () => {
    const { state, causes } = await why('part_2');
    assert.deepEqual([state, causes.map(({ id }) => id)], ['not_ready', ['rule.missing']]);
    assert.deepEqual(
      causes[0]?.evidence.map(({ source }) => source),
      ['ListConfiguredTableAssociations', 'ListConfiguredTableAssociations'],
    );
    const mend = causes[0].remedies[0]?.call;
    assert.ok(mend);
    const { data } = await agent.do(mend.tool, mend.input);
    assert.match(data.summary, /Tables ready: /);
    assert.deepEqual(await why('part_2').then((again) => [again.state, again.causes]), ['ready', []]);
  });

  it('is told what a cause explains, and of that by which cause it is', async () => {
    const { causes } = await why('part_3');
    assert.deepEqual(
      causes.map(({ id, explains }) => [id, explains.map((each) => each.id)]),
      [['table.no_analysis_rule', ['schema.analysis_rule_missing', 'schema.collaboration_analysis_rule_not_configured']]],
    );
    const { data } = await agent.call('explain_finding', { findingId: 'schema.analysis_rule_missing', subject: 'acx_part_3', room: amc });
    assert.deepEqual(
      explained.parse(data).findings.map(({ id, explained_by: by }) => [id, by?.id]),
      [['schema.analysis_rule_missing', 'table.no_analysis_rule']],
    );
  });

  it('finds a finding of the account too, which no single look is about', async () => {
    const { data } = await agent.call('explain_finding', { findingId: 'table.no_analysis_rule', subject: 'part_3' });
    assert.deepEqual(
      explained.parse(data).findings.map(({ id }) => id),
      ['table.no_analysis_rule'],
    );
  });

  it('is told that a table is ready, and nothing else', async () => {
    assert.deepEqual(await why('part_1').then(({ state, causes }) => [state, causes]), ['ready', []]);
  });

  it('is told the nearest names of what is not there', async () => {
    const { isError, data } = await agent.call('diagnose_clean_rooms', { subject: 'part_22' });
    assert.equal(isError, true);
    assert.match(JSON.stringify(data), /part_2/);
  });

  it('lists what is left to do, ours first', async () => {
    const { data } = await agent.call('list_next_steps', { room: amc });
    assert.match(data.summary, /^Not ready: .* Steps: 2, of them ours: 2/);
  });

  it('reports figures with the time of each', async () => {
    const { data } = await agent.call('report_clean_rooms', { all: true });
    const { totals, collaborations } = figures.parse(data);
    assert.deepEqual(
      [totals.collaborations, collaborations.map(({ tables }) => tables)],
      [
        2,
        [
          { ready: 1, not_ready: 2 },
          { ready: 1, missing: 2 },
        ],
      ],
    );
    assert.ok(collaborations.every(({ read_at: at }) => !Number.isNaN(Date.parse(at))));
  });

  it('reads only, whatever it asks', async () => {
    await agent.call('diagnose_clean_rooms');
    await agent.call('list_next_steps');
    await agent.call('report_clean_rooms', { all: true });
    assert.deepEqual(await sandbox.writes(), []);
  });

  it('reads what a stranger has called his collaboration in the labelled field only', async () => {
    const answers: Answer[] = [
      await agent.call('diagnose_clean_rooms'),
      await agent.call('list_next_steps'),
      await agent.call('report_clean_rooms', { all: true }),
      await agent.call('explain_finding', { findingId: 'association.misnamed', subject: 'pilot' }),
    ];
    for (const { data } of answers) {
      const { [untrustedField]: labelled, ...own } = data;
      assert.doesNotMatch(JSON.stringify(own), /Ignore all/);
      assert.match(JSON.stringify(labelled), /Ignore all/);
    }
  });
});

describe('an agent whose connection cannot be opened', function () {
  this.timeout(60_000);

  it('is told why, as the cause of everything, where it asks why', async () => {
    const agent = await Agent.begin({ endpoint: 'http://127.0.0.1:9' }, { variables });
    try {
      const { data, isError } = await agent.call('diagnose_clean_rooms');
      assert.equal(isError, false);
      assert.deepEqual(
        diagnosed.parse(data).causes.map(({ id }) => id),
        ['connection.unreachable'],
      );
      assert.equal((await agent.call('list_collaborations')).isError, true);
    } finally {
      await agent.end();
    }
  });
});
