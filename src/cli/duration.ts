import { InvalidArgumentError } from 'commander';
import { t } from '../core/text.ts';

const milliseconds = { s: 1000, m: 60_000, h: 3_600_000 } as const;
const longest = 24 * milliseconds.h;

/** The milliseconds of a time such as 90s, 15m or 1h, at most a day. Raises Commander's error for a wrong argument. */
export function duration(text: string): number {
  const [, number, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const time = unit === 's' || unit === 'm' || unit === 'h' ? Number(number) * milliseconds[unit] : 0;
  if (time <= 0 || time > longest) throw new InvalidArgumentError(t('must be a time such as 90s, 15m or 1h, at most 24h.'));
  return time;
}
