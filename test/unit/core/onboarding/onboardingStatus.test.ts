import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SentInvitation } from '../../../../src/core/model/sentInvitation.ts';
import { withEvent, type EngagementEventKind } from '../../../../src/core/onboarding/engagement.ts';
import { fault } from '../../support/partners/inMemoryPartners.ts';
import { dana, lee, liveRampBench, makeReady, type LiveRampBench } from './onboardingBench.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000 - 60_000).toISOString();

describe('where partners that are being brought on board stand', () => {
  let given: LiveRampBench;
  beforeEach(async () => {
    given = await liveRampBench();
  });
  afterEach(() => given.bench.end());

  const noted = (...events: [EngagementEventKind, number][]): Promise<unknown> =>
    given.bench.change(given.id, (engagement) =>
      events.reduce(
        (before, [what, days]) =>
          withEvent(before, { at: daysAgo(days), by: 'ada', step: 'send_invitations', what, detail: 'No answer came.' }),
        engagement,
      ),
    );
  const invited = (changes: Partial<SentInvitation> = {}): SentInvitation =>
    given.world.invitation(given.room, dana, { createdAt: daysAgo(1), ...changes });

  const cases: [string, () => unknown, string][] = [
    ['nothing was sent', () => undefined, 'done pending pending pending pending pending'],
    ['it was sent', () => invited(), 'done done waiting pending pending pending'],
    ['it was sent and gone', () => noted(['invited', 1]), 'done failed pending pending pending pending'],
    ['sending failed', () => noted(['invitation_failed', 1]), 'done failed pending pending pending pending'],
    ['it was cancelled', () => invited({ state: 'cancelled', status: 'CANCELLED' }), 'done failed pending pending pending pending'],
    ['it had joined and has left', () => invited({ state: 'ended', status: 'LEFT' }), 'done done failed pending pending pending'],
    ['it was declined', () => invited({ state: 'declined', status: 'DECLINED' }), 'done done failed pending pending pending'],
    ['the status is a new word', () => invited({ state: 'unknown', status: 'PONDERING' }), 'done done waiting pending pending pending'],
    [
      'members have to approve',
      () => invited({ state: 'awaiting_approval', status: 'PENDING' }),
      'done waiting pending pending pending pending',
    ],
    [
      'it was declined and sent again',
      () => [invited({ state: 'declined', status: 'DECLINED' }), invited()],
      'done done waiting pending pending pending',
    ],
    [
      'the partner takes part',
      () => {
        makeReady(given);
      },
      'done done done in_progress in_progress pending',
    ],
    ['it had accepted and is gone', () => noted(['invited', 5], ['accepted', 3]), 'done failed failed pending pending pending'],
  ];
  for (const [situation, prepare, states] of cases) {
    it(`${situation}: ${states}`, async () => {
      await prepare();
      assert.equal(await given.bench.states(given.id), states);
    });
  }

  it('calls a partner by its organisation as soon as it takes part, without touching the file', async () => {
    await given.bench.change(given.id, (engagement) => ({ ...engagement, partner: { address: dana } }));
    makeReady(given);
    const { engagement, next } = await given.bench.one(given.id);
    assert.deepEqual([engagement.partner.name, next.includes('Nova'), next.includes(dana)], ['Nova', true, false]);
    assert.equal((await given.bench.store.read(given.id)).partner.name, undefined);
  });

  it('takes nothing for done that could not be read, unless the file records it', async () => {
    given.bench.service.fault = fault('listPartnerInvitationsForInviter', 'not_permitted', 'No administrator.');
    assert.equal(await given.bench.states(given.id), 'done waiting pending pending pending pending');
    given.bench.service.fault = fault('getAllCleanrooms', 'not_permitted', 'No administrator.');
    await noted(['invited', 2], ['accepted', 1]);
    const status = await given.bench.one(given.id);
    assert.deepEqual([status.steps[1]?.state, status.steps[2]?.state, status.present], ['done', 'done', 'unknown']);
    assert.match(status.steps[2]?.detail ?? '', /as the file says; the service could not be read: No administrator\./);
    assert.deepEqual(
      status.findings.map(({ id }) => id),
      ['engagement.unreadable'],
    );
  });

  it('leaves the others whole where a room cannot be read, or is gone', async () => {
    const { bench, world } = given;
    const other = world.room('Holiday');
    await bench.start({ room: other.id, partners: [{ to: lee }] });
    invited();
    bench.service.fault = fault('getAllCleanroomPartners', 'not_permitted', 'No administrator.', other.id);
    const { engagements } = await bench.status();
    assert.deepEqual(
      engagements.map(({ present, problem }) => [present, problem]),
      [
        ['no', undefined],
        ['unknown', 'No administrator.'],
      ],
    );
    bench.service.fault = () => undefined;
    world.rooms = world.rooms.filter((room) => room !== other);
    const [, gone] = (await bench.status()).engagements;
    assert.match(gone?.problem ?? '', /does not list the clean room "Holiday"/);
  });

  it('shows a broken file with its line and column, and the others whole', async () => {
    await writeFile(join(given.bench.path, 'broken.json'), '{\n  "version": 1,\n  oops\n}\n');
    const status = await given.bench.status();
    assert.equal(status.engagements.length, 1);
    assert.deepEqual([status.problems[0]?.line, status.problems[0]?.column], [3, 3]);
    const finding = status.findings.find(({ id }) => id === 'engagement.broken_file');
    assert.match(finding?.evidence[0] ?? '', /^clean-rooms\/onboarding\/broken\.json:3:3: Not valid JSON/);
  });

  it('leaves out those of other connections, the sandbox among them', async () => {
    await given.bench.change(given.id, (engagement) => ({ ...engagement, connection: { ...engagement.connection, sandbox: true } }));
    assert.deepEqual((await given.bench.status()).engagements, []);
    assert.match((await given.bench.status({ ids: [given.id] })).missing[0]?.reason ?? '', /not one of Acme Retail/);
  });

  it('asks for the follow-up of the day, with a mail that can be sent, until it is noted', async () => {
    invited({ createdAt: daysAgo(8) });
    const [finding] = (await given.bench.one(given.id)).findings;
    assert.equal(finding?.id, 'engagement.follow_up_due');
    assert.match(finding.remedies[0]?.text ?? '', /^Subject: Can we help/);
    await given.bench.advance('follow_up_done', [given.id], { day: 7 });
    assert.deepEqual((await given.bench.one(given.id)).findings, []);
  });

  it('has a mail ready for whoever has declined, before it invites again', async () => {
    invited({ state: 'declined', status: 'DECLINED' });
    const [finding] = (await given.bench.one(given.id)).findings;
    assert.deepEqual(
      finding?.remedies.map(({ title, job }) => [title, job]),
      [
        ['Ask Nova why', undefined],
        ['Invite again', 'advance-onboarding'],
        ['Give it up: close the engagement', 'advance-onboarding'],
      ],
    );
    assert.match(finding.remedies[0]?.text ?? '', /^Subject: Your part [^]*\nAcme Retail$/);
  });

  it('asks for nothing once it was closed', async () => {
    invited({ createdAt: daysAgo(30) });
    await given.bench.advance('close', [given.id]);
    const status = await given.bench.one(given.id);
    assert.deepEqual([status.findings, status.next.startsWith('Closed on')], [[], true]);
  });

  it('reads each room once, however many engagements there are in it', async () => {
    const partners = Array.from({ length: 20 }, (_, number) => ({ to: `p${number}@many.example` }));
    await given.bench.start({ room: 'room-1', partners });
    given.world.reads = [];
    await given.bench.status();
    assert.deepEqual([...given.world.reads].sort(), ['getAllCleanroomPartners', 'getAllCleanrooms', 'listPartnerInvitationsForInviter']);
  });

  it('runs the checks when asked, and tells the written ones with their time else', async () => {
    makeReady(given);
    assert.equal((await given.bench.one(given.id)).validation, undefined);
    const live = await given.bench.one(given.id, true);
    assert.deepEqual([live.validation?.live, live.steps[4]?.state, live.steps[5]?.state], [true, 'done', 'in_progress']);
    await given.bench.advance('validate', [given.id]);
    assert.equal((await given.bench.one(given.id)).validation?.live, false);
    assert.equal(await given.bench.states(given.id), 'done done done done done in_progress');
  });
});
