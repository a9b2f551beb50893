import type { ChosenConnection } from './chosenConnections.ts';
import type { CommonOptions } from './commonOptions.ts';
import { shellWord } from './shellWord.ts';

/** What has to be added to a command so that it is about the same connection and file as this run. */
export function sameOptions(chosen: ChosenConnection, { config, profile, region, allConnections }: CommonOptions): string {
  const file = config === undefined ? '' : ` --config ${shellWord(config)}`;
  if (chosen.service === 'liveramp') return ` --organisation ${shellWord(chosen.name)}${file}`;
  const given = allConnections === true ? chosen : { profile, region };
  return [
    given.profile === undefined ? '' : ` --profile ${shellWord(given.profile)}`,
    given.region === undefined ? '' : ` --region ${shellWord(given.region)}`,
    file,
  ].join('');
}
