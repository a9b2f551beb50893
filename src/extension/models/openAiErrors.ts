import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';
import { refusalError, type ModelCallSite } from './openAiRefusals.ts';

const networkError = z.looseObject({ code: z.string() });

/** Whatever was thrown while a model was asked, as one of ours: what happened, to what, and the next step. Never with the key. */
export function modelError(thrown: unknown, site: ModelCallSite, signal: AbortSignal): CleanRoomError {
  if (signal.aborted || thrown instanceof APIUserAbortError) return new CleanRoomError('cancelled', t('Cancelled.'));
  if (thrown instanceof CleanRoomError) return thrown;
  if (thrown instanceof APIConnectionError) return noAnswer(thrown, site);
  if (isApiError(thrown)) return refusalError(thrown, site);
  if (thrown instanceof SyntaxError) return notTheProtocol(site);
  return brokenOff(site);
}

/** Without the `any` that the package's own class would let in. */
function isApiError(thrown: unknown): thrown is APIError {
  return thrown instanceof APIError;
}

/** The answer ended without saying that it was whole. */
export function brokenOff({ subject, host, begun }: ModelCallSite): CleanRoomError {
  return new CleanRoomError(
    'no_answer',
    begun
      ? t('The answer of {0} is incomplete: the connection to {1} broke off. What came stays.', subject, host)
      : t('The connection to {1} broke off before {0} answered.', subject, host),
    { remedy: t('Ask again.') },
  );
}

/** The answer reached the most that the model may write. */
export function cutShort({ subject }: ModelCallSite): CleanRoomError {
  return new CleanRoomError('quota_reached', t('The answer of {0} is incomplete: it reached the longest that the model writes.', subject), {
    remedy: t('What came stays. Ask for less at once.'),
  });
}

/** What came is not what OpenAI's API answers. */
export function notTheProtocol({ subject, host }: ModelCallSite): CleanRoomError {
  return new CleanRoomError('unexpected_answer', t('{0} did not answer for {1} as the API of OpenAI does.', host, subject), {
    remedy: t('Check the base URL in the setting {0}; it often ends in /v1.', 'cleanRooms.models.providers'),
  });
}

function noAnswer(error: APIConnectionError, { subject, host }: ModelCallSite): CleanRoomError {
  const reason =
    error instanceof APIConnectionTimeoutError ? t('nothing came in time.') : (refusedConnection(error) ?? t('the connection failed.'));
  return new CleanRoomError('no_answer', t('No answer from {0} for {1}: {2}', host, subject, reason), {
    remedy: t('Check that the server runs, the network and the proxy, and the base URL in the setting {0}.', 'cleanRooms.models.providers'),
  });
}

/** From a code such as ECONNREFUSED, which fetch hides in a cause of the cause. Never fetch's own message: it may quote a header. */
function refusedConnection(error: unknown): string | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const code = networkError.safeParse(each).data?.code;
    if (code === 'ECONNREFUSED') return t('the connection was refused.');
    if (code !== undefined) return foreignText(code, 60);
  }
  return undefined;
}
