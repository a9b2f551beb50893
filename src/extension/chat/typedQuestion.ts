import { assistantCommands } from '../../core/assistant/answer.ts';
import { participantName } from './chatQuery.ts';

/** A question as the chat hands it over. */
export interface TypedQuestion {
  prompt: string;
  command?: string | undefined;
}

const again = new RegExp(`^\\s*@${participantName}\\b\\s*`, 'i');
const typedCommand = new RegExp(`^\\s*/(${assistantCommands.join('|')})(?![\\w/])\\s*`);

/**
 * The question without a participant and a command that were typed into its words: the chat keeps `@cleanroom` in the input,
 * and takes a second `@cleanroom /next` for words.
 */
export function typedQuestion({ prompt, command }: TypedQuestion): TypedQuestion {
  const words = prompt.replace(again, '');
  const typed = command === undefined ? typedCommand.exec(words) : null;
  return typed === null ? { prompt: words, command } : { prompt: words.slice(typed[0].length), command: typed[1] };
}
