import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../../../../src/sandbox/json.ts';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';
import { control, entries, LiveRampUser, namedIn, startSmallRoom, textIn } from './liveRampUser.ts';

const opened = [{ permission: 'RUN', access: 'ALL_CLEAN_ROOM_PARTNERS' }];

describe('Questions of the LiveRamp sandbox', () => {
  const running: RunningSandbox[] = [];
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop();
  });
  const started = async (sandbox: RunningSandbox): Promise<{ sandbox: RunningSandbox; user: LiveRampUser }> => {
    running.push(sandbox);
    return { sandbox, user: await LiveRampUser.signIn(sandbox) };
  };
  const small = async (changes: { settings?: JsonObject; room?: JsonObject } = {}): ReturnType<typeof started> =>
    started(await startSmallRoom(changes));
  const shipped = async (): ReturnType<typeof started> => started(await startSandbox({ port: 0, scenario: 'partners' }));
  const parameter = (value: Json): string => encodeURIComponent(JSON.stringify(value));

  for (const [from, byQuery, byBody] of [
    ['query', 'ALL_CLEAN_ROOM_PARTNERS', 400],
    ['body', 'QUESTION_OWNER_ONLY', 'ALL_CLEAN_ROOM_PARTNERS'],
    ['either', 'ALL_CLEAN_ROOM_PARTNERS', 'ALL_CLEAN_ROOM_PARTNERS'],
  ] as const)
    it(`take permissions from: ${from}`, async () => {
      const run = async (send: (user: LiveRampUser, path: string) => Promise<{ status: number }>): Promise<unknown> => {
        const { user } = await small({ settings: { question_permissions_from: from } });
        const path = `${await user.question('Room', 'Question')}/cleanroom-question-permissions`;
        const { status } = await send(user, path);
        if (status !== 200) return status;
        return (await user.list(path)).find((each) => each['permission'] === 'RUN')?.['access'];
      };
      assert.equal(await run((user, path) => user.ask(`POST ${path}?cleanroomQuestionPermissions=${parameter(opened)}`)), byQuery);
      assert.equal(await run((user, path) => user.ask(`POST ${path}`, opened)), byBody);
    });

  it('change the permissions that are named, for their owner alone', async () => {
    const { sandbox, user } = await shipped();
    const path = `${await user.question('Media Insights', 'Audience overlap')}/cleanroom-question-permissions`;
    const wish = parameter([{ permission: 'RUN', access: 'QUESTION_OWNER_ONLY' }]);
    await user.result(`POST ${path}?cleanroomQuestionPermissions=${wish}`);
    const open = (await user.list(path)).filter((each) => each['access'] === 'ALL_CLEAN_ROOM_PARTNERS').map((each) => each['permission']);
    assert.deepEqual(open, ['VIEW_RESULTS']);
    const nova = await LiveRampUser.signIn(sandbox, 'nova-media');
    assert.equal((await nova.ask(`POST ${path}?cleanroomQuestionPermissions=${wish}`)).status, 403);
    assert.equal(
      (await user.ask(`POST ${path}?cleanroomQuestionPermissions=${parameter([{ permission: 'FLY', access: 'ALL' }])}`)).status,
      400,
    );
  });

  it('become ready by datasets whose ownership was said before', async () => {
    const { user } = await shipped();
    const question = await user.question('Media Insights', 'Sales after a site visit');
    const room = await user.room('Media Insights');
    const datasets = await user.list(`${room}/datasets`);
    const loyalty = [{ macro: 'VISITS', datasetId: textIn(namedIn(datasets, 'Acme loyalty members'), 'id') }];
    assert.equal((await user.ask(`POST ${question}/datasets`, loyalty)).status, 400, 'nobody owns VISITS yet');
    const acme = textIn((await user.list(`${room}/stakeholders`))[0], 'organizationId');
    await user.result(
      `POST ${question}/datasets-ownership?AssignCleanroomQuestionDatasetRequests=${parameter([{ organizationId: acme, macro: 'VISITS' }])}`,
    );
    assert.equal(textIn(await user.result(`GET ${question}`), 'status'), 'MISSING_DATASETS');
    await user.result(`POST ${question}/datasets`, loyalty);
    assert.equal(textIn(await user.result(`GET ${question}`), 'status'), 'READY');
  });

  it("use a partner's dataset only where partners may assign it", async () => {
    const { sandbox, user } = await shipped();
    const room = await user.room('Media Insights');
    const question = await user.question('Media Insights', 'Sales after a site visit');
    const nova = entries(await user.result(`GET ${room}/stakeholders`)).find((each) => each['organizationName'] === 'Nova Media');
    const visits = textIn(namedIn(await user.list(`${room}/datasets`), 'Nova site visits'), 'id');
    const ownership = parameter({ organizationId: textIn(nova, 'organizationId'), macro: 'VISITS' });
    await user.result(`POST ${question}/datasets-ownership?AssignCleanroomQuestionDatasetRequests=${ownership}`);
    assert.equal((await user.ask(`POST ${question}/datasets`, [{ macro: 'VISITS', datasetId: visits }])).status, 403);
    const partner = await LiveRampUser.signIn(sandbox, 'nova-media');
    await partner.result(`POST ${room}/datasets/partner-assignment`, [{ datasetId: visits, partnerCanAssign: true }]);
    await user.result(`POST ${question}/datasets`, [{ macro: 'VISITS', datasetId: visits }]);
  });

  it("are mended at the partner's side by control calls", async () => {
    const { sandbox, user } = await shipped();
    const question = await user.question('Media Insights', 'Subscriber value');
    await control(sandbox, 'POST liveramp/questions/CRQ-136019', { assign: { SUBSCRIBERS: 'Harbour subscribers' } });
    assert.equal(textIn(await user.result(`GET ${question}`), 'status'), 'READY');
    await control(sandbox, 'POST liveramp/questions/CRQ-136019', { status: 'PAUSED' });
    assert.equal(textIn(await user.result(`GET ${question}`), 'status'), 'PAUSED');
    await control(sandbox, 'POST liveramp/datasets/Harbour%20subscribers/status', { status: 'CONFIGURED' });
    const dataset = namedIn(await user.list(`${await user.room('Media Insights')}/datasets`), 'Harbour subscribers');
    assert.equal(dataset['configurationStatus'], 'CONFIGURED');
  });

  it('get datasets whose fields their bringer has mapped by then', async () => {
    const { sandbox, user } = await shipped();
    await control(sandbox, 'POST liveramp/questions/CRQ-136019', { assign: { SUBSCRIBERS: 'Harbour subscribers' } });
    const dataset = namedIn(await user.list(`${await user.room('Media Insights')}/datasets`), 'Harbour subscribers');
    assert.deepEqual(
      [dataset['configurationStatus'], entries(dataset['datasetFieldMappings']).map((each) => each['fieldName'])],
      ['CONFIGURED', ['customer_id', 'segment', 'event_date']],
    );
  });

  for (const [dataset, mapped] of [
    [{}, true],
    [{ status: 'CONFIGURATION_PENDING' }, false],
    [{ mapped: false }, false],
    [{ status: 'READY', mapped: true }, true],
  ] as const)
    it(`read datasets whose fields are ${mapped ? '' : 'not '}mapped: ${JSON.stringify(dataset)}`, async () => {
      const { user } = await small({ room: { datasets: [{ name: 'Ours', ...dataset }] } });
      const [ours] = await user.list(`${await user.room('Room')}/datasets`);
      assert.equal(entries(ours?.['datasetFieldMappings']).length > 0, mapped);
    });

  it('share results with a partner although nobody says which', async () => {
    const { user } = await shipped();
    const shares = `${await user.question('Media Insights', 'Audience overlap')}/cleanroom-question-result-shares`;
    const PartnerID = textIn(namedIn(await user.list(`${await user.room('Media Insights')}/partners`), 'Nova Media'), 'id');
    await user.result(`PUT ${shares}`, [{ PartnerID }]);
    const [share] = await user.list(shares);
    assert.deepEqual([share?.['PartnerID'], share?.['PostRunQueryID']], [PartnerID, undefined]);
  });

  it('share results with partners of the room, and with nobody else', async () => {
    const { user } = await shipped();
    const shares = `${await user.question('Media Insights', 'Audience overlap')}/cleanroom-question-result-shares`;
    const PartnerID = textIn(namedIn(await user.list(`${await user.room('Media Insights')}/partners`), 'Nova Media'), 'id');
    await user.result(`PUT ${shares}`, [{ PartnerID, PostRunQueryID: 'all' }]);
    await user.result(`PUT ${shares}`, [{ PartnerID, PostRunQueryID: 'all' }]);
    assert.deepEqual(
      (await user.list(shares)).map((each) => each['PartnerID']),
      [PartnerID],
    );
    assert.equal((await user.ask(`PUT ${shares}`, [{ PartnerID: 'stranger', PostRunQueryID: 'all' }])).status, 400);
  });

  it('run only when they are ready, and for a partner only where he may', async () => {
    const { sandbox, user } = await shipped();
    const missing = await user.question('Media Insights', 'Subscriber value');
    assert.equal((await user.ask(`POST ${missing}/create-run`, { name: 'Early' })).status, 412);
    const nova = await LiveRampUser.signIn(sandbox, 'nova-media');
    const reach = await user.question('Media Insights', 'Campaign reach by store');
    assert.equal((await nova.ask(`POST ${reach}/create-run`, { name: 'Theirs' })).status, 403);
    const overlap = await user.question('Media Insights', 'Audience overlap');
    assert.equal((await nova.ask(`POST ${overlap}/create-run`, { name: 'Theirs' })).status, 200);
  });

  it('run so often in an hour and no more, each API user for itself', async () => {
    const { user } = await small({ settings: { runs_per_hour: 2 } });
    const path = `${await user.question('Room', 'Question')}/create-run`;
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await user.ask(`POST ${path}`, { name: 'Run' })).status);
    assert.deepEqual(statuses, [200, 200, 429]);
  });

  for (const [seconds, status] of [
    [{ run_queued_seconds: 60, run_seconds: 60 }, 'QUEUED'],
    [{ run_queued_seconds: 0, run_seconds: 60 }, 'RUNNING'],
    [{ run_queued_seconds: 0, run_seconds: 0 }, 'COMPLETED'],
  ] as const)
    it(`have runs that are ${status} by time`, async () => {
      const { user } = await small({ settings: seconds });
      const question = await user.question('Room', 'Question');
      const run = textIn(await user.result(`POST ${question}/create-run`, { name: 'Run' }), 'id');
      assert.equal(textIn(await user.result(`GET /cleanroom-question-runs/${run}`), 'status'), status);
      assert.equal((await user.list(`${question}/cleanroom-question-runs?status=${status}`)).length, 1);
    });

  it('have runs that fail where the scenario says so, and an audit that says why', async () => {
    const questions = [{ name: 'Question', runs_fail: 'No rows.' }];
    const { user } = await small({ settings: { run_queued_seconds: 0, run_seconds: 0 }, room: { questions } });
    const run = await user.result(`POST ${await user.question('Room', 'Question')}/create-run`, { name: 'Run' });
    assert.deepEqual([textIn(run, 'status'), textIn(run, 'failureReason')], ['FAILED', 'No rows.']);
    const audit = await user.result(`GET /cleanroom-question-runs/${textIn(run, 'id')}/audit`);
    assert.match(JSON.stringify(audit), /Run Triggered.*Run Started.*No rows\./);
  });
});
