import type { AssistantCommand } from '../../core/assistant/answer.ts';
import { foreignText } from '../../core/foreignText.ts';

/** The participant, as package.json contributes it. */
export const participantName = 'cleanroom';

/** Something that a question names: as a person calls it, and by its id. */
export interface NamedThing {
  name?: string | undefined;
  id?: string | undefined;
}

/** What a question of ours is about, in the order in which it names it. */
export interface QueryAbout {
  findingId?: string | undefined;
  subject?: NamedThing | undefined;
  room?: NamedThing | undefined;
  /** Only where there are several connections. */
  connection?: NamedThing | undefined;
}

/** A question for the chat view that a person can read, and that @cleanroom understands. */
export function chatQuery(command: AssistantCommand, about: QueryAbout = {}): string {
  return [`@${participantName}`, `/${command}`, chatWords(about)].filter((word) => word !== '').join(' ');
}

/** The words of such a question, without participant and command. */
export function chatWords({ findingId, subject, room, connection }: QueryAbout): string {
  const parts: [word: string, said: string | undefined][] = [
    ['', findingId],
    [findingId === undefined ? '' : 'of', said(subject)],
    ['in', said(room)],
    ['with', said(connection)],
  ];
  return parts
    .flatMap(([word, text]) => (text === undefined ? [] : [word, text]))
    .filter((word) => word !== '')
    .join(' ');
}

/**
 * Names as the label of a follow-up question. VS Code shows it as Markdown and gives it to screen readers as it is: so the
 * signs that would make a picture, a link, code or emphasis of a partner's words are left out, not escaped.
 */
export function chatLabel(names: readonly string[]): string {
  return names.map((name) => foreignText(name.replace(/[[\]<>*`~\\]+/g, ' ').replace(/ {2,}/g, ' '), 60)).join(' · ');
}

/**
 * A name in quotes. Partners choose names, and the chat view takes `#…`, `@…` and `/…` for tools, participants and commands:
 * of such a name the id stands there, or what is left of it without those characters.
 */
function said(thing: NamedThing | undefined): string | undefined {
  const name = foreignText(thing?.name ?? '', 120);
  if (name !== '' && !/["`\\<>]|(?:^|[^\p{L}\p{N}])[@#/]/u.test(name)) return `"${name}"`;
  if (thing?.id !== undefined && /^[\w:/.-]+$/.test(thing.id)) return thing.id;
  const left = name
    .replace(/[^\p{L}\p{N} _.-]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return left === '' ? undefined : `"${left}"`;
}
