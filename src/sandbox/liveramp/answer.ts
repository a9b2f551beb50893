/** Results and errors as LiveRamp sends them (api-notes.md, §1 and §5). */
import type { Answer } from '../httpExchange.ts';
import type { Json } from '../json.ts';
import type { LiveRampError } from './liveRampError.ts';
import type { LiveRampSettings } from './world/settings.ts';

/** The request id stands twice in its header, as live answers have it; there is never a Retry-After. */
function headersOf(requestId: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
    'x-request-id': `${requestId}, ${requestId}`,
  };
}

export function resultAnswer(result: Json, requestId: string): Answer {
  return { status: 200, headers: headersOf(requestId), body: JSON.stringify(result) };
}

/** @param path the request's path, from `/v1` on */
export function errorAnswer(
  { status, statusName, message }: LiveRampError,
  form: LiveRampSettings['errorForm'],
  path: string,
  requestId: string,
  now: number,
): Answer {
  const body: Json =
    form === 'spec'
      ? { code: statusName, message }
      : { status: statusName, code: status, timestamp: dayFirst(now), message, details: `uri=${path}` };
  return { status, headers: headersOf(requestId), body: JSON.stringify(body) };
}

/** `12-08-2026 05:17:12`: day first and without a zone. */
function dayFirst(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  return `${date.split('-').reverse().join('-')} ${time.slice(0, 8)}`;
}
