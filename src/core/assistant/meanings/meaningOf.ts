import { configurationMeanings } from './configurationMeanings.ts';
import { connectionMeanings } from './connectionMeanings.ts';
import { idMeanings } from './idMeanings.ts';
import type { Meanings } from './meaning.ts';
import { partnerMeanings } from './partnerMeanings.ts';
import { roleMeanings } from './roleMeanings.ts';
import { roomMeanings } from './roomMeanings.ts';
import { schemaMeanings } from './schemaMeanings.ts';
import { tableMeanings } from './tableMeanings.ts';

const meanings: Meanings = {
  ...connectionMeanings,
  ...roomMeanings,
  ...roleMeanings,
  ...tableMeanings,
  ...schemaMeanings,
  ...idMeanings,
  ...configurationMeanings,
  ...partnerMeanings,
};

/** What a finding of this id means; undefined where its title has to say it all. */
export function meaningOf(id: string): string | undefined {
  return Object.hasOwn(meanings, id) ? meanings[id]?.() : undefined;
}
