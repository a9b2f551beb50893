import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseAbout, type Choice, type Clues } from '../../../../src/extension/chat/chooseAbout.ts';

const table = { connectionId: 'prod', room: 'amc', subject: 'part_ibe_07' };
const clues = (more: Partial<Clues> = {}): Clues => ({
  named: { kind: 'nothing' },
  likely: { kind: 'nothing' },
  mayName: false,
  attached: [],
  pointing: 'nothing',
  selected: undefined,
  earlier: undefined,
  connectionIds: ['prod', 'test'],
  ...more,
});
const about = (choice: Choice): unknown => (choice.kind === 'about' ? choice.about : choice);

describe('what a question is about', () => {
  const stories: [title: string, clues: Clues, about: object][] = [
    ['is what it names', clues({ named: { kind: 'one', target: table }, selected: { connectionId: 'test', since: 9 } }), table],
    [
      'is what it names before what is attached',
      clues({ named: { kind: 'one', target: table }, attached: [{ kind: 'one', target: { connectionId: 'test' } }] }),
      table,
    ],
    ['is what is attached where it names nothing', clues({ attached: [{ kind: 'nothing' }, { kind: 'one', target: table }] }), table],
    [
      'is what is selected where it says "this", however old',
      clues({ pointing: 'selected', selected: { ...table, since: 1 }, earlier: { connectionId: 'test', since: 2 } }),
      table,
    ],
    [
      'is what was talked about where it says "it", however old',
      clues({ pointing: 'earlier', selected: { connectionId: 'test', since: 2 }, earlier: { ...table, since: 1 } }),
      table,
    ],
    [
      'is the newer of both where it says nothing',
      clues({ selected: { ...table, since: 2 }, earlier: { connectionId: 'test', since: 1 } }),
      table,
    ],
    [
      'is the whole connection that was talked about where it says "everything"',
      clues({ pointing: 'everything', earlier: { ...table, since: 1 } }),
      { connectionId: 'prod' },
    ],
    ['is the only connection where there is nothing else to go by', clues({ connectionIds: ['prod'] }), { connectionId: 'prod' }],
    [
      'is an unknown name in the only connection',
      clues({ named: { kind: 'one', target: { subject: 'part_x' } }, connectionIds: ['prod'] }),
      { connectionId: 'prod', subject: 'part_x' },
    ],
    [
      'is an unknown name in the room that was talked about',
      clues({ named: { kind: 'one', target: { subject: 'part_x' } }, earlier: { ...table, since: 1 } }),
      { connectionId: 'prod', room: 'amc', subject: 'part_x' },
    ],
    [
      'is a name of one connection without the room of another',
      clues({ named: { kind: 'one', target: { connectionId: 'test', subject: 'part_x' } }, earlier: { ...table, since: 1 } }),
      { connectionId: 'test', subject: 'part_x' },
    ],
    [
      'is, of several of one name, the one in the room that was talked about',
      clues({
        named: { kind: 'several', candidates: [table, { ...table, room: 'retail' }] },
        earlier: { connectionId: 'prod', room: 'retail', since: 1 },
      }),
      { ...table, room: 'retail' },
    ],
    [
      'is, of several of one name, the one through the connection that was talked about',
      clues({
        named: { kind: 'several', candidates: [table, { ...table, connectionId: 'test' }] },
        earlier: { connectionId: 'test', since: 1 },
      }),
      { ...table, connectionId: 'test' },
    ],
  ];
  for (const [title, given, expected] of stories) {
    it(title, () => {
      assert.deepEqual(about(chooseAbout(given)), expected);
    });
  }

  it('is asked back where several connections fit', () => {
    assert.deepEqual(chooseAbout(clues()), { kind: 'which', candidates: [{ connectionId: 'prod' }, { connectionId: 'test' }] });
  });

  it('is asked back where several things have the name', () => {
    const candidates = [table, { ...table, room: 'retail' }];
    assert.deepEqual(chooseAbout(clues({ named: { kind: 'several', candidates } })), { kind: 'which', candidates });
  });

  it('never comes from a connection that nothing points to', () => {
    const id = fc.constantFrom('prod', 'test', 'gone');
    const target = fc.record({ connectionId: fc.option(id, { nil: undefined }), room: fc.option(fc.constant('amc'), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(target, { minLength: 2 }), (candidates) => {
        const choice = chooseAbout(clues({ named: { kind: 'several', candidates } }));
        const named = candidates.flatMap(({ connectionId }) => connectionId ?? ['prod', 'test']);
        const chosen = choice.kind === 'about' ? [choice.about] : choice.candidates;
        assert.ok(chosen.every(({ connectionId }) => named.includes(connectionId)));
      }),
    );
  });
});

describe('that what a question is about is assumed', () => {
  const earlier = { ...table, since: 1 };
  for (const [story, more, assumed] of [
    ['is said where it has a word that nothing is called by', { mayName: true, earlier }, true],
    ['is not said where it has no such word', { mayName: false, earlier }, undefined],
    ['is not said where it points at something', { mayName: true, pointing: 'earlier', earlier }, undefined],
    ['is not said where something is called so', { mayName: true, named: { kind: 'one', target: table } }, undefined],
    ['is not said where a word of it is part of a name', { mayName: true, likely: { kind: 'one', target: table } }, undefined],
  ] satisfies [string, Partial<Clues>, boolean | undefined][])
    it(story, () => {
      const choice = chooseAbout(clues(more));
      assert.deepEqual(choice.kind === 'about' ? [choice.about, choice.assumed] : choice, [table, assumed]);
    });
});
