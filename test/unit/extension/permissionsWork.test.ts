import assert from 'node:assert/strict';
import type { PermissionRequest } from '../../../src/core/partners/permissionRequest.ts';
import { PermissionsWork } from '../../../src/extension/panels/permissions/permissionsWork.ts';
import type { NewsOf } from '../../../src/protocol/panelMessages.ts';
import type { PermissionProtocol } from '../../../src/protocol/permissionMessages.ts';
import { rejection } from '../support/jobs.ts';
import { fault, InMemoryPartners, organisation, PartnerWorld } from '../support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../support/partners/memoryPartnerSettings.ts';
import { MemoryWorkplace } from '../support/partners/memoryWorkplace.ts';

const waiting = { signal: new AbortController().signal };
const readFrom = organisation.id;

function panel() {
  const world = new PartnerWorld();
  const room = world.room('Media\u202e Insights');
  world.partner(room, 'Nova\n\u001b[31m');
  world.question(room, 'Reach\u0000');
  world.question(room, 'Overlap');
  const service = new InMemoryPartners(world);
  const workplace = new MemoryWorkplace();
  workplace.services.set('acme', service);
  const told: NewsOf<PermissionProtocol>[] = [];
  const work = new PermissionsWork(workplace, (news) => told.push(news));
  const wish: PermissionRequest = { room: room.id, template: 'viewer', keep_on_room: false };
  return { world, room, service, workplace, told, work, wish, apply: { runId: 'run-1', connectionId: 'acme', readFrom, wish } };
}

