import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyApiUserRecord, type ApiUserRecord } from '../../../../src/core/apiUserState.ts';
import {
  isoTime,
  nextStatusPoll,
  runsLeft,
  tokensLeft,
  withRun,
  withRunRefusal,
  withStatusPoll,
  withTokenRefusal,
  withTokenRequest,
  withoutTokenRequest,
} from '../../../../src/services/liveramp/apiUserLimits.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const askedAt = (...times: number[]): ApiUserRecord => ({ ...emptyApiUserRecord, tokenRequests: times.map(isoTime) });

describe('What is left of an API user’s tokens', () => {
  const cases: [string, ApiUserRecord, { left: number; moreAt: number | undefined }][] = [
    ['two where none was asked for', askedAt(), { left: 2, moreAt: undefined }],
    ['one, and the other a day after it was asked for', askedAt(now - hour), { left: 1, moreAt: now + 23 * hour }],
    ['none, until the older one is a day old', askedAt(now - 20 * hour, now - hour), { left: 0, moreAt: now + 4 * hour }],
    ['two again a day later', askedAt(now - 24 * hour, now - 25 * hour), { left: 2, moreAt: undefined }],
    [
      'none where others have asked too often: the last but one counts',
      askedAt(now - 3 * hour, now - 2 * hour, now - hour),
      { left: 0, moreAt: now + 22 * hour },
    ],
    ['none for an hour after the service has refused one', withTokenRefusal(askedAt(now), now), { left: 0, moreAt: now + hour }],
    [
      'none for longer where the day is used up as well',
      withTokenRefusal(askedAt(now - hour, now), now),
      { left: 0, moreAt: now + 23 * hour },
    ],
    [
      'what the count says once the refusal is an hour old',
      withTokenRefusal(askedAt(now - hour), now - hour),
      { left: 1, moreAt: now + 23 * hour },
    ],
  ];
  for (const [name, record, left] of cases)
    it(`is ${name}`, () => {
      assert.deepEqual(tokensLeft(record, now), left);
    });

  it('is never more than two requests in any 24 hours, however they fall', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 * hour }), { maxLength: 40 }), (pauses) => {
        let record = emptyApiUserRecord;
        let time = now;
        const asked: number[] = [];
        for (const pause of pauses) {
          time += pause;
          if (tokensLeft(record, time).left === 0) continue;
          asked.push(time);
          record = withTokenRequest(record, time);
        }
        return asked.every((at) => asked.filter((other) => other > at - 24 * hour && other <= at).length <= 2);
      }),
    );
  });

  it('is what it was where a request has reached nobody', () => {
    assert.deepEqual(withoutTokenRequest(withTokenRequest(askedAt(now - hour), now), now), askedAt(now - hour));
  });
});

describe('What is left of an API user’s question runs', () => {
  const after = (runs: number): ApiUserRecord =>
    Array.from({ length: runs }).reduce<ApiUserRecord>((record) => withRun(record, now), emptyApiUserRecord);

  it('is twenty at first', () => {
    assert.deepEqual(runsLeft(emptyApiUserRecord, now), { left: 20, moreAt: undefined });
  });
  it('is none after twenty at once, and one more every three minutes', () => {
    const record = after(20);
    assert.deepEqual(runsLeft(record, now), { left: 0, moreAt: now + 3 * minute });
    assert.deepEqual(runsLeft(record, now + 7 * minute), { left: 2, moreAt: now + 9 * minute });
  });
  it('is twenty again after an hour, not more', () => {
    assert.deepEqual(runsLeft(after(20), now + 5 * hour), { left: 20, moreAt: undefined });
  });
  it('is none once the service has refused one, whatever we have counted', () => {
    assert.deepEqual(runsLeft(withRunRefusal(after(3), now), now), { left: 0, moreAt: now + 3 * minute });
  });
  it('stays none where the clock goes back', () => {
    assert.equal(runsLeft(after(20), now - hour).left, 0);
  });
});

describe('When the status of a run may be asked for', () => {
  it('is at once, the first time', () => {
    assert.equal(nextStatusPoll(emptyApiUserRecord, 'run', now), undefined);
  });
  it('is five minutes after the last time', () => {
    const record = withStatusPoll(emptyApiUserRecord, 'run', now);
    assert.deepEqual(
      [now, now + 5 * minute - 1, now + 5 * minute].map((time) => nextStatusPoll(record, 'run', time)),
      [now + 5 * minute, now + 5 * minute, undefined],
    );
  });
  it('is not held up by another run', () => {
    assert.equal(nextStatusPoll(withStatusPoll(emptyApiUserRecord, 'other', now), 'run', now), undefined);
  });
  it('is forgotten when it forbids nothing any more', () => {
    const record = withStatusPoll(withStatusPoll(emptyApiUserRecord, 'old', now - 5 * minute), 'run', now);
    assert.deepEqual(Object.keys(record.statusPolls), ['run']);
  });
});
