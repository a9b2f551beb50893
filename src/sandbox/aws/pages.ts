import type { Context } from './context.ts';
import { validationError } from './serviceError.ts';

export interface Page<T> {
  items: T[];
  nextToken: string | undefined;
}

/**
 * One page of a list. The token is opaque to callers: base64 of the position. Under the scenario's `short_pages`, pages
 * hold half of what was asked for and the second one is empty, as a service may do.
 */
export function pageOf<T>(context: Context, all: readonly T[], size: number, token: string | undefined, tokenField = 'nextToken'): Page<T> {
  const { start, pause } = token === undefined ? { start: 0, pause: false } : readToken(context, token, tokenField);
  if (!context.world.settings.shortPages) return slice(context, all, start, size);
  if (pause) return { items: [], nextToken: writeToken(context, start, false) };
  const page = slice(context, all, start, Math.max(1, Math.floor(Math.min(size, all.length) / 2)));
  return start === 0 && page.nextToken !== undefined
    ? { items: page.items, nextToken: writeToken(context, page.items.length, true) }
    : page;
}

function slice<T>(context: Context, all: readonly T[], start: number, size: number): Page<T> {
  const end = start + size;
  return { items: all.slice(start, end), nextToken: end < all.length ? writeToken(context, end, false) : undefined };
}

function writeToken({ operation }: Context, start: number, pause: boolean): string {
  return Buffer.from(`${operation} ${String(start)}${pause ? ' pause' : ''}`).toString('base64');
}

function readToken({ operation, service }: Context, token: string, field: string): { start: number; pause: boolean } {
  const match = /^(\w+) (\d+)( pause)?$/.exec(Buffer.from(token, 'base64').toString('latin1'));
  if (match?.[1] !== operation) throw validationError(service, [{ field, message: 'is not a token of this operation' }]);
  return { start: Number(match[2]), pause: match[3] !== undefined };
}
