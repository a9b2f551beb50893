import assert from 'node:assert/strict';
import { impactWords } from '../../../src/webview/permissions/impact.ts';
import { withFlags, withRole, withTicks } from '../../../src/webview/permissions/draft.ts';
import { hasChanges, wishOf } from '../../../src/webview/permissions/wish.ts';
import type { Tick } from '../../../src/webview/permissions/ticks.ts';
import { filledRoom } from './permissionsRoom.ts';

const runOverlap: Tick = { kind: 'question', questionId: 'question-2', permission: 'RUN' };

/** What a wish holds besides empty lists. */
function filledParts(wish: ReturnType<typeof wishOf>): object {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}

describe('what the permissions panel asks for', () => {
  it('is nothing where nothing was changed', async () => {
    const { permissions, now, draft } = await filledRoom();
    assert.equal(hasChanges(draft, permissions, now), false);
    assert.deepEqual(filledParts(wishOf(draft, permissions, now)), { room: 'room-1', keep_on_room: false });
    assert.equal(impactWords(draft, permissions, now), 'Nothing is changed yet.');
  });

  it('names each change by itself, and the template for nothing else', async () => {
    const { permissions, now, draft } = await filledRoom();
    const viewer = permissions.templates.find(({ id }) => id === 'viewer');
    assert.ok(viewer);
    const set = withFlags(draft, permissions, now, { template: 'viewer', flags: viewer.flags });
    const wish = wishOf(set, permissions, now);
    assert.deepEqual([wish.template, wish.questions, wish.datasets, wish.partners], ['viewer', [], [], []]);
    assert.deepEqual(wish.question_permissions, [
      { question: 'question-1', permission: 'RUN', access: 'QUESTION_OWNER_ONLY' },
      { question: 'question-3', permission: 'VIEW_CODE', access: 'QUESTION_OWNER_ONLY' },
    ]);
    assert.equal(impactWords(set, permissions, now), '2 questions × 2 partners; takes RUN from 1, takes VIEW_CODE from 1');
  });

  it('keeps a template for all questions, or for the selected ones', async () => {
    const { permissions, now, draft } = await filledRoom({ kept: 'viewer' });
    const all = wishOf({ ...draft, keepOnRoom: true }, permissions, now);
    assert.deepEqual([all.template, all.questions, all.keep_on_room], ['viewer', undefined, true]);
    const some = wishOf({ ...draft, keepOnRoom: true, selected: new Set(['question-2']) }, permissions, now);
    assert.deepEqual(some.questions, ['question-2']);
  });

  it('lets what is on the screen go before a template that is kept', async () => {
    const { permissions, now, draft } = await filledRoom({ kept: 'viewer' });
    const wish = wishOf(withTicks({ ...draft, keepOnRoom: true }, now, [{ tick: runOverlap, ticked: true }]), permissions, now);
    const access = new Map(wish.question_permissions?.map((each) => [`${each.question} ${each.permission}`, each.access]));
    assert.deepEqual(
      [...access],
      [
        // As they are now, though the template would close them.
        ['question-1 RUN', 'ALL_CLEAN_ROOM_PARTNERS'],
        ['question-2 RUN', 'ALL_CLEAN_ROOM_PARTNERS'],
        ['question-3 VIEW_CODE', 'ALL_CLEAN_ROOM_PARTNERS'],
      ],
    );
  });

  it('names whose role changes by the user’s id', async () => {
    const { permissions, now, draft } = await filledRoom();
    const set = withRole(draft, 'user-partner-room-1-1', 'role-viewer', 'role-analyst');
    assert.deepEqual(wishOf(set, permissions, now).roles, [{ email: 'user-partner-room-1-1', role: 'role-viewer' }]);
    assert.equal(impactWords(set, permissions, now), '1 role changed');
  });

  it('holds shares, datasets and receivers, and counts them', async () => {
    const { permissions, now, draft } = await filledRoom({ withShares: true });
    const ticks: Tick[] = [
      { kind: 'share', questionId: 'question-1', partnerId: 'partner-room-1-1' },
      { kind: 'dataset', datasetId: 'dataset-room-1-1' },
    ];
    const set = withTicks(
      draft,
      now,
      ticks.map((tick) => ({ tick, ticked: true })),
    );
    const wish = wishOf(set, permissions, now);
    assert.deepEqual(filledParts(wish), {
      room: 'room-1',
      dataset_assignments: [{ dataset: 'dataset-room-1-1', partner_can_assign: true }],
      result_shares: [{ question: 'question-1', partner: 'partner-room-1-1', shared: true }],
      keep_on_room: false,
    });
    assert.equal(impactWords(set, permissions, now), '1 dataset opened to partners; 1 result share given');
  });
});
