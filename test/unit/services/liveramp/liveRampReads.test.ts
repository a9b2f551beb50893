import assert from 'node:assert/strict';
import { rejection } from '../../support/jobs.ts';
import { Acme, openAcme } from './acme.ts';

describe('What LiveRamp tells, read from the sandbox', () => {
  let acme: Acme;
  before(async () => {
    acme = await Acme.start();
  });
  after(() => acme.stop());

  it('names organisation and host on the connection, and where it is not the service itself', () => {
    const host = new URL(acme.baseUrl).host;
    assert.deepEqual(acme.opened.service.connection, {
      id: `liveramp|acme-retail|${host}|${acme.baseUrl}`,
      service: 'liveramp',
      name: 'Acme',
      accountId: 'Acme Retail',
      region: host,
      endpoint: acme.baseUrl,
      sandbox: false,
    });
  });

  it('lists the rooms of this organisation and those of others, and which is which', async () => {
    const rooms = await acme.opened.service.cleanRooms.list();
    assert.deepEqual(
      rooms.map(({ name, displayId, owner, ours }) => [name, displayId, owner, ours]),
      [
        ['Media Insights', 'CR-045144', 'Acme Retail', true],
        ['Holiday Campaign 2026', 'CR-045201', 'Acme Retail', true],
        ['Loyalty Overlap', 'CR-045077', 'Acme Retail', true],
        ['Nova Reach Lab', 'CR-044870', 'Nova Media', false],
      ],
    );
  });

  it('knows its own rooms by the organisation’s name in any case, with or without blanks', async () => {
    const { service } = await openAcme(acme.baseUrl, acme.folder, { organisation: ' acme RETAIL ' });
    assert.deepEqual(
      (await service.cleanRooms.list()).map(({ ours }) => ours),
      [true, true, true, false],
    );
  });

  it('lists invitations with their state and the service’s own word', async () => {
    const invitations = await acme.opened.service.partnerInvitations.list(await acme.room());
    assert.deepEqual(
      invitations.map(({ to, state, status }) => [to, state, status]),
      [
        ['jonas.weber@nova-media.example', 'accepted', 'ACCEPTED'],
        ['claire.dubois@harbour-publishing.example', 'accepted', 'ACCEPTED'],
        ['data.partnerships@brightline-agency.example', 'pending', 'PENDING'],
        ['ops@tailspin-insurance.example', 'declined', 'DECLINED'],
      ],
    );
  });

  it('lists the partners with their people and roles', async () => {
    const { partners } = acme.opened.service;
    const room = await acme.room();
    const [nova] = await partners.list(room);
    assert.deepEqual(
      [nova?.name, nova?.users.map(({ name, role }) => [name, role?.name])],
      [
        'Nova Media',
        [
          ['Jonas Weber', 'Partner Administrator'],
          ['Aiko Tanaka', 'Partner Analyst'],
        ],
      ],
    );
    assert.deepEqual(
      (await partners.roles?.(room, nova!))?.map(({ name }) => name),
      ['Partner Administrator', 'Partner Analyst', 'Partner Viewer'],
    );
  });

  it('lists our own people in a room', async () => {
    const users = await acme.opened.service.partners.users?.(await acme.room());
    assert.deepEqual(
      users?.map(({ email, role }) => [email, role?.name]),
      [
        ['tomas.herrera@acme-retail.example', 'Administrator'],
        ['priya.nair@acme-retail.example', 'Data Analyst'],
      ],
    );
  });

  it('lists questions with their status, and what a question wants of whom', async () => {
    const { questions } = acme.opened.service;
    const list = await questions.list(await acme.room());
    assert.deepEqual(
      list.map(({ name, status }) => [name, status]),
      [
        ['Audience overlap', 'READY'],
        ['Campaign reach by store', 'READY'],
        ['Subscriber value', 'MISSING_DATASETS'],
        ['Sales after a site visit', 'MISSING_DATASETS'],
      ],
    );
    assert.deepEqual(
      (await questions.datasets(list[0]!)).map(({ macro, organisationName, datasetName }) => [macro, organisationName, datasetName]),
      [
        ['LOYALTY', 'Acme Retail', 'Acme loyalty members'],
        ['EXPOSURES', 'Nova Media', 'Nova ad exposures'],
      ],
    );
  });

  it('tells who may do what with a question', async () => {
    const permissions = await acme.opened.service.questions.permissions(await acme.question());
    assert.deepEqual(
      permissions.filter(({ access }) => access === 'ALL_CLEAN_ROOM_PARTNERS').map(({ permission }) => permission),
      ['RUN', 'VIEW_RESULTS'],
    );
  });

  it('lists runs, schedules and destinations', async () => {
    const { questions, destinations } = acme.opened.service;
    const question = await acme.question();
    assert.deepEqual(
      [
        (await questions.runs(question)).map(({ name, status, failureReason }) => [name, status, failureReason]),
        (await questions.schedules(question)).map(({ name, repeats }) => [name, repeats]),
        (await destinations.list(await acme.room())).map(({ name, channelStatus, ownership }) => [name, channelStatus, ownership]),
      ],
      [
        [
          ['October overlap', 'COMPLETED', undefined],
          ['November overlap', 'FAILED', 'Dataset Nova ad exposures has no rows for the chosen dates.'],
        ],
        [['Monthly overlap', 'MONTHLY']],
        [
          ['Acme result bucket', 'ACTIVE_CHANNEL', 'OWNER'],
          ['Nova audience upload', 'PENDING_CHANNEL', 'PARTNER'],
        ],
      ],
    );
  });

  it('lists the datasets of a room, whose they are and whether partners may assign them', async () => {
    const datasets = await acme.opened.service.datasets.list(await acme.room());
    assert.deepEqual(
      datasets.map(({ name, organisationName, partnerCanAssign }) => [name, organisationName, partnerCanAssign]).slice(0, 3),
      [
        ['Acme loyalty members', 'Acme Retail', true],
        ['Acme store sales', 'Acme Retail', false],
        ['Nova ad exposures', 'Nova Media', false],
      ],
    );
  });

  it('tells what was noted about a run', async () => {
    const { questions } = acme.opened.service;
    const [run] = await questions.runs(await acme.question());
    assert.ok((await questions.audit(run!.id)).every(({ time, type }) => !Number.isNaN(Date.parse(time)) && type !== ''));
  });

  it('tells the status of a run once in five minutes, to all processes together', async () => {
    const [run] = await acme.opened.service.questions.runs(await acme.question());
    assert.equal((await acme.opened.service.questions.run(run!.id)).status, 'COMPLETED');
    const other = await openAcme(acme.baseUrl, acme.folder);
    const error = await rejection(other.service.questions.run(run!.id));
    assert.deepEqual([error.code, /\d\d:\d\d UTC/.test(error.message)], ['throttled', true]);
  });

  it('is refused where the API user is no administrator of the room, naming both', async () => {
    const error = await rejection(acme.opened.service.partnerInvitations.list(await acme.room('Loyalty Overlap')));
    assert.equal(error.code, 'not_permitted');
    for (const words of ['acme-retail', '"Loyalty Overlap" (CR-045077)', 'Access → Users']) assert.ok(error.sentence.includes(words));
  });
});

describe('What LiveRamp tells in an odd form', () => {
  let acme: Acme;
  afterEach(() => acme.stop());

  for (const invitation_list of ['array', 'object', 'null_when_empty'])
    it(`none, one and two invitations are that many (${invitation_list})`, async () => {
      acme = await Acme.start({ invitation_list });
      const room = await acme.room('Holiday Campaign 2026');
      const { partnerInvitations } = acme.opened.service;
      const counts = [(await partnerInvitations.list(room)).length];
      for (const to of ['ana@one.example', 'ben@two.example']) {
        await partnerInvitations.invite({ roomId: room.id, to }, acme.opened.options);
        counts.push((await partnerInvitations.list(room)).length);
      }
      assert.deepEqual(counts, [0, 1, 2]);
    });

  it('errors in the form of the document keep their words', async () => {
    acme = await Acme.start({ error_form: 'spec' });
    const error = await rejection(acme.opened.service.questions.list({ ...(await acme.room()), id: 'no-such-room' }));
    assert.equal(error.code, 'not_found');
    assert.doesNotMatch(error.message, /HTTP status/);
  });
});
