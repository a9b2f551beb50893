import assert from 'node:assert/strict';
import type { Member } from '../../../../src/core/model/collaboration.ts';
import type { CollaborationAnalysisRule } from '../../../../src/core/model/table.ts';
import { contoso, member, membership, northwind, ownAccount, stranger, table } from '../../builders.ts';
import { World } from '../../inMemoryService.ts';
import { associated, rule } from '../../support/rooms.ts';
import { kindsOf, lookedAt, sentences } from './lookedAt.ts';

const [litware, tailspin] = ['888899990000', '777788889999'];
const receives = { abilities: ['CAN_RECEIVE_RESULTS'] };
/** Northwind and Contoso may receive results; Litware has left, Tailspin may not receive, this account is the owner. */
const everybody = [
  member(northwind, { abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'] }),
  member(contoso, { ...receives, status: 'INVITED' }),
  member(litware, { ...receives, status: 'LEFT' }),
  member(tailspin),
  member(ownAccount, receives),
];

function room(its: CollaborationAnalysisRule | null, members: Member[] = everybody, name = 'acx_part_a'): World {
  const world = new World();
  world.tables = [table('part_a')];
  world.join(membership(1), members).associations.push(associated(1, name, 'part_a', its));
  return world;
}

describe('result receivers that need a repair', () => {
  for (const [story, receivers, kind, after] of [
    ['none where everybody who may receive is named', [northwind, contoso], undefined, undefined],
    ['a member who has left', [northwind, contoso, litware], 'rule.wrong_receivers', [northwind, contoso]],
    ['a member who may not receive results', [northwind, contoso, tailspin], 'rule.wrong_receivers', [northwind, contoso]],
    ['the owner of the table himself', [northwind, contoso, ownAccount], 'rule.wrong_receivers', [northwind, contoso]],
    ['somebody who is no member', [northwind, contoso, stranger], 'rule.wrong_receivers', [northwind, contoso]],
    ['nobody at all: everybody who may receive', [], 'rule.wrong_receivers', [northwind, contoso]],
    ['only wrong ones: everybody who may receive', [litware, tailspin], 'rule.wrong_receivers', [northwind, contoso]],
  ] as const) {
    it(`are ${story}`, async () => {
      const { findings, first } = await lookedAt(room(rule(receivers)));
      const { changes } = first();
      assert.deepEqual(
        [kindsOf(findings), changes.flatMap((change) => (change.kind === 'allowReceivers' ? [change.allowedResultReceivers] : []))],
        [kind === undefined ? [] : [kind], after === undefined ? [] : [after]],
      );
    });
  }

  it('are said with the reason why each of them is wrong', async () => {
    const { findings } = await lookedAt(room(rule([northwind, litware, tailspin, ownAccount, stranger])));
    assert.deepEqual(findings[0]?.evidence, [
      `ListMembers: ${litware} has the status LEFT.`,
      `ListMembers: ${tailspin} cannot receive results (no CAN_RECEIVE_RESULTS).`,
      `${ownAccount} is the owner of the table himself.`,
      `ListMembers: ${stranger} is no member of it.`,
    ]);
  });

  it('cannot be corrected where nobody may receive: that is said, waits for the partner and offers no repair', async () => {
    const { findings, first } = await lookedAt(
      room(rule([litware]), [member(northwind), member(litware, { ...receives, status: 'LEFT' })]),
    );
    assert.deepEqual(
      [first().changes, findings.map(({ id, waitsFor, remedies }) => [id, waitsFor, remedies.map(({ job }) => job)])],
      [[], [['rule.wrong_receivers', 'partner', [undefined]]]],
    );
  });

  it('are found also where the table has no rule of its own yet, and corrected once it has one', async () => {
    const world = room(rule([northwind, litware]));
    world.tables = [table('part_a', 'none')];
    const { findings, first } = await lookedAt(world);
    assert.deepEqual(
      [first().changes, findings.map(({ id, waitsFor, remedies }) => [id, waitsFor, remedies.map(({ title }) => title)])],
      [
        [],
        [
          [
            'rule.wrong_receivers',
            'you',
            ['Give the configured table part_a its analysis rule first; then a repair corrects the receivers.'],
          ],
        ],
      ],
    );
  });

  it('are not judged where the association has no rule: that is for a sync to make', async () => {
    assert.deepEqual((await lookedAt(room(null))).findings, []);
  });
});

describe('receivers whom the owner may have left out on purpose', () => {
  const fewer = room(rule([northwind]));

  it('are information only, and a repair leaves them out', async () => {
    const { findings, first } = await lookedAt(fewer);
    assert.deepEqual(
      [findings.map(({ id, severity }) => [id, severity]), first().changes],
      [[['rule.fewer_receivers', 'information']], []],
    );
  });

  it('are let in where that is asked for', async () => {
    const { first } = await lookedAt(fewer);
    assert.deepEqual(sentences(first({ widenReceivers: true })), [`Results of acx_part_a to ${northwind}, ${contoso} (now ${northwind})`]);
  });

  it('stay findings of a plan that does not let them in', async () => {
    assert.deepEqual(kindsOf((await lookedAt(fewer)).first().findings), ['rule.fewer_receivers']);
  });

  it('stay out where another receiver is corrected', async () => {
    const { first } = await lookedAt(room(rule([northwind, litware])));
    const { findings } = first();
    assert.deepEqual(
      [sentences(first()), kindsOf(findings)],
      [[`Results of acx_part_a to ${northwind} (now ${northwind}, ${litware})`], ['rule.fewer_receivers']],
    );
  });

  for (const [story, its, sentence] of [
    [
      'another receiver is corrected',
      rule([northwind, litware]),
      `Results of acx_part_a to ${northwind}, ${contoso} (now ${northwind}, ${litware})`,
    ],
    [
      'the rule is of the wrong type',
      rule([northwind], 'LIST'),
      `Delete the LIST rule on acx_part_a and make a CUSTOM rule, results to ${northwind}, ${contoso}`,
    ],
  ] as const) {
    it(`are let in by the same change where ${story}`, async () => {
      const { first } = await lookedAt(room(its));
      const { findings } = first({ widenReceivers: true });
      assert.deepEqual([sentences(first({ widenReceivers: true })), findings], [[sentence], []]);
    });
  }

  it('are let in by one change where the association is misnamed too, because its rule is made anew anyway', async () => {
    const { first } = await lookedAt(room(rule([northwind]), everybody, 'old'));
    const { changes, findings } = first({ widenReceivers: true });
    assert.deepEqual(
      [changes.map((change) => (change.kind === 'replaceAssociation' ? change.rule : change.kind)), findings],
      [[{ type: 'CUSTOM', allowedResultReceivers: [northwind, contoso] }], []],
    );
  });

  it('stay out where the association is only renamed', async () => {
    const { first } = await lookedAt(room(rule([northwind]), everybody, 'old'));
    const { changes, findings } = first();
    assert.deepEqual(
      [changes.map((change) => (change.kind === 'replaceAssociation' ? change.rule : change.kind)), kindsOf(findings)],
      [[undefined], ['rule.fewer_receivers']],
    );
  });
});

describe('a rule of another type than the table’s own', () => {
  it('is deleted and made anew, with the receivers that may be', async () => {
    const { findings, first } = await lookedAt(room(rule([northwind, contoso, litware], 'LIST')));
    assert.deepEqual(
      [kindsOf(findings), sentences(first())],
      [['rule.wrong_type'], [`Delete the LIST rule on acx_part_a and make a CUSTOM rule, results to ${northwind}, ${contoso}`]],
    );
  });

  it('is made right by the renaming where the association is misnamed too', async () => {
    const { findings, first } = await lookedAt(room(rule([northwind, contoso], 'LIST'), everybody, 'old'));
    const { changes } = first();
    assert.deepEqual(
      [kindsOf(findings), changes.map((change) => (change.kind === 'replaceAssociation' ? change.rule : change.kind))],
      [['association.misnamed', 'rule.wrong_type'], [{ type: 'CUSTOM', allowedResultReceivers: [northwind, contoso] }]],
    );
  });

  it('cannot be made anew where nobody may receive: that is said, waits for the partner and offers no repair', async () => {
    const { findings, first } = await lookedAt(room(rule([litware], 'LIST'), [member(northwind)]));
    assert.deepEqual(
      [first().changes, findings.map(({ id, waitsFor, remedies }) => [id, waitsFor, remedies.map(({ job }) => job)])],
      [[], [['rule.wrong_type', 'partner', [undefined]]]],
    );
  });

  it('is not judged where the table has none of its own', async () => {
    const world = room(rule());
    world.tables = [table('part_a', 'none')];
    assert.deepEqual((await lookedAt(world)).findings, []);
  });
});

describe('an association whose rule could not be made again', () => {
  for (const [story, its, members] of [
    ['because a receiver has left and nobody else may receive', rule([litware]), [member(northwind), member(litware, { status: 'LEFT' })]],
    ['because it is of another type and nobody may receive', rule([northwind], 'LIST'), [member(northwind)]],
  ] as const) {
    it(`keeps its wrong name, ${story}`, async () => {
      const { findings, first } = await lookedAt(room(its, [...members], 'old'));
      assert.deepEqual([first().changes, kindsOf(findings).includes('association.misnamed')], [[], true]);
    });
  }

  it('keeps its wrong name where the table has lost its own rule', async () => {
    const world = room(rule([northwind]), everybody, 'old');
    world.tables = [table('part_a', 'none')];
    const { findings, first } = await lookedAt(world);
    assert.deepEqual([first().changes, kindsOf(findings)], [[], ['association.misnamed']]);
  });

  it('keeps its wrong name also where the next one wants it', async () => {
    const world = room(rule([litware]), [member(northwind), member(litware, { status: 'LEFT' })], 'acx_part_b');
    world.tables.push(table('part_b'));
    world.rooms[0]?.associations.push(associated(2, 'older', 'part_b', null));
    const { first } = await lookedAt(world);
    assert.deepEqual(first().changes, []);
  });
});
