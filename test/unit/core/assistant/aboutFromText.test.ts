import assert from 'node:assert/strict';
import fc from 'fast-check';
import { aboutFromPart, aboutFromText } from '../../../../src/core/assistant/aboutFromText.ts';
import type { KnownName, NamedTarget } from '../../../../src/core/assistant/knownName.ts';
import { namesInText } from '../../../../src/core/assistant/namesInText.ts';

const room = 'AMC Collaboration';
const connections: KnownName[] = [
  { connectionId: 'c1', kind: 'connection', text: 'prod' },
  { connectionId: 'c2', kind: 'connection', text: 'dev' },
];
const rooms: KnownName[] = [
  { connectionId: 'c1', kind: 'room', text: room },
  { connectionId: 'c1', kind: 'room', text: '8f2c-11', room },
  { connectionId: 'c1', kind: 'room', text: 'AMC' },
  { connectionId: 'c2', kind: 'room', text: 'Shared' },
  { connectionId: 'c1', kind: 'room', text: 'Shared' },
  { connectionId: 'c2', kind: 'room', text: 'why' },
];
const subjects: KnownName[] = [
  { connectionId: 'c1', kind: 'subject', text: 'part_ibe_07', room },
  { connectionId: 'c1', kind: 'subject', text: 'part_ibe_07', room: 'AMC' },
  { connectionId: 'c1', kind: 'subject', text: 'part_ibe_0', room },
  { connectionId: 'c2', kind: 'subject', text: 'orders' },
  { connectionId: 'c1', kind: 'subject', text: 'Orders' },
  { connectionId: 'c1', kind: 'subject', text: 'twin', room },
  { connectionId: 'c1', kind: 'room', text: 'twin' },
];
const names = [...connections, ...rooms, ...subjects];

