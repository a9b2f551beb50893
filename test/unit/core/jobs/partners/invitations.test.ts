import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../../../src/core/errors.ts';
import { cancelPartnerInvitations } from '../../../../../src/core/jobs/partners/cancelPartnerInvitations.ts';
import { createCleanRoom } from '../../../../../src/core/jobs/partners/createCleanRoom.ts';
import { invitePartners } from '../../../../../src/core/jobs/partners/invitePartners.ts';
import { listPartnerInvitations } from '../../../../../src/core/jobs/partners/listPartnerInvitations.ts';
import { resendPartnerInvitations } from '../../../../../src/core/jobs/partners/resendPartnerInvitations.ts';
import type { ReportedStep } from '../../../../../src/core/jobs/partners/partnerReport.ts';
import { MemoryAuditLog, rejection } from '../../../support/jobs.ts';
import { fault, InMemoryPartners, PartnerWorld } from '../../../support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../../../support/partners/memoryPartnerSettings.ts';
import { outcomes, partnerContext, planPartnerJob, runPartnerJob } from '../../../support/partners/partnerJobs.ts';

const dana = 'dana@nova.example';
const kim = 'kim@orbit.example';

function bench() {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  return { world, room, service: new InMemoryPartners(world) };
}

describe('inviting partners', () => {
  it('invites a batch and says of each address what became of it', async () => {
    const { world, room, service } = bench();
    world.invitation(room, 'old@nova.example');
    world.partner(room, 'Orbit');
    const result = await runPartnerJob({ service }, invitePartners, {
      room: 'CR-000001',
      invitations: [dana, kim, ` ${dana.toUpperCase()} `, 'not an address', 'OLD@nova.example', 'dana@orbit.example'].map((to) => ({ to })),
    });
    assert.deepEqual(
      result.items.map(({ subject, outcome, code }) => [subject.name, outcome, code]),
      [
        [dana, 'done', undefined],
        [kim, 'done', undefined],
        [dana.toUpperCase(), 'left_out', 'duplicate'],
        ['not an address', 'left_out', 'invalid_address'],
        ['OLD@nova.example', 'left_out', 'already_invited'],
        ['dana@orbit.example', 'left_out', 'already_partner'],
      ],
    );
    assert.equal(result.ok, false);
    assert.deepEqual(world.invitations.map(({ to }) => to).sort(), [dana, kim, 'old@nova.example'].sort());
  });

  it('is in order where all that was left out is there already', async () => {
    const { world, room, service } = bench();
    world.invitation(room, kim);
    const result = await runPartnerJob({ service }, invitePartners, { room: room.id, invitations: [{ to: dana }, { to: kim }] });
    assert.equal(result.ok, true);
  });

  it('sends nobody a second invitation when it is run again', async () => {
    const { world, room, service } = bench();
    const input = { room: room.id, invitations: [{ to: dana }, { to: kim }] };
    await runPartnerJob({ service }, invitePartners, input);
    const { plan } = await planPartnerJob({ service }, invitePartners, input);
    assert.deepEqual(plan.steps, []);
    assert.equal(world.writes.length, 2);
  });

  it('goes on after one failed, and running again does only what is left', async () => {
    const { world, room, service } = bench();
    service.fault = fault('addCleanroomPartner', 'no_answer', 'It went wrong.', dana);
    const input = { room: room.id, invitations: [dana, kim, 'lee@lima.example'].map((to) => ({ to })) };
    const first = await runPartnerJob({ service }, invitePartners, input);
    assert.deepEqual(
      first.items.map(({ outcome }) => outcome),
      ['failed', 'done', 'done'],
    );
    service.fault = () => undefined;
    const second = await runPartnerJob({ service }, invitePartners, input);
    assert.deepEqual(
      second.items.filter(({ outcome }) => outcome === 'done').map(({ subject }) => subject.name),
      [dana],
    );
    assert.equal(world.invitations.length, 3);
  });

  it('tells of each as it happens', async () => {
    const { room, service } = bench();
    const told: ReportedStep[] = [];
    await runPartnerJob({ service, onStep: (step) => told.push(step) }, invitePartners, {
      room: room.id,
      invitations: [{ to: dana }, { to: kim }],
    });
    assert.deepEqual(told.map(({ subject }) => subject.name).sort(), [dana, kim]);
  });

  it('begins nothing new once it is cancelled, and says so of what was not begun', async () => {
    const { world, room, service } = bench();
    const stop = new AbortController();
    const result = await runPartnerJob(
      {
        service,
        signal: stop.signal,
        onStep: () => {
          stop.abort();
        },
      },
      invitePartners,
      { room: room.id, invitations: Array.from({ length: 20 }, (_, index) => ({ to: `p${String(index)}@nova.example` })) },
    );
    const begun = result.items.filter(({ code }) => code !== 'cancelled').length;
    assert.ok(begun < 20, `${String(begun)} were begun`);
    assert.equal(result.items.length, 20);
    assert.equal(result.ok, false);
    assert.ok(world.invitations.length <= begun);
  });

  it('writes nothing where the person does not agree', async () => {
    const { world, room, service } = bench();
    const error = await rejection(
      runPartnerJob({ service, host: { consent: () => Promise.resolve(false) } }, invitePartners, {
        room: room.id,
        invitations: [{ to: dana }],
      }),
    );
    assert.equal(error.code, 'cancelled');
    assert.deepEqual(world.writes, []);
  });

  it('warns of free mail and of variables that stand for nothing', async () => {
    const { room, service } = bench();
    const { plan } = await planPartnerJob({ service }, invitePartners, {
      room: room.id,
      invitations: [{ to: 'dana@gmail.com' }],
      note: 'Dear {{partner}} of {{company}}',
    });
    assert.deepEqual(
      plan.warnings.map(({ code }) => code),
      ['free_mail', 'unknown_variable'],
    );
    assert.equal(plan.steps[0]?.reason, 'Dear dana@gmail.com of {{company}}');
  });

  it('signs with whom the folder names, else the organisation, never with the user of the machine', async () => {
    const { room, service } = bench();
    const reason = async (partnerSettings: MemoryPartnerSettings, more: object = {}): Promise<string | undefined> =>
      (
        await planPartnerJob({ service, user: 'root', partnerSettings }, invitePartners, {
          room: room.id,
          invitations: [{ to: dana }],
          ...more,
        })
      ).plan.steps[0]?.reason;
    const sam = new MemoryPartnerSettings({ inviter: { name: 'Sam Lee' } });
    assert.match((await reason(sam)) ?? '', /Questions\? Answer to Sam Lee\.$/);
    assert.match((await reason(new MemoryPartnerSettings())) ?? '', /that takes part\.$/);
    assert.equal(await reason(new MemoryPartnerSettings(), { note: '{{inviter}}' }), 'Acme Retail');
  });

  it('is refused in a clean room of somebody else, whose name it says', async () => {
    const { world, service } = bench();
    const theirs = world.room('Nova Reach', { ours: false, owner: 'Nova Media' });
    const error = await rejection(planPartnerJob({ service }, invitePartners, { room: theirs.id, invitations: [{ to: dana }] }));
    assert.equal(error.code, 'not_permitted');
    assert.match(error.sentence, /"Nova Reach".*Nova Media/);
  });

  it('leaves out whose note would become too long, and our own people', async () => {
    const { world, room, service } = bench();
    world.users.set(room.id, [{ id: 'u1', userId: 'p1', name: 'Sam', email: 'sam@acme.example', role: undefined }]);
    const { plan } = await planPartnerJob({ service }, invitePartners, {
      room: room.id,
      invitations: [{ to: 'sam@acme.example' }, { to: dana, partner_name: 'N'.repeat(300) }],
      note: `${'x'.repeat(3900)}{{partner}}`,
    });
    assert.deepEqual(
      plan.leftOut.map(({ code }) => code),
      ['already_partner', 'not_possible'],
    );
  });

  it('says which note templates there are where the named one is not', async () => {
    const { room, service } = bench();
    const error = await rejection(
      planPartnerJob({ service }, invitePartners, { room: room.id, invitations: [{ to: dana }], note_template: 'x' }),
    );
    assert.deepEqual([error.code, error.remedy], ['not_found', 'There are: standard.']);
  });

  it('leaves an audit entry that a history can find', async () => {
    const { room, service } = bench();
    const log = new MemoryAuditLog();
    await runPartnerJob({ service, log }, invitePartners, { room: room.id, invitations: [{ to: dana }] });
    assert.deepEqual(
      log.entries.map(({ about, job, outcome }) => [about, job, outcome]),
      [[{ kind: 'invitation', name: dana, room_id: room.id }, 'invite-partners', 'created']],
    );
  });

  it('stops before it begins where the audit log cannot be written', async () => {
    const { world, room, service } = bench();
    const log = new MemoryAuditLog();
    log.open = () => {
      throw new CleanRoomError('audit_log_unwritable', 'no');
    };
    await rejection(runPartnerJob({ service, log }, invitePartners, { room: room.id, invitations: [{ to: dana }] }));
    assert.deepEqual(world.writes, []);
  });
});

