import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../src/core/errors.ts';
import type { Progress } from '../../../src/core/progress.ts';
import { Desk, person, planHash } from './support/calls.ts';

const invite = { cleanroomId: 'Media', partnerEmails: ['dana@nova.example', 'eli@nova.example'] };

describe('the calls of an agent', () => {
  describe('on a server that only reads', () => {
    it('read', async () => {
      const desk = new Desk({ allowWrites: false });
      desk.world.room('Media');
      assert.match((await desk.call('list_clean_rooms', {})).summary, /Clean rooms: 1/);
    });

    it('change nothing, and say how that can be allowed', async () => {
      const desk = new Desk({ allowWrites: false });
      desk.world.room('Media');
      const { isError, summary } = await desk.call('invite_partner_to_cleanroom', invite, person(true));
      assert.equal(isError, true);
      assert.match(summary, /--allow-writes/);
      assert.deepEqual(desk.world.writes, []);
    });

    it('change nothing with the hash of a plan either', async () => {
      const desk = new Desk({ allowWrites: false });
      desk.world.room('Media');
      await desk.call('invite_partner_to_cleanroom', invite, { planHash: 'f00', ...person(true) });
      assert.deepEqual(desk.world.writes, []);
    });

    it('plan with dryRun', async () => {
      const desk = new Desk({ allowWrites: false });
      desk.world.room('Media');
      const { isError, summary } = await desk.call('invite_partner_to_cleanroom', { ...invite, dryRun: true });
      assert.notEqual(isError, true);
      assert.match(summary, /2 changes are planned\. Nothing has been changed\./);
    });
  });

  describe('of a client that can ask its person', () => {
    it('are carried out once the person has agreed to the plan', async () => {
      const desk = new Desk();
      desk.world.room('Media');
      const { asked, ask } = person(true);
      const { summary } = await desk.call('invite_partner_to_cleanroom', invite, { ask });
      assert.equal(asked.length, 1);
      assert.match(summary, /2 done/);
      assert.deepEqual(
        desk.world.invitations.map(({ to }) => to),
        ['dana@nova.example', 'eli@nova.example'],
      );
    });

    it('change nothing where the person does not agree', async () => {
      const desk = new Desk();
      desk.world.room('Media');
      const { isError, json } = await desk.call('invite_partner_to_cleanroom', invite, person(false));
      assert.equal(isError, true);
      assert.match(JSON.stringify(json), /"code":"cancelled"/);
      assert.deepEqual([desk.world.writes, desk.log.entries], [[], []]);
    });

    it('ask the person even where the model brings the hash of the plan', async () => {
      const desk = new Desk();
      desk.world.room('Media');
      const hash = planHash(await desk.call('invite_partner_to_cleanroom', invite));
      const { asked, ask } = person(false);
      await desk.call('invite_partner_to_cleanroom', invite, { ask, planHash: hash });
      assert.equal(asked.length, 1);
      assert.deepEqual(desk.world.writes, []);
    });

    it('ask nothing where there is nothing to do', async () => {
      const desk = new Desk();
      const room = desk.world.room('Media');
      for (const to of invite.partnerEmails) desk.world.invitation(room, to);
      const { asked, ask } = person(false);
      assert.match((await desk.call('invite_partner_to_cleanroom', invite, { ask })).summary, /2 left_out/);
      assert.deepEqual(asked, []);
    });
  });

  it('are answered alike where there is nothing to do, whether the client can ask or not', async () => {
    const desk = new Desk();
    const room = desk.world.room('Media');
    for (const to of invite.partnerEmails) desk.world.invitation(room, to);
    const asking = await desk.call('invite_partner_to_cleanroom', invite, person(true));
    assert.deepEqual((await desk.call('invite_partner_to_cleanroom', invite)).json, asking.json);
    assert.deepEqual(desk.world.writes, []);
  });

  describe('of a client that cannot ask', () => {
    it('answer the plan first and do nothing', async () => {
      const desk = new Desk();
      desk.world.room('Media');
      const answer = await desk.call('invite_partner_to_cleanroom', invite);
      assert.match(planHash(answer), /^[0-9a-f]{64}$/);
      assert.deepEqual([desk.world.writes, desk.log.entries], [[], []]);
    });

    it('carry out exactly that plan when they bring its hash', async () => {
      const desk = new Desk();
      desk.world.room('Media');
      const hash = planHash(await desk.call('invite_partner_to_cleanroom', invite));
      await desk.call('invite_partner_to_cleanroom', invite, { planHash: hash });
      assert.equal(desk.world.invitations.length, 2);
      assert.deepEqual(
        desk.log.entries.map(({ job, who }) => [job, who]),
        [
          ['invite-partners', 'ada'],
          ['invite-partners', 'ada'],
        ],
      );
    });

    it('get the new plan where things have changed since, and nothing is done', async () => {
      const desk = new Desk();
      const room = desk.world.room('Media');
      const old = planHash(await desk.call('invite_partner_to_cleanroom', invite));
      desk.world.invitation(room, 'dana@nova.example');
      const answer = await desk.call('invite_partner_to_cleanroom', invite, { planHash: old });
      assert.equal(answer.isError, true);
      assert.match(answer.summary, /1 change is planned.*another plan/);
      assert.notEqual(planHash(answer), old);
      assert.deepEqual(desk.world.writes, []);
    });

    it('do not carry out another input with the hash of the first', async () => {
      const desk = new Desk();
      desk.world.room('Media');
      const hash = planHash(await desk.call('invite_partner_to_cleanroom', invite));
      const other = { ...invite, partnerEmails: ['dana@nova.example', 'mallory@nova.example'] };
      await desk.call('invite_partner_to_cleanroom', other, { planHash: hash });
      assert.deepEqual(desk.world.writes, []);
    });

    it('get the same hash for the same plan', async () => {
      const desk = new Desk();
      desk.world.room('Media');
      const hashes = [await desk.call('invite_partner_to_cleanroom', invite), await desk.call('invite_partner_to_cleanroom', invite)];
      assert.equal(planHash(hashes[0]!), planHash(hashes[1]!));
    });

    it('are told what takes something away', async () => {
      const desk = new Desk();
      const room = desk.world.room('Media');
      desk.world.invitation(room, 'dana@nova.example');
      const { summary, json } = await desk.call('manage_partner_invitations', { cleanroomId: 'Media', action: 'cancel', allPending: true });
      assert.match(summary, /delete or take away something that is there: 1/);
      assert.match(JSON.stringify(json), /"takes_away":true/);
    });
  });

  it('say how a role is given that cannot be given with an invitation', async () => {
    const desk = new Desk();
    desk.world.room('Media');
    const { summary } = await desk.call('invite_partner_to_cleanroom', { ...invite, partnerRole: 'Data Analyst', dryRun: true });
    assert.match(summary, /takes no role with an invitation.*configure_partner_permissions/);
  });

  it('set permissions from a template, read back', async () => {
    const desk = new Desk();
    const room = desk.world.room('Media');
    desk.world.partner(room, 'Nova');
    const question = desk.world.question(room, 'Overlap', ['EDIT']);
    const { summary } = await desk.call(
      'configure_partner_permissions',
      { cleanroomId: 'Media', action: 'template', permissionTemplate: 'viewer' },
      person(true),
    );
    assert.match(summary, /1 done/);
    assert.equal(desk.world.access(question.id, 'EDIT'), 'QUESTION_OWNER_ONLY');
    assert.equal(desk.world.access(question.id, 'VIEW_RESULTS'), 'ALL_CLEAN_ROOM_PARTNERS');
  });

  it('that read open the connection once', async () => {
    const desk = new Desk();
    await desk.call('list_clean_rooms', {});
    await desk.call('list_clean_rooms', {});
    assert.equal(desk.opened, 1);
  });

  it('say what the person has to do where the connection cannot be opened, and try anew the next time', async () => {
    const desk = new Desk();
    desk.closed = new CleanRoomError('connection_unusable', 'The secret is wrong.', { remedy: 'Rotate it.' });
    const { isError, summary, json } = await desk.call('list_clean_rooms', {});
    assert.equal(isError, true);
    assert.match(summary, /connection_unusable.*sign in or correct the connection/);
    assert.match(JSON.stringify(json), /The secret is wrong\./);
    desk.closed = undefined;
    assert.notEqual((await desk.call('list_clean_rooms', {})).isError, true);
  });

  for (const name of ['diagnose_clean_rooms', 'list_next_steps'])
    it(`answer why where the connection cannot be opened and that was asked: ${name}`, async () => {
      const desk = new Desk();
      desk.closed = new CleanRoomError('connection_unusable', 'The secret is wrong.', { details: { reason: 'refused' } });
      const { isError, summary, json } = await desk.call(name, {});
      assert.notEqual(isError, true);
      assert.match(summary, /^Not ready: .* 1 root cause/);
      assert.match(JSON.stringify(json), /"id":"connection\.credentials_refused"/);
    });

  it('are cancelled, not explained, where the client gives up while the connection is opened', async () => {
    const desk = new Desk();
    desk.closed = new CleanRoomError('cancelled', 'Cancelled.');
    const { isError, json } = await desk.call('diagnose_clean_rooms', {});
    assert.equal(isError, true);
    assert.match(JSON.stringify(json), /"code":"cancelled"/);
  });

  it('change something through a connection one after another', async () => {
    const desk = new Desk();
    desk.world.room('Media');
    const { promise: answered, resolve } = Promise.withResolvers<boolean>();
    const { promise: asked, resolve: isAsked } = Promise.withResolvers<string>();
    const first = desk.call('invite_partner_to_cleanroom', invite, {
      ask: () => {
        isAsked('asked');
        return answered;
      },
    });
    await asked;
    const second = await desk.call('invite_partner_to_cleanroom', invite, person(true));
    assert.match(second.summary, /Another call changes something/);
    resolve(true);
    assert.match((await first).summary, /2 done/);
  });

  it('stop where the client cancels them: nothing new begins', async () => {
    const desk = new Desk();
    desk.world.room('Media');
    const cancelling = new AbortController();
    const { isError, summary } = await desk.call('invite_partner_to_cleanroom', invite, {
      signal: cancelling.signal,
      ask: () => {
        cancelling.abort();
        return Promise.resolve(true);
      },
    });
    assert.equal(isError, true);
    assert.match(summary, /cancelled/);
    assert.deepEqual(desk.world.writes, []);
  });

  it('tell how far they are', async () => {
    const desk = new Desk();
    desk.world.room('Media');
    const steps: Progress[] = [];
    await desk.call('invite_partner_to_cleanroom', invite, { ...person(true), onProgress: (step) => steps.push(step) });
    assert.deepEqual(
      steps.map(({ phase, done, total }) => [phase, done, total]),
      [
        ['applying', 1, 2],
        ['applying', 2, 2],
      ],
    );
  });
});
