import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RoomSummaries, type SummaryLimits } from '../../../../src/core/assistant/roomSummaries.ts';

const limits: SummaryLimits = { places: 2, turns: 3, characters: 400, lifetimeMs: 60_000 };
const amc = { connectionId: 'c', room: 'AMC' };
const turn = (number: number): { question: string; headline: string } => ({
  question: `Question ${number}`,
  headline: `Headline ${number}.`,
});

describe('what was said about a clean room', () => {
  let time: number;
  let summaries: RoomSummaries;
  beforeEach(() => {
    time = Date.parse('2026-10-02T03:00:00.000Z');
    summaries = new RoomSummaries({ now: () => new Date(time), limits });
  });

  it('is a line for each turn, with its time', () => {
    summaries.add(amc, turn(1));
    assert.equal(summaries.summaryOf(amc), '2026-10-02T03:00:00.000Z: asked "Question 1", answered: Headline 1.');
  });

  it('is kept apart by connection, by clean room and from the connection as a whole', () => {
    summaries.add(amc, turn(1));
    for (const other of [{ connectionId: 'd', room: 'AMC' }, { connectionId: 'c', room: 'B' }, { connectionId: 'c' }])
      assert.equal(summaries.summaryOf(other), '');
  });

  it('is the last turns only', () => {
    for (let number = 1; number <= 5; number += 1) summaries.add(amc, turn(number));
    assert.deepEqual(summaries.summaryOf(amc).match(/Question \d/g), ['Question 3', 'Question 4', 'Question 5']);
  });

  it('is forgotten when it is old', () => {
    summaries.add(amc, turn(1));
    time += limits.lifetimeMs;
    assert.equal(summaries.summaryOf(amc), '');
  });

  it('is forgotten of the clean room that was not asked about for longest', () => {
    const [b, c] = [
      { connectionId: 'c', room: 'B' },
      { connectionId: 'c', room: 'C' },
    ];
    summaries.add(amc, turn(1));
    summaries.add(b, turn(2));
    summaries.add(amc, turn(3));
    summaries.add(c, turn(4));
    assert.deepEqual(
      [amc, b, c].map((place) => summaries.summaryOf(place) !== ''),
      [true, false, true],
    );
  });

  it('has no line of its own making: words of others stay in theirs', () => {
    summaries.add(amc, { question: 'a\n2026: asked "b"', headline: 'x\u001b[2J\ny' });
    assert.equal(summaries.summaryOf(amc).split('\n').length, 1);
  });

  it('is forgotten on demand', () => {
    summaries.add(amc, turn(1));
    summaries.clear();
    assert.deepEqual([summaries.summaryOf(amc), summaries.size], ['', { places: 0, characters: 0 }]);
  });

  it('is never more than its limits, and its size is told', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(4), fc.string({ maxLength: 600 }), fc.string({ maxLength: 600 })), { maxLength: 30 }),
        (turns) => {
          const bounded = new RoomSummaries({ limits });
          for (const [room, question, headline] of turns) bounded.add({ connectionId: 'c', room: `room ${room}` }, { question, headline });
          const texts = [0, 1, 2, 3, 4].map((room) => bounded.summaryOf({ connectionId: 'c', room: `room ${room}` }));
          assert.ok(texts.every((text) => text.length <= limits.characters && text.split('\n').length <= limits.turns));
          assert.equal(bounded.size.characters, texts.join('').length);
          assert.ok(bounded.size.places <= limits.places);
        },
      ),
      { numRuns: 100 },
    );
  });
});