describe('the invitations that were sent', () => {
  const now = Date.now();
  const daysAgo = (days: number): string => new Date(now - days * 86_400_000 - 1000).toISOString();

  it('have an age, and a reminder with a mail text once they are old enough', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { createdAt: daysAgo(8) });
    world.invitation(room, kim, { createdAt: daysAgo(6) });
    world.invitation(room, 'lee@lima.example', { createdAt: daysAgo(30), state: 'accepted', status: 'ACCEPTED' });
    const list = await listPartnerInvitations.run(partnerContext({ service }), { pending_only: false });
    assert.deepEqual(
      list.rooms[0]?.invitations.map(({ ageDays, reminderDue }) => [ageDays, reminderDue]),
      [
        [8, true],
        [6, false],
        [30, false],
      ],
    );
    assert.deepEqual(
      list.findings.map(({ id, subject }) => [id, subject.name]),
      [['sent_invitation.unanswered', dana]],
    );
    assert.match(list.findings[0]?.remedies[0]?.text ?? '', /8 days ago.*Media Insights/s);
  });

  it('have reminders that are signed', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { createdAt: daysAgo(8) });
    const partnerSettings = new MemoryPartnerSettings({ inviter: { name: 'Sam Lee' } });
    const { rooms, findings } = await listPartnerInvitations.run(partnerContext({ service, partnerSettings }), { pending_only: false });
    for (const text of [rooms[0]?.invitations[0]?.reminder, findings[0]?.remedies[0]?.text])
      assert.match(text ?? '', /\n\nKind regards\nSam Lee\nAcme Retail$/);
  });

  it('of a room that cannot be read are unknown, not none; the other rooms stay whole', async () => {
    const { world, room, service } = bench();
    world.invitation(world.room('Other'), dana, { createdAt: daysAgo(1) });
    service.fault = fault('listPartnerInvitationsForInviter', 'not_permitted', 'It went wrong.', room.id);
    const list = await listPartnerInvitations.run(partnerContext({ service }), { pending_only: false });
    assert.deepEqual(
      list.rooms.map(({ problem, invitations }) => [problem?.code, invitations.length]),
      [
        ['not_permitted', 0],
        [undefined, 1],
      ],
    );
    assert.deepEqual(
      list.findings.map(({ id, severity }) => [id, severity]),
      [['clean_room.unreadable', 'error']],
    );
  });

  it('show a status that nobody has described as the service says it', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { state: 'unknown', status: 'ON_HOLD', createdAt: daysAgo(50) });
    const list = await listPartnerInvitations.run(partnerContext({ service }), { pending_only: false });
    assert.deepEqual([list.rooms[0]?.invitations[0]?.status, list.findings], ['ON_HOLD', []]);
  });

  it('that were declined are a finding, unless the partner was invited again', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { state: 'declined', status: 'DECLINED' });
    world.invitation(room, kim, { state: 'declined', status: 'DECLINED_BY_ADMIN' });
    world.invitation(room, kim, { createdAt: daysAgo(1) });
    const list = await listPartnerInvitations.run(partnerContext({ service }), { pending_only: false });
    assert.deepEqual(
      list.findings.map(({ id, subject }) => [id, subject.name]),
      [['sent_invitation.declined', dana]],
    );
  });
});

