import type { LiveRampRequest } from './request.ts';

/** The part of a list that `limit` and `offset` ask for; LiveRamp sends no total and no token with it (api-notes.md, §4). */
export function pageOf<T>(all: readonly T[], request: LiveRampRequest, { usual = 500, most = Infinity } = {}): T[] {
  const offset = request.wholeNumber('offset', { least: 0, otherwise: 0 });
  const limit = request.wholeNumber('limit', { least: 1, most, otherwise: usual });
  return all.slice(offset, offset + limit);
}
