import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';
import { control, entries, LiveRampUser, namedIn, startSmallRoom, textIn } from './liveRampUser.ts';

const ann = { partnerAdminEmail: 'ann@nova.example' };

describe('Invitations of the LiveRamp sandbox', () => {
  const running: RunningSandbox[] = [];
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop();
  });
  const start = async (settings: JsonObject = {}): Promise<{ sandbox: RunningSandbox; user: LiveRampUser; room: string }> => {
    const sandbox = await startSmallRoom({ settings });
    running.push(sandbox);
    const user = await LiveRampUser.signIn(sandbox);
    return { sandbox, user, room: await user.room('Room') };
  };

  it('are pending and carry the usual note where none is given', async () => {
    const { user, room } = await start();
    const invitation = await user.result(`POST ${room}/partners`, ann);
    assert.equal(textIn(invitation, 'Status'), 'PENDING');
    assert.match(textIn(invitation, 'invitationNote'), /Getting started is super easy\.$/);
    assert.equal((await user.ask(`POST ${room}/partners`, { partnerAdminEmail: 'ann' })).status, 400);
  });

  it('become a partnership across organisations when they are accepted', async () => {
    const { sandbox, user, room } = await start();
    const nova = await LiveRampUser.signIn(sandbox, 'nova-media');
    assert.deepEqual(await nova.list('/cleanrooms'), []);
    const id = textIn(await user.result(`POST ${room}/partners`, ann), 'id');
    assert.equal(
      (
        await control(sandbox, `POST liveramp/invitations/${id}/accept`, {
          users: [{ email: 'joe@nova.example', role: 'Partner Analyst' }],
        })
      ).status,
      200,
    );
    const [invitation] = await user.list(`${room}/invitations`);
    const [partner] = await user.list(`${room}/partners`);
    assert.equal(invitation?.['Status'], 'ACCEPTED');
    assert.equal(invitation['partnerOrganizationId'], partner?.['partnerOrganizationId']);
    assert.deepEqual(
      entries(partner?.['cleanRoomUsers']).map((each) => [textIn(each['user'], 'email'), textIn(each['role'], 'name')]),
      [
        ['ann@nova.example', 'Partner Administrator'],
        ['joe@nova.example', 'Partner Analyst'],
      ],
    );
    assert.equal((await nova.list(`${room}/users`)).length, 2);
    assert.equal((await control(sandbox, `POST liveramp/invitations/${id}/accept`, {})).status, 400, 'it is open no more');
  });

  it('bring datasets along where a control call says so', async () => {
    const { sandbox, user, room } = await start();
    await user.result(`POST ${room}/partners`, ann);
    await control(sandbox, 'POST liveramp/invitations/ann@nova.example/accept', {
      datasets: [{ name: 'Exposures', status: 'CONFIGURATION_PENDING' }],
    });
    const exposures = namedIn(await user.list(`${room}/datasets`), 'Exposures');
    assert.deepEqual([exposures['organizationName'], exposures['datasetFieldMappings']], ['Nova', []]);
  });

  it('make an organisation of an address that belongs to none', async () => {
    const { sandbox, user, room } = await start();
    await user.result(`POST ${room}/partners`, { partnerAdminEmail: 'ceo@newcomer.example' });
    const { body } = await control(sandbox, 'POST liveramp/invitations/ceo@newcomer.example/accept?room=Room', {});
    assert.equal(textIn(body, 'organisation'), 'Newcomer');
    assert.equal((await (await LiveRampUser.signIn(sandbox, 'newcomer')).list('/cleanrooms')).length, 1);
  });

  it('are declined, or whatever else a control call says', async () => {
    const { sandbox, user, room } = await start();
    await user.result(`POST ${room}/partners`, ann);
    const status = async (): Promise<unknown> => (await user.list(`${room}/invitations`))[0]?.['Status'];
    await control(sandbox, 'POST liveramp/invitations/ann@nova.example/status', { status: 'REQUEST_SENT_ADMIN' });
    assert.equal(await status(), 'REQUEST_SENT_ADMIN');
    await control(sandbox, 'POST liveramp/invitations/ann@nova.example/decline');
    assert.equal(await status(), 'DECLINED');
    assert.deepEqual(await user.list(`${room}/partners`), []);
  });

  it('are cancelled by id or by address, and not when they are gone or accepted', async () => {
    const { sandbox, user, room } = await start();
    const invite = async (): Promise<string> => textIn(await user.result(`POST ${room}/partners`, ann), 'id');
    const first = await invite();
    await user.result(`DELETE ${room}/invitations/${first}`);
    assert.equal((await user.ask(`DELETE ${room}/invitations/${first}`)).status, 404);
    await invite();
    await user.result(`DELETE ${room}/invitations?partnerEmail=ANN@nova.example`);
    assert.equal((await user.ask(`DELETE ${room}/invitations?partnerEmail=ann@nova.example`)).status, 404);
    assert.equal((await user.ask(`DELETE ${room}/invitations`)).status, 400);
    assert.deepEqual(await user.list(`${room}/invitations`), []);
    const accepted = await invite();
    await control(sandbox, `POST liveramp/invitations/${accepted}/accept`);
    assert.equal((await user.ask(`DELETE ${room}/invitations/${accepted}`)).status, 400);
  });

  it('stay in the list after cancelling where the scenario says so', async () => {
    const { user, room } = await start({ cancelled_invitations: 'stay' });
    await user.result(`POST ${room}/partners`, ann);
    await user.result(`DELETE ${room}/invitations?partnerEmail=${ann.partnerAdminEmail}`);
    assert.deepEqual(
      (await user.list(`${room}/invitations`)).map((each) => each['Status']),
      ['INVITE_STATUS_UNKNOWN'],
    );
  });

  for (const [mode, statuses] of [
    ['accepts', [200, 200]],
    ['conflicts', [200, 409]],
  ] as const)
    it(`sent twice: the service ${mode}`, async () => {
      const { user, room } = await start({ duplicate_invitation: mode });
      const found: number[] = [];
      for (let turn = 0; turn < 2; turn += 1) found.push((await user.ask(`POST ${room}/partners`, ann)).status);
      assert.deepEqual(found, statuses);
    });

  for (const [form, none, one, two] of [
    ['array', '[]', 'array', 'array'],
    ['object', '[]', 'object', 'array'],
    ['null_when_empty', 'null', 'array', 'array'],
  ] as const)
    it(`listed in the form ${form}`, async () => {
      const { user, room } = await start({ invitation_list: form });
      const list = async (): Promise<unknown> => (await user.ask(`GET ${room}/invitations`)).body;
      assert.equal(JSON.stringify(await list()), none);
      await user.result(`POST ${room}/partners`, ann);
      assert.equal(Array.isArray(await list()) ? 'array' : 'object', one);
      await user.result(`POST ${room}/partners`, { partnerAdminEmail: 'joe@nova.example' });
      assert.equal(Array.isArray(await list()) ? 'array' : 'object', two);
    });

  it('grow older at a word', async () => {
    const { sandbox, user, room } = await start();
    await user.result(`POST ${room}/partners`, ann);
    const created = async (): Promise<number> =>
      Date.parse(textIn((await user.list(`${room}/invitations`))[0]?.['timeAudit'], 'createdAt'));
    const before = await created();
    await control(sandbox, 'POST liveramp/age', { days: 8 });
    assert.equal(before - (await created()), 8 * 86_400_000);
    assert.equal((await user.ask('GET /cleanrooms')).status, 200, 'the token is as young as it was');
  });
});