describe('taking invitations back and sending them again', () => {
  it('cancels by address or id, and says why another one cannot be', async () => {
    const { world, room, service } = bench();
    const first = world.invitation(room, dana);
    world.invitation(room, kim);
    world.invitation(room, 'lee@lima.example', { state: 'accepted', status: 'ACCEPTED' });
    const result = await runPartnerJob({ service }, cancelPartnerInvitations, {
      room: room.id,
      invitations: [first.id, kim.toUpperCase(), 'lee@lima.example', 'nobody@x.example'],
    });
    assert.deepEqual(
      result.items.map(({ subject, outcome, code }) => [subject.name, outcome, code]),
      [
        [dana, 'done', undefined],
        [kim, 'done', undefined],
        ['lee@lima.example', 'left_out', 'not_possible'],
        ['nobody@x.example', 'left_out', 'not_found'],
      ],
    );
  });

  it('sends again by cancelling first, with the note that was sent, and says so', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { note: 'Join us' });
    const { plan } = await planPartnerJob({ service }, resendPartnerInvitations, { room: room.id, invitations: [dana] });
    assert.deepEqual(
      plan.steps.map(({ action, needs }) => [action, needs]),
      [
        ['cancel_invitation', undefined],
        ['invite', plan.steps[0]?.key],
      ],
    );
    assert.deepEqual(
      plan.warnings.map(({ code }) => code),
      ['resend'],
    );
    await runPartnerJob({ service }, resendPartnerInvitations, { room: room.id, invitations: [dana] });
    assert.deepEqual(
      world.invitations.map(({ to, note }) => [to, note]),
      [[dana, 'Join us']],
    );
  });

  it('does not invite again what could not be cancelled', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana);
    service.fault = fault('cancelPartnerInvitationById', 'not_permitted', 'It went wrong.', dana);
    const result = await runPartnerJob({ service }, resendPartnerInvitations, { room: room.id });
    assert.deepEqual(
      result.items.map(({ outcome, code }) => [outcome, code]),
      [
        ['failed', 'not_permitted'],
        ['left_out', 'needs'],
      ],
    );
    assert.equal(world.invitations.length, 1);
  });

  it('speaks of cancelling only where something is cancelled', async () => {
    const { world, room, service } = bench();
    const headline = async (invitations: string[]): Promise<string> =>
      (await planPartnerJob({ service }, resendPartnerInvitations, { room: room.id, invitations })).plan.headline;
    world.invitation(room, dana, { state: 'declined', status: 'DECLINED' });
    world.invitation(room, kim);
    assert.equal(await headline([dana]), 'invite 1 partner to "Media Insights" (CR-000001) again');
    assert.equal(await headline([kim]), 'send 1 invitation to "Media Insights" (CR-000001) again (cancel and invite)');
    assert.equal(await headline(['nobody@x.example']), 'nothing to do');
  });

  it('invites again who has declined, with nothing to cancel', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { state: 'declined', status: 'DECLINED' });
    const result = await runPartnerJob({ service }, resendPartnerInvitations, { room: room.id, invitations: [dana] });
    assert.deepEqual(outcomes(result), [`done invite|${room.id}|${dana}`]);
  });
});

