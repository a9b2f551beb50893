import assert from 'node:assert/strict';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';
import { control, LiveRampUser, namedIn, textIn } from './liveRampUser.ts';

describe('Rooms of the LiveRamp sandbox', () => {
  let sandbox: RunningSandbox;
  let acme: LiveRampUser;
  let nova: LiveRampUser;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'partners' });
    acme = await LiveRampUser.signIn(sandbox);
    nova = await LiveRampUser.signIn(sandbox, 'nova-media');
  });
  afterEach(() => sandbox.stop());

  it('are seen by their owner and by their partners, by name and without a count', async () => {
    assert.deepEqual(
      (await nova.list('/cleanrooms')).map((each) => each['name']),
      ['Media Insights', 'Nova Reach Lab'],
    );
    const room = namedIn(await acme.list('/cleanrooms'), 'Media Insights');
    assert.deepEqual(
      [room['ownerOrganization'], room['partners'], room['questionsCount'], room['endAt']],
      ['Acme Retail', ['Nova Media', 'Harbour Publishing'], 0, ''],
    );
  });

  it('come page by page without a total', async () => {
    const names = async (query: string): Promise<unknown[]> => (await acme.list(`/cleanrooms?${query}`)).map((each) => each['name']);
    assert.deepEqual(await names('limit=2&offset=1'), ['Holiday Campaign 2026', 'Loyalty Overlap']);
    assert.deepEqual(await names('limit=2&offset=4'), []);
  });

  it('are made once under a name, and administered by who made them', async () => {
    const wish = { name: 'Spring', startAt: '2026-03-01', type: 'Hybrid' };
    await acme.result('POST /cleanrooms', wish);
    assert.equal((await acme.ask('POST /cleanrooms', wish)).status, 409);
    assert.deepEqual(await acme.list(`${await acme.room('Spring')}/partners`), []);
    assert.equal((await nova.ask('POST /cleanrooms', wish)).status, 200, 'another organisation may use the name');
  });

  it('show nothing but their questions to an API user who is no administrator', async () => {
    const room = await acme.room('Loyalty Overlap');
    for (const part of ['partners', 'users', 'invitations', 'datasets', 'cleanRoomRoles', 'stakeholders', 'assets', 'destinations'])
      assert.equal((await acme.ask(`GET ${room}/${part}`)).status, 403, part);
    assert.equal((await acme.list(`${room}/cleanroom-questions`)).length, 1);
    await control(sandbox, 'POST liveramp/rooms/CR-045077', { api_user_is_administrator: true });
    assert.equal((await acme.ask(`GET ${room}/partners`)).status, 200);
  });

  it('do not exist for others', async () => {
    const harbour = await LiveRampUser.signIn(sandbox, 'harbour-publishing');
    assert.equal((await harbour.ask(`GET ${await acme.room('Holiday Campaign 2026')}`)).status, 404);
  });

  it("show a partner the other partners and his own people, not the others'", async () => {
    const room = await nova.room('Media Insights');
    const partners = await nova.list(`${room}/partners`);
    assert.deepEqual(
      partners.map((each) => [each['name'], Array.isArray(each['cleanRoomUsers']) ? each['cleanRoomUsers'].length : -1, each['userCount']]),
      [
        ['Nova Media', 2, 2],
        ['Harbour Publishing', 0, 1],
      ],
    );
    assert.equal((await nova.list(`${room}/users`)).length, 2);
    assert.deepEqual(await nova.list(`${room}/invitations`), []);
  });

  it('are changed by nobody but their owner', async () => {
    const room = await nova.room('Media Insights');
    const harbour = textIn(namedIn(await nova.list(`${room}/partners`), 'Harbour Publishing'), 'id');
    assert.equal((await nova.ask(`POST ${room}/partners`, { partnerAdminEmail: 'new@nova.example' })).status, 403);
    assert.equal((await nova.ask(`DELETE ${room}/partners/${harbour}`)).status, 403);
    await acme.result(`DELETE ${room}/partners/${harbour}`);
    assert.deepEqual(
      (await acme.list(`${room}/partners`)).map((each) => each['name']),
      ['Nova Media'],
    );
    assert.equal((await (await LiveRampUser.signIn(sandbox, 'harbour-publishing')).ask(`GET ${room}`)).status, 404);
  });

  it('take users by address and role, once, and not by the deprecated ids', async () => {
    const users = `${await acme.room('Media Insights')}/users`;
    const owen = { email: 'owen.blake@acme-retail.example', role: 'Report Viewer' };
    assert.equal((await acme.ask(`POST ${users}`, { userId: 'x', roleId: 'y' })).status, 409);
    assert.equal((await acme.ask(`POST ${users}`, { email: owen.email })).status, 400);
    assert.equal((await acme.ask(`POST ${users}`, { ...owen, role: 'Emperor' })).status, 400);
    assert.equal((await acme.ask(`POST ${users}`, { ...owen, email: 'stranger@acme-retail.example' })).status, 404);
    await acme.result(`POST ${users}`, owen);
    assert.equal((await acme.ask(`POST ${users}`, owen)).status, 409);
    assert.equal((await acme.list(`${users}?cleanroomUserEmail=${owen.email}`)).length, 1);
  });

  it("let a partner's users change role, save for and to Partner Administrator", async () => {
    const room = await acme.room('Media Insights');
    const partner = namedIn(await acme.list(`${room}/partners`), 'Nova Media');
    const path = `${room}/partners/${textIn(partner, 'id')}`;
    const roles = await acme.list(`${path}/cleanRoomRoles`);
    const role = (name: string): string => textIn(namedIn(roles, name), 'id');
    const people = Array.isArray(partner['cleanRoomUsers']) ? partner['cleanRoomUsers'] : [];
    const [administrator, analyst] = people.map((each) => `${path}/users/${textIn(each, 'id')}/cleanRoomRoles`);
    await acme.result(`PUT ${String(analyst)}/${role('Partner Viewer')}`);
    assert.equal((await acme.ask(`PUT ${String(analyst)}/${role('Partner Administrator')}`)).status, 403);
    assert.equal((await acme.ask(`PUT ${String(administrator)}/${role('Partner Viewer')}`)).status, 403);
  });
});
