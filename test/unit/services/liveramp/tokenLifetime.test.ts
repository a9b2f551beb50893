import assert from 'node:assert/strict';
import { tokenLifetime } from '../../../../src/services/liveramp/tokenLifetime.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const hour = 3_600_000;

describe('How long a token holds', () => {
  const cases: [string, { expiresAt?: unknown; expiresIn?: unknown }, number][] = [
    ['until expiresAt, whatever expiresIn says', { expiresAt: '2026-03-02T00:00:00Z', expiresIn: 86_400 }, now + 12 * hour],
    ['until expiresAt in UTC where it names no zone', { expiresAt: '2026-03-02T00:00:00.123' }, now + 12 * hour + 123],
    ['until expiresAt in the zone that it names', { expiresAt: '2026-03-02T00:00:00+02:00' }, now + 10 * hour],
    ['for expiresIn seconds where there is no expiresAt', { expiresIn: 3600 }, now + hour],
    ['for expiresIn seconds where expiresAt is in another form', { expiresAt: '02-03-2026 00:00:00', expiresIn: '3600' }, now + hour],
    ['for expiresIn seconds where our clock is ahead of expiresAt', { expiresAt: '2026-03-01T11:00:00Z', expiresIn: 3600 }, now + hour],
    ['for twelve hours where nothing is said', {}, now + 12 * hour],
    ['for twelve hours where nonsense is said', { expiresAt: 7, expiresIn: 'soon' }, now + 12 * hour],
  ];
  for (const [name, { expiresAt, expiresIn }, end] of cases)
    it(`is ${name}`, () => {
      assert.equal(tokenLifetime({ expiresAt, expiresIn }, now), end);
    });
});
