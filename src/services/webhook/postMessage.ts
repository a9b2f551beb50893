import { setTimeout as sleep } from 'node:timers/promises';
import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

const patienceMs = 10_000;
const usualPauseMs = 1000;
const longestPauseMs = 30_000;

/** How long to wait for an answer, and for the second try where the service does not say. */
export interface Patience {
  answerMs: number;
  pauseMs: number;
  longestPauseMs: number;
}

/**
 * Posts a message to a webhook, as Slack and those that understand it take it. Tries once more where the service is busy
 * or broken (429, 5xx). Raises `no_answer` or `refused`; no error holds the address, which is a secret.
 */
export async function postMessage(
  address: URL,
  text: string,
  { answerMs, pauseMs, longestPauseMs: longest }: Patience = { answerMs: patienceMs, pauseMs: usualPauseMs, longestPauseMs },
): Promise<void> {
  const first = await post(address, text, answerMs);
  if (first.ok) return;
  if (first.status !== 429 && first.status < 500) throw refusal(first.status);
  await sleep(Math.min(retryAfter(first.headers.get('retry-after')) ?? pauseMs, longest));
  const second = await post(address, text, answerMs);
  if (!second.ok) throw refusal(second.status);
}

async function post(address: URL, text: string, answerMs: number): Promise<Response> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ text }),
      // A redirection would carry the message to a place that nobody has chosen.
      redirect: 'manual',
      signal: AbortSignal.timeout(answerMs),
    });
    // Unread, it would hold the connection open.
    await answer.body?.cancel();
    return answer;
  } catch (thrown) {
    // Without the cause, whose message may hold the address.
    throw new CleanRoomError('no_answer', t('The alerts could not be delivered: no answer from the webhook ({0}).', kindOf(thrown)), {
      remedy: t('Check the network and CLEANROOMS_WEBHOOK_URL.'),
    });
  }
}

function refusal(status: number): CleanRoomError {
  return new CleanRoomError('refused', t('The alerts could not be delivered: the webhook answered {0}.', status), {
    remedy: t('Check that the address in CLEANROOMS_WEBHOOK_URL is still valid.'),
  });
}

/** Milliseconds, from seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** A code such as ECONNREFUSED, or the kind of the error; never its message. */
function kindOf(thrown: unknown): string {
  const cause: unknown = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return thrown instanceof Error ? thrown.name : t('unknown');
}