describe('one who has several invitations, or one of an unknown kind', () => {
  it('is not invited again by a resend where another invitation was accepted', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { state: 'declined', status: 'DECLINED' });
    world.invitation(room, dana, { state: 'accepted', status: 'ACCEPTED' });
    const { plan } = await planPartnerJob({ service }, resendPartnerInvitations, { room: room.id, invitations: [dana] });
    assert.deepEqual([plan.steps.length, plan.leftOut.map(({ code }) => code)], [0, ['already_partner']]);
  });

  it('is sent one invitation, however often it was declined', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { state: 'declined', status: 'DECLINED' });
    world.invitation(room, dana.toUpperCase(), { state: 'declined', status: 'DECLINED' });
    const { plan } = await planPartnerJob({ service }, resendPartnerInvitations, {
      room: room.id,
      invitations: [dana, dana.toUpperCase()],
    });
    assert.deepEqual(
      plan.steps.map(({ action }) => action),
      ['invite'],
    );
  });

  it('is left alone by a resend of all where nothing waits', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { state: 'declined', status: 'DECLINED' });
    world.invitation(room, kim);
    const { plan } = await planPartnerJob({ service }, resendPartnerInvitations, { room: room.id });
    assert.deepEqual(
      plan.steps.map(({ subject }) => subject.name),
      [kim, kim],
    );
  });

  it('of an unknown status is cancelled before it is sent again, and not invited a second time', async () => {
    const { world, room, service } = bench();
    world.invitation(room, dana, { state: 'unknown', status: 'AWAITING_SIGNATURE' });
    const resent = await planPartnerJob({ service }, resendPartnerInvitations, { room: room.id, invitations: [dana] });
    assert.deepEqual(
      resent.plan.steps.map(({ action }) => action),
      ['cancel_invitation', 'invite'],
    );
    const invited = await planPartnerJob({ service }, invitePartners, { room: room.id, invitations: [{ to: dana }] });
    assert.deepEqual(
      invited.plan.leftOut.map(({ code }) => code),
      ['already_invited'],
    );
  });
});

