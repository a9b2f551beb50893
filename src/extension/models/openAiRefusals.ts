import type { APIError } from 'openai';
import * as z from 'zod/mini';
import { asSentence, CleanRoomError, type CleanRoomErrorCode } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { counted, t } from '../../core/text.ts';

/** Where an error happened, for the sentence. */
export interface ModelCallSite {
  /** What was asked for, for example `gpt-5 (OpenAI)`. */
  subject: string;
  host: string;
  /** Taken out of words that repeat it. */
  key: string | undefined;
  /** True: a part of the answer has come and stays. */
  begun: boolean;
}

/** Why a server did not do what it was asked for. */
type Refusal = 'key' | 'permission' | 'unknown' | 'slower' | 'spent' | 'tooLong' | 'redirected' | 'server' | 'request';

/** OpenAI's code or type, else the words of vLLM, llama.cpp and others. */
const tooLongCode = /^(context_length_exceeded|exceed_context_size_error|string_above_max_length)$/;
const tooLongWords = /context (length|size|window)|maximum context|prompt is too long|too many (input )?tokens/i;

/** Keys as OpenAI and its kind write them, whole or half hidden, and whatever follows "Bearer". */
const looksLikeKey = /\bsk-[^\s"',]+|\b(Bearer\s+)[^\s"',]+/gi;

/** What a server said instead of an answer, as one of ours. */
export function refusalError(error: APIError, site: ModelCallSite): CleanRoomError {
  const refusal = refusalOf(error);
  if (refusal === 'filtered') return heldBack(site);
  return new CleanRoomError(codeOf(refusal), sentenceOf(refusal, wordsOf(error, site), site), {
    remedy: remedyFor(refusal, error, site),
    details: typeof error.requestID === 'string' ? { requestId: foreignText(error.requestID) } : {},
  });
}

/** The answer was held back by the provider's content filter. */
export function heldBack({ subject, begun }: ModelCallSite): CleanRoomError {
  return new CleanRoomError(
    'refused',
    begun
      ? t('The answer of {0} is incomplete: the content filter of its provider stopped it. What came stays.', subject)
      : t('The content filter of its provider stopped the answer of {0}.', subject),
    { remedy: t('Put the question in other words, or choose another model.') },
  );
}

function refusalOf({ status, code, type, message }: APIError): Refusal | 'filtered' {
  if ([code, type].some((each) => tooLongCode.test(each ?? '')) || status === 413) return 'tooLong';
  if (code === 'content_filter') return 'filtered';
  if (code === 'insufficient_quota') return 'spent';
  switch (status) {
    case undefined:
      return 'server';
    case 401:
      return 'key';
    case 403:
      return 'permission';
    case 404:
      return 'unknown';
    case 429:
      return 'slower';
    default:
      // 408: somebody on the way, often a proxy, has waited too long.
      if (status >= 500 || status === 408) return 'server';
      if (status < 400) return 'redirected';
      return tooLongWords.test(message) ? 'tooLong' : 'request';
  }
}

function codeOf(refusal: Refusal): CleanRoomErrorCode {
  switch (refusal) {
    case 'key':
      return 'connection_unusable';
    case 'permission':
      return 'not_permitted';
    case 'unknown':
      return 'not_found';
    case 'slower':
      return 'throttled';
    case 'spent':
      return 'quota_reached';
    case 'server':
      return 'service_fault';
    case 'tooLong':
    case 'redirected':
    case 'request':
      return 'invalid_input';
  }
}

function sentenceOf(refusal: Refusal, words: string, { subject, host, key, begun }: ModelCallSite): string {
  switch (refusal) {
    case 'key':
      return key === undefined
        ? t('{0} wants a key for {1}: {2}', host, subject, words)
        : t('{0} did not accept the key for {1}: {2}', host, subject, words);
    case 'permission':
      return t('The key does not permit {1} at {0}: {2}', host, subject, words);
    case 'unknown':
      return t('{0} knows no {1}: {2}', host, subject, words);
    case 'slower':
      return t('{0} asks to slow down with {1}: {2}', host, subject, words);
    case 'spent':
      return t('The allowance at {0} for {1} is used up: {2}', host, subject, words);
    case 'tooLong':
      return t('The conversation is too long for {0}: {1}', subject, words);
    case 'redirected':
      return t('{0} answered for {1} with a redirection, which is not followed.', host, subject);
    case 'server':
      return begun
        ? t('The answer of {1} is incomplete, {0} failed: {2} What came stays.', host, subject, asSentence(words))
        : t('{0} failed for {1}: {2}', host, subject, words);
    case 'request':
      return t('{0} refused the request for {1}: {2}', host, subject, words);
  }
}

function remedyFor(refusal: Refusal, { headers }: APIError, { host }: ModelCallSite): string {
  switch (refusal) {
    case 'key':
      return t('Enter it with "{0}".', t('Clean Rooms: Set the key of a model provider…'));
    case 'permission':
      return t('Choose another model, or let {0} permit it to the key.', host);
    case 'unknown':
      return t('Choose another model, or correct it in the setting {0}.', 'cleanRooms.models.providers');
    case 'slower':
      return whenAgain(headers);
    case 'spent':
      return t('Look at plan and billing there, or choose a model of another provider.');
    case 'tooLong':
      return t(
        'Ask in a new chat, or about less. Where the model takes less than is assumed, say so in the setting {0}: {1}.',
        'cleanRooms.models.providers',
        'maxInputTokens',
      );
    case 'redirected':
      return t('Put the address that it leads to into the setting {0}; the key is sent nowhere else.', 'cleanRooms.models.providers');
    case 'server':
      return t('Ask again in some minutes, or choose another model.');
    case 'request':
      return t('Choose another model; if it stays so, this server takes less than the API of OpenAI does.');
  }
}

/** From `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110). */
function whenAgain(headers: Headers | undefined): string {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  const after = headers?.get('retry-after') ?? '';
  const seconds = Math.ceil(
    Number.isFinite(milliseconds)
      ? milliseconds / 1000
      : /^\d+(\.\d+)?$/.test(after)
        ? Number(after)
        : (Date.parse(after) - Date.now()) / 1000,
  );
  if (!(seconds > 0)) return t('Ask again in some minutes, or choose another model.');
  return seconds < 120
    ? counted(seconds, t('Ask again in 1 second.'), t('Ask again in {0} seconds.', seconds))
    : t('Ask again in {0} minutes, or choose another model.', Math.ceil(seconds / 60));
}

/** The provider's own words, without a key in them; the status alone where there are none. */
function wordsOf({ status, error, message }: APIError, { key }: ModelCallSite): string {
  const own = z.looseObject({ message: z.string() }).safeParse(error);
  // A page of a proxy is no sentence; the package puts the status before what it has.
  const said = own.success ? own.data.message : message.replace(/^\d{3} /, '');
  const words = /<\w|status code \(no body\)/i.test(said) ? '' : said;
  // Before it is cut short: half a key is one too.
  const clean = foreignText((key === undefined ? words : words.replaceAll(key, '…')).replace(looksLikeKey, '$1…'), 400);
  return clean || (status === undefined ? t('no reason given.') : t('HTTP status {0}.', status));
}
