import type { Account } from '../connections/account.ts';

/**
 * The id of a tree item: stable for the connection, so that what is unfolded stays unfolded, and made so that neither
 * two connections nor two kinds of items can meet, whatever partners call their things.
 */
export function itemId({ settings, saved }: Account, ...parts: string[]): string {
  return JSON.stringify([saved, settings, ...parts]);
}