describe('a new clean room', () => {
  const wish = { name: 'Spring Reach', region: 'REGION_EU', cloud: 'CLOUD_AWS' };

  it('is made, and its partners are invited, in one plan', async () => {
    const { world, service } = bench();
    const result = await runPartnerJob({ service }, createCleanRoom, { ...wish, invitations: [{ to: dana }, { to: 'no' }] });
    assert.deepEqual(
      result.items.map(({ action, outcome }) => [action, outcome]),
      [
        ['create_clean_room', 'done'],
        ['invite', 'done'],
        ['left_out', 'left_out'],
      ],
    );
    const made = world.rooms.find(({ name }) => name === 'Spring Reach');
    assert.deepEqual(
      world.invitations.map(({ roomId, to }) => [roomId, to]),
      [[made?.id, dana]],
    );
  });

  it('that could not be made has nobody invited', async () => {
    const { world, service } = bench();
    service.fault = fault('createCleanroom', 'refused');
    const result = await runPartnerJob({ service }, createCleanRoom, { ...wish, invitations: [{ to: dana }] });
    assert.deepEqual(
      result.items.map(({ outcome, code }) => [outcome, code]),
      [
        ['failed', 'refused'],
        ['left_out', 'needs'],
      ],
    );
    assert.deepEqual(world.invitations, []);
  });

  it('stands in the note and in the history with the id that it was given', async () => {
    const { world, service } = bench();
    const log = new MemoryAuditLog();
    await runPartnerJob({ service, log }, createCleanRoom, { ...wish, note: 'Room {{cleanRoomId}}', invitations: [{ to: dana }] });
    const made = world.rooms.find(({ name }) => name === 'Spring Reach');
    assert.equal(world.invitations[0]?.note, `Room ${made?.displayId ?? ''}`);
    assert.equal(log.entries.find(({ about }) => about?.['kind'] === 'invitation')?.about?.['room_id'], made?.id);
  });

  it('is not made twice: the one of that name is used', async () => {
    const { world, service } = bench();
    const result = await runPartnerJob({ service }, createCleanRoom, { ...wish, name: ' media insights ', invitations: [{ to: dana }] });
    assert.equal(world.rooms.length, 1);
    assert.deepEqual(
      result.items.map(({ outcome, code }) => [outcome, code]),
      [
        ['done', undefined],
        ['left_out', 'duplicate'],
      ],
    );
  });

  for (const dates of [{ start_at: '2026-13-45' }, { end_at: '2027-02-30' }])
    it(`begins and ends on days of the calendar, not on ${JSON.stringify(dates)}`, async () => {
      const { service } = bench();
      assert.equal((await rejection(planPartnerJob({ service }, createCleanRoom, { ...wish, ...dates }))).code, 'invalid_input');
    });

  it('cannot end before it begins', async () => {
    const { service } = bench();
    const error = await rejection(planPartnerJob({ service }, createCleanRoom, { ...wish, start_at: '2026-12-02', end_at: '2026-12-01' }));
    assert.equal(error.code, 'invalid_input');
  });
});
