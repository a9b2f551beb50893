import * as z from 'zod/mini';
import { CleanRoomError } from '../errors.ts';
import { t } from '../text.ts';
import { localTime } from './localTime.ts';

/** How much a model may be asked, by this person on this machine. */
export interface BudgetLimits {
  requestsPerMinute: number;
  requestsPerDay: number;
  /** Of everything that models are given. */
  charactersPerMinute: number;
  charactersPerDay: number;
}

export const budgetLimits: BudgetLimits = {
  requestsPerMinute: 10,
  requestsPerDay: 200,
  charactersPerMinute: 120_000,
  charactersPerDay: 2_000_000,
};

/** What has been asked within the last day: when (ISO 8601), and how many characters a model was given. */
export const modelUseSchema = z.object({ uses: z.array(z.object({ at: z.string(), characters: z.number() })) });
export type ModelUse = z.infer<typeof modelUseSchema>;

/** The port of what all windows of a person have asked models together. Methods raise CleanRoomError. */
export interface ModelBudget {
  /** To be called before each request. Raises `throttled` or `quota_reached`, saying when there is more. */
  spend(characters: number, limits: BudgetLimits): Promise<void>;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Nothing asked yet. */
export const noModelUse: ModelUse = { uses: [] };

/**
 * What has been asked with one more request in it. Raises `throttled` where the minute has no room for it, and
 * `quota_reached` where the day has none; both say when there is.
 */
export function spend({ uses }: ModelUse, characters: number, limits: BudgetLimits, now: Date): ModelUse {
  const recent = uses
    .map((use) => ({ ...use, time: Date.parse(use.at) }))
    // A time after now is from a clock that was wrong: it must not close the budget for ever.
    .filter(({ time }) => time > now.getTime() - dayMs && time <= now.getTime());
  for (const { spanMs, requests, most } of spansOf(limits)) {
    const within = recent.filter(({ time }) => time > now.getTime() - spanMs);
    const free = freeAt(within, { characters, requests, most, spanMs });
    if (free !== undefined) throw spent(spanMs, requests, most, free);
  }
  return { uses: [...recent.map(({ at, characters: given }) => ({ at, characters: given })), { at: now.toISOString(), characters }] };
}

interface Span {
  spanMs: number;
  requests: number;
  /** Characters. */
  most: number;
}

function spansOf(limits: BudgetLimits): Span[] {
  return [
    { spanMs: minuteMs, requests: limits.requestsPerMinute, most: limits.charactersPerMinute },
    { spanMs: dayMs, requests: limits.requestsPerDay, most: limits.charactersPerDay },
  ];
}

/** Undefined: at once; never: it is more than a whole span allows. */
function freeAt(
  within: readonly { time: number; characters: number }[],
  { characters, requests, most, spanMs }: Span & { characters: number },
): Date | 'never' | undefined {
  if (requests < 1 || characters > most) return 'never';
  const oldestFirst = within.toSorted((a, b) => a.time - b.time);
  let given = oldestFirst.reduce((sum, use) => sum + use.characters, 0);
  let count = oldestFirst.length;
  let free: Date | undefined;
  for (const use of oldestFirst) {
    if (count < requests && given + characters <= most) return free;
    count -= 1;
    given -= use.characters;
    free = new Date(use.time + spanMs);
  }
  return free;
}

function spent(spanMs: number, requests: number, most: number, free: Date | 'never'): CleanRoomError {
  const day = spanMs === dayMs;
  const span = day ? t('a day') : t('a minute');
  const message = t('The budget for models is used up: {0} requests and {1} characters {2}.', requests, most, span);
  return new CleanRoomError(day ? 'quota_reached' : 'throttled', message, {
    remedy:
      free === 'never'
        ? t(
            'This request alone is more than that; how many requests there may be is set in cleanRooms.assistant. The answer without a model is complete.',
          )
        : t(
            'There is more from {0} on; how many requests there may be is set in cleanRooms.assistant. The answer without a model is complete.',
            localTime(free.toISOString()),
          ),
  });
}