describe('what a question is about', () => {
  const one: readonly [string, NamedTarget][] = [
    [`why is part_ibe_07 not ready in ${room}?`, { connectionId: 'c1', room, subject: 'part_ibe_07' }],
    ['why is PART_IBE_07 not ready in amc collaboration?', { connectionId: 'c1', room, subject: 'part_ibe_07' }],
    ['part_ibe_07 in AMC', { connectionId: 'c1', room: 'AMC', subject: 'part_ibe_07' }],
    ['is part_ibe_0 ready?', { connectionId: 'c1', room, subject: 'part_ibe_0' }],
    ['part_ibe_07 of 8f2c-11', { connectionId: 'c1', room, subject: 'part_ibe_07' }],
    [`What about "${room}"?`, { connectionId: 'c1', room }],
    ['8f2c-11', { connectionId: 'c1', room }],
    ['Shared in prod', { connectionId: 'c1', room: 'Shared' }],
    ['what is wrong with dev?', { connectionId: 'c2' }],
    ['orders of c2', { connectionId: 'c2', subject: 'orders' }],
    ['Orders', { connectionId: 'c1', subject: 'Orders' }],
    ['orders in AMC', { connectionId: 'c1', room: 'AMC', subject: 'orders' }],
    ['is "why" ready', { connectionId: 'c2', room: 'why' }],
    ['is part_new_01 in AMC', { connectionId: 'c1', room: 'AMC', subject: 'part_new_01' }],
    ['is "no such thing" there?', { subject: 'no such thing' }],
    ['is “no such thing” there, part_x_1?', { subject: 'no such thing' }],
    ['why does CRQ-136020 not run?', { subject: 'CRQ-136020' }],
    ['What does MISSING_DATASETS of CRQ-136017 mean?', { subject: 'CRQ-136017' }],
    ['crq-136017 in AMC', { connectionId: 'c1', room: 'AMC', subject: 'crq-136017' }],
    ['part_ibe_07x', { subject: 'part_ibe_07x' }],
    ['part_new_01 on dev', { connectionId: 'c2', subject: 'part_new_01' }],
    ['part_ibe_07 of AMC on dev', { connectionId: 'c2', room: 'AMC', subject: 'part_ibe_07' }],
  ];
  for (const [question, target] of one) {
    it(`is one thing: ${question}`, () => {
      assert.deepEqual(aboutFromText(question, names), { kind: 'one', target });
    });
  }

  const several: readonly [string, NamedTarget[]][] = [
    [
      'why is part_ibe_07 not ready?',
      [
        { connectionId: 'c1', room, subject: 'part_ibe_07' },
        { connectionId: 'c1', room: 'AMC', subject: 'part_ibe_07' },
      ],
    ],
    [
      'Shared',
      [
        { connectionId: 'c2', room: 'Shared' },
        { connectionId: 'c1', room: 'Shared' },
      ],
    ],
    [
      'ORDERS',
      [
        { connectionId: 'c2', subject: 'orders' },
        { connectionId: 'c1', subject: 'Orders' },
      ],
    ],
    [
      'twin',
      [
        { connectionId: 'c1', room, subject: 'twin' },
        { connectionId: 'c1', room: 'twin' },
      ],
    ],
    ['part_new_01 or part_new_02', [{ subject: 'part_new_01' }, { subject: 'part_new_02' }]],
  ];
  for (const [question, candidates] of several) {
    it(`is one of several things: ${question}`, () => {
      assert.deepEqual(aboutFromText(question, names), { kind: 'several', candidates });
    });
  }

  for (const question of [
    'why is it not ready?',
    'what is left to do',
    '',
    'explain role.not_trusting',
    'AMCs',
    'amc-like',
    'dana_x@nova.example',
    'What does MISSING_DATASETS mean?',
    'CRQ-13x',
  ])
    it(`is nothing that is named: ${question}`, () => {
      assert.deepEqual(aboutFromText(question, names), { kind: 'nothing' });
    });

  const anyName = fc.stringMatching(/^[a-z][a-z0-9]{1,6}([ _-][a-z0-9]{1,4}){0,2}$/);
  const anyNames = fc.uniqueArray(anyName, { minLength: 1, maxLength: 12 });

  it('is the longest of the known names that stand in it, whatever their order', () => {
    fc.assert(
      fc.property(anyNames, fc.nat(), fc.nat(), (texts, which, turn) => {
        const chosen = texts[which % texts.length] ?? '';
        const known = texts.map((text): KnownName => ({ connectionId: 'c', kind: 'subject', text }));
        const turned = [...known.slice(turn % known.length), ...known.slice(0, turn % known.length)];
        const found = namesInText(`Tell me: "${chosen}"!`, turned).map((each) => each.names.map(({ text }) => text));
        assert.deepEqual(found, [[chosen]]);
      }),
      { numRuns: 300 },
    );
  });

  it('is found at places that do not overlap and hold the name', () => {
    fc.assert(
      fc.property(anyNames, fc.array(fc.oneof(anyName, fc.constantFrom(' ', ', ', '"', '.')), { maxLength: 12 }), (texts, parts) => {
        const text = parts.join('');
        let end = 0;
        for (const { names: found, from, to } of namesInText(
          text,
          texts.map((name): KnownName => ({ connectionId: 'c', kind: 'room', text: name })),
        )) {
          assert.ok(from >= end && found.every((name) => name.text === text.slice(from, to)));
          end = to;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is never anything that neither stands in the question nor is known', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), anyNames, (question, texts) => {
        const about = aboutFromText(
          question,
          texts.map((text): KnownName => ({ connectionId: 'c', kind: 'subject', text })),
        );
        const targets = about.kind === 'one' ? [about.target] : about.kind === 'several' ? about.candidates : [];
        assert.ok(targets.every(({ subject }) => subject !== undefined && (texts.includes(subject) || question.includes(subject))));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a part of a file is about', () => {
  const parts: readonly [string, NamedTarget][] = [
    [`"name": "${room}",`, { connectionId: 'c1', room }],
    ['"include": ["Orders"]', { connectionId: 'c1', subject: 'Orders' }],
    ['part_new_01', { subject: 'part_new_01' }],
    ['"no such thing"', { subject: 'no such thing' }],
  ];
  for (const [part, target] of parts) {
    it(`is one thing: ${part}`, () => {
      assert.deepEqual(aboutFromPart(part, names), { kind: 'one', target });
    });
  }
});
