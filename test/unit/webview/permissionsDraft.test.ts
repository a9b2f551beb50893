import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  asItIsNow,
  changedProviders,
  changedRoles,
  changedTicks,
  freshDraft,
  isTicked,
  settled,
  withFlags,
  withProvider,
  withRole,
  withTicks,
} from '../../../src/webview/permissions/draft.ts';
import { packState, unpackState } from '../../../src/webview/permissions/savedState.ts';
import { settablePermissions, ticksOf, type Tick } from '../../../src/webview/permissions/ticks.ts';
import { filledRoom } from './permissionsRoom.ts';

const runReach: Tick = { kind: 'question', questionId: 'question-1', permission: 'RUN' };
const runOverlap: Tick = { kind: 'question', questionId: 'question-2', permission: 'RUN' };

describe('what is filled in on the permissions panel', () => {
  it('is nothing at first, with the flags that all questions have in common', async () => {
    const { permissions, now, draft } = await filledRoom();
    assert.deepEqual(changedTicks(draft, now), []);
    assert.deepEqual([draft.template, draft.flags.can_view_results, draft.flags.can_run], ['', true, false]);
    assert.deepEqual(
      [...draft.selected],
      permissions.questions?.map(({ id }) => id),
    );
  });

  it('leaves flags as they are that only some questions have, until the person chooses them', async () => {
    const { permissions, now, draft } = await filledRoom();
    assert.deepEqual([...draft.asTheyAre].sort(), ['can_run', 'can_view_code']);
    assert.deepEqual(changedTicks(withFlags(draft, permissions, now, draft), now), []);
    const asTheyAre = new Set(['can_view_code'] as const);
    const opened = withFlags(draft, permissions, now, { template: '', flags: { ...draft.flags, can_run: true }, asTheyAre });
    assert.deepEqual(
      changedTicks(opened, now).map(({ tick }) => tick.kind === 'question' && [tick.questionId, tick.permission]),
      [
        ['question-2', 'RUN'],
        ['question-3', 'RUN'],
      ],
    );
    assert.deepEqual(asItIsNow(opened, permissions, now), draft);
  });

  it('begins with the template that is kept', async () => {
    const { draft } = await filledRoom({ kept: 'analyst' });
    assert.deepEqual([draft.template, draft.flags.can_clone], ['analyst', true]);
  });

  it('forgets a tick that is taken back', async () => {
    const { now, draft } = await filledRoom();
    const ticked = withTicks(draft, now, [{ tick: runOverlap, ticked: true }]);
    assert.equal(changedTicks(ticked, now).length, 1);
    assert.deepEqual(withTicks(ticked, now, [{ tick: runOverlap, ticked: false }]), draft);
  });

  it('cannot tick what is a partner’s or was not read', async () => {
    const { now, draft } = await filledRoom();
    const foreign: Tick = { kind: 'dataset', datasetId: 'dataset-room-1-2' };
    const share: Tick = { kind: 'share', questionId: 'question-1', partnerId: 'partner-room-1-1' };
    const ticked = withTicks(
      draft,
      now,
      [foreign, share].map((tick) => ({ tick, ticked: true })),
    );
    assert.equal(ticked.ticks.size, 0);
  });

  it('takes a template for the selected questions, our datasets and the roles, and leaves the others', async () => {
    const { permissions, now, draft } = await filledRoom();
    const flags = { ...draft.flags, can_run: true, can_configure_mapping: true, role: 'viewer' };
    const set = withFlags({ ...draft, selected: new Set(['question-2']) }, permissions, now, { template: 'own', flags });
    assert.deepEqual(
      changedTicks(set, now).map(({ tick }) => tick),
      [runOverlap, { kind: 'dataset', datasetId: 'dataset-room-1-1' }],
    );
    assert.deepEqual(changedRoles(set, permissions), [{ userId: 'user-partner-room-1-1', roleId: 'role-viewer' }]);
  });

  it('has every settable permission of a selected question as the flags say, whatever was ticked before', async () => {
    const { permissions, now, draft } = await filledRoom();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          can_run: fc.boolean(),
          can_edit: fc.boolean(),
          can_clone: fc.boolean(),
          can_view_code: fc.boolean(),
          can_view_results: fc.boolean(),
        }),
        fc.subarray([...draft.selected]),
        fc.array(fc.tuple(fc.constantFrom(...now.values()), fc.boolean())),
        async (flags, selected, before) => {
          const ticked = withTicks(
            draft,
            now,
            before.map(([{ tick }, on]) => ({ tick, ticked: on })),
          );
          const set = withFlags({ ...ticked, selected: new Set(selected) }, permissions, now, {
            template: '',
            flags: { ...draft.flags, ...flags },
          });
          for (const { tick } of now.values()) {
            if (tick.kind !== 'question') continue;
            const flag = permissions.flags.find(({ permission }) => permission === tick.permission)?.name;
            const wished = selected.includes(tick.questionId) && flag !== undefined ? set.flags[flag] : isTicked(ticked, now, tick);
            assert.equal(isTicked(set, now, tick), wished);
          }
          await Promise.resolve();
        },
      ),
    );
  });

  it('takes a role back by choosing the one that somebody has', async () => {
    const { permissions, draft } = await filledRoom();
    const changed = withRole(draft, 'user-partner-room-1-1', 'role-viewer', 'role-analyst');
    assert.equal(changedRoles(changed, permissions).length, 1);
    assert.deepEqual(changedRoles(withRole(changed, 'user-partner-room-1-1', 'role-analyst', 'role-analyst'), permissions), []);
  });

  it('is settled by what is so by now, and keeps what was not read this time', async () => {
    const { permissions, now, draft } = await filledRoom();
    const share = JSON.stringify(['share', 'question-1', 'partner-room-1-1']);
    const wished = withTicks(draft, now, [
      { tick: runReach, ticked: false },
      { tick: runOverlap, ticked: true },
    ]);
    const after = settled(
      { ...wished, ticks: new Map([...wished.ticks, [share, true]]), roles: new Map([['gone', 'role-viewer']]) },
      permissions,
      new Map([...now].map(([key, each]) => [key, key.includes('question-2') ? { ...each, ticked: true } : each])),
    );
    assert.deepEqual([...after.ticks.keys()], [JSON.stringify(Object.values(runReach)), share]);
    assert.equal(after.roles.size, 0);
  });

  it('cannot tick what belongs to a partner, nor select it', async () => {
    const { permissions } = await filledRoom();
    const theirs = { ...permissions, questions: permissions.questions?.map((each) => ({ ...each, ownedBy: 'Nova', sharedWith: [] })) };
    const ticks = ticksOf(theirs);
    assert.deepEqual([...ticks.values()].filter(({ tick }) => tick.kind !== 'dataset').length, 0);
    assert.equal(freshDraft(theirs, ticks).selected.size, 0);
  });

  it('adds providers that are not there yet, and takes away only those that are', async () => {
    const { permissions, draft } = await filledRoom();
    const table = {
      associationId: 'a',
      associationName: 'acx_sales',
      configuredTableId: 't',
      tableName: 'sales',
      receivers: [],
      hasRule: true,
    };
    const collaboration = { ...permissions, tables: [{ ...table, providers: ['111122223333'] }] };
    const wished = {
      ...draft,
      providers: new Map([
        ['t', { add: ['111122223333', '444455556666'], remove: ['777788889999'] }],
        ['gone', { add: ['444455556666'], remove: [] }],
      ]),
    };
    assert.deepEqual(changedProviders(wished, collaboration), [{ table: 't', add: ['444455556666'], remove: [] }]);
    const replaced = withProvider(withProvider(draft, 't', '444455556666', true), 't', '111122223333', false);
    assert.deepEqual(changedProviders(replaced, collaboration), [{ table: 't', add: ['444455556666'], remove: ['111122223333'] }]);
    const takenBack = withProvider(withProvider(replaced, 't', '444455556666', false), 't', '111122223333', true);
    assert.deepEqual(changedProviders(takenBack, collaboration), []);
  });

  it('outlives the page', async () => {
    const { now, draft } = await filledRoom();
    const drafts = new Map([
      [
        'room',
        withTicks({ ...draft, providers: new Map([['t', { add: ['111122223333'], remove: ['444455556666'] }]]) }, now, [
          { tick: runOverlap, ticked: true },
        ]),
      ],
    ]);
    const state = { connectionId: 'acme', roomId: 'room-1', filter: 'reach', sharesOpen: true, drafts };
    assert.deepEqual(unpackState(JSON.parse(JSON.stringify(packState(state)))), state);
  });

  it('begins anew where what was kept cannot be read', () => {
    assert.equal(unpackState({ drafts: 'of another version' }).roomId, '');
  });

  it('has a column for each permission that a flag moves', async () => {
    const { permissions } = await filledRoom();
    assert.deepEqual(
      settablePermissions(permissions).map(({ permission }) => permission),
      ['VIEW_RESULTS', 'RUN', 'CLONE', 'EDIT', 'VIEW_CODE'],
    );
  });
});