describe('the work behind the permissions panel', () => {
  it('cleans what services and partners wrote', async () => {
    const { work, room } = panel();
    const { answer } = await work.handlers.read({ connectionId: 'acme', roomId: room.id, withShares: false }, waiting);
    assert.deepEqual(
      [answer.room.title, answer.partners[0]?.name, answer.questions?.[0]?.name],
      ['"Media Insights" (CR-000001)', 'Nova [31m', 'Reach'],
    );
  });

  it('says that nothing can be changed in a room of others, and in a workspace that is not trusted', async () => {
    const { world, work, workplace, room } = panel();
    const theirs = world.room('Theirs', { ours: false, owner: 'Nova' });
    const read = async (roomId: string) =>
      (await work.handlers.read({ connectionId: 'acme', roomId, withShares: false }, waiting)).answer.readOnly;
    assert.equal(await read(room.id), undefined);
    assert.equal(await read(theirs.id), '"Theirs" (CR-000002) belongs to Nova, who alone can change what partners may do in it.');
    workplace.trusted = false;
    assert.equal(await read(room.id), 'This workspace is not trusted, so nothing is written.');
  });

  it('lets our own question be changed in a room of others, and nothing else', async () => {
    const { world, service, work } = panel();
    const theirs = world.room('Theirs', { ours: false, owner: 'Nova' });
    const acme = world.partner(theirs, organisation.accountId);
    world.question(theirs, 'Lift');
    world.question(theirs, 'Our own', [], { ownerOrganisationId: acme.organisationId ?? '' });
    world.dataset(theirs, 'Sales');
    service.partners.list = () => Promise.resolve([acme]);
    service.datasets.list = () => Promise.resolve(world.datasets.get(theirs.id) ?? []);
    const { answer } = await work.handlers.read({ connectionId: 'acme', roomId: theirs.id, withShares: false }, waiting);
    assert.equal(answer.readOnly, undefined);
    assert.deepEqual(
      [answer.questions?.map(({ ownedBy }) => ownedBy), answer.datasets?.map(({ ours }) => ours), answer.partners[0]?.roles],
      [['Nova', undefined], [false], []],
    );
  });

  it('tells the first questions of many while the others are read', async () => {
    const { world, room, work, told } = panel();
    for (let number = 1; number <= 28; number += 1) world.question(room, `Question ${number}`);
    const { answer } = await work.handlers.read({ connectionId: 'acme', roomId: room.id, withShares: false }, waiting);
    assert.deepEqual(
      told.map((news) => news.type === 'interim' && [news.connectionId, news.permissions.room.id, news.permissions.stillReading]),
      [['acme', room.id, 18]],
    );
    assert.equal(answer.stillReading, 0);
  });

  it('plans without doing anything', async () => {
    const { world, work, wish } = panel();
    const { answer } = await work.handlers.check({ connectionId: 'acme', readFrom, wish }, waiting);
    assert.deepEqual(
      [answer.place, answer.steps.map(({ key, takesAway }) => [key, takesAway])],
      [
        'Acme Retail (acme, api.habu.com)',
        [
          ['question|question-1', false],
          ['question|question-2', false],
        ],
      ],
    );
    assert.deepEqual(world.writes, []);
  });

  it('tells each step as it happens, and at the end everything', async () => {
    const { work, told, apply } = panel();
    const answer = await work.handlers.apply(apply, waiting);
    assert.deepEqual(answer, { message: '2 changes of permissions in "Media Insights" (CR-000001): 2 changes made.' });
    const steps = told.flatMap((news) => (news.type === 'step' ? news.step.key : []));
    assert.deepEqual(steps, ['question|question-1', 'question|question-2']);
    const last = told.at(-1);
    assert.ok(last?.type === 'run');
    assert.deepEqual([last.running, last.total, last.summary, last.steps.length], [false, 2, '2 changes made', 2]);
    assert.equal(work.run, undefined);
  });

  it('keeps what was done on the screen where the run breaks off', async () => {
    const { work, told, apply, workplace } = panel();
    workplace.log.room = 1;
    await work.handlers.apply(apply, waiting);
    const last = told.at(-1);
    assert.ok(last?.type === 'run');
    assert.deepEqual(
      last.steps.map(({ outcome }) => outcome),
      ['done', 'failed'],
    );
  });

  it('does nothing where the person declines', async () => {
    const { world, work, workplace, told, apply } = panel();
    workplace.consent = () => Promise.resolve(false);
    const error = await rejection(Promise.resolve(work.handlers.apply(apply, waiting)));
    assert.deepEqual([error.code, world.writes], ['cancelled', []]);
    assert.deepEqual(
      told.map((news) => news.type === 'run' && [news.running, news.steps, news.summary]),
      [
        [true, [], ''],
        [false, [], ''],
      ],
    );
  });

  it('carries out one wish at a time, and shows a page that comes back what is under way', async () => {
    const { work, workplace, apply } = panel();
    const asked = Promise.withResolvers<boolean>();
    workplace.consent = () => asked.promise;
    const first = work.handlers.apply(apply, waiting);
    const error = await rejection(Promise.resolve(work.handlers.apply({ ...apply, runId: 'run-2' }, waiting)));
    assert.equal(error.code, 'invalid_state');
    assert.equal(work.run?.runId, 'run-1');
    asked.resolve(true);
    await first;
  });

  it('begins nothing more once it is stopped', async () => {
    const { world, service, work, workplace, apply } = panel();
    service.oneWriteAtATime = true;
    workplace.consent = async () => {
      await work.handlers.stop({}, waiting);
      return true;
    };
    await rejection(Promise.resolve(work.handlers.apply(apply, waiting)));
    assert.deepEqual(world.writes, []);
  });

  it('refuses a form that was filled in from another account', async () => {
    const { world, work, wish, apply } = panel();
    const elsewhere = { readFrom: 'liveramp|other' };
    const errors = await Promise.all([
      rejection(work.handlers.check({ connectionId: 'acme', wish, ...elsewhere }, waiting)),
      rejection(Promise.resolve(work.handlers.apply({ ...apply, ...elsewhere }, waiting))),
    ]);
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['connection_unusable', 'connection_unusable'],
    );
    assert.deepEqual(world.writes, []);
  });

  it('writes nothing in a workspace that is not trusted', async () => {
    const { work, workplace, apply } = panel();
    workplace.trusted = false;
    assert.equal((await rejection(Promise.resolve(work.handlers.apply(apply, waiting)))).code, 'not_permitted');
  });

  it('keeps flags as a template, and forgets the one that is kept on a room', async () => {
    const { work, workplace, room } = panel();
    const folder = new MemoryPartnerSettings({ rooms: [{ room_id: room.id, permission_template: 'viewer' }] });
    workplace.folder = folder;
    const { answer: before } = await work.handlers.read({ connectionId: 'acme', roomId: room.id, withShares: false }, waiting);
    const viewer = before.templates.find(({ id }) => id === 'viewer');
    assert.ok(viewer);
    const { answer } = await work.handlers.keepTemplate({ name: 'Media', flags: viewer.flags }, waiting);
    assert.deepEqual(answer.templates.at(-1), { id: 'Media', title: 'Media', flags: viewer.flags, builtIn: false });
    await work.handlers.forgetTemplate({ roomId: room.id }, waiting);
    assert.deepEqual(folder.settings?.rooms, []);
  });

  it('says what to do where there is no folder to keep templates in', async () => {
    const { work } = panel();
    const error = await rejection(Promise.resolve(work.handlers.forgetTemplate({ roomId: 'room-1' }, waiting)));
    assert.deepEqual([error.code, error.remedy], ['configuration_missing', 'Open a folder and trust it.']);
  });

  it('gives the sentence of the service where a connection cannot be read', async () => {
    const { service, work } = panel();
    service.fault = fault('getAllCleanrooms', 'not_permitted', 'No.');
    assert.equal((await rejection(work.handlers.rooms({ connectionId: 'acme' }, waiting))).message, 'No.');
  });
});
