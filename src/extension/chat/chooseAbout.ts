import type { AboutText } from '../../core/assistant/aboutFromText.ts';
import type { NamedTarget } from '../../core/assistant/knownName.ts';
import type { About } from './about.ts';
import type { Pointing } from './pointingWords.ts';

/** Something that a question may be about although it does not name it, and since when (milliseconds of Date.now()). */
export type Since<T> = T & { since: number };

/** Everything from which it can be told what a question is about. */
export interface Clues {
  /** What the question itself names. */
  named: AboutText;
  /** What it may be about where it names nothing as it is called. */
  likely: AboutText;
  /** True where it has a word that may name something. */
  mayName: boolean;
  /** What the texts name that the person attached to it, in their order. */
  attached: readonly AboutText[];
  pointing: Pointing;
  /** What is selected in our views or in an editor. */
  selected: Since<About> | undefined;
  /** What the conversation was about last. */
  earlier: Since<About> | undefined;
  /** All that are there. */
  connectionIds: readonly string[];
}

/**
 * What a question is about; or what it may be about, for the person to say. It is `assumed` where the question has a word that
 * may name something, and nothing is called so.
 */
export type Choice = { kind: 'about'; about: About; assumed?: boolean } | { kind: 'which'; candidates: About[] };

/** Names come first, then what is attached, then what is pointed at; nothing is guessed where several fit. */
export function chooseAbout(clues: Clues): Choice {
  const context = contextOf(clues);
  const [named] = [clues.named, ...clues.attached, clues.likely].filter(({ kind }) => kind !== 'nothing');
  switch (named?.kind) {
    case 'one':
      return through(named.target, context, clues.connectionIds);
    case 'several':
      return narrowed(named.candidates, context, clues.connectionIds);
    default:
      return assumed(clues, unnamed(clues, context));
  }
}

function unnamed({ pointing, connectionIds }: Clues, context: About | undefined): Choice {
  if (context === undefined) return through({}, undefined, connectionIds);
  return { kind: 'about', about: pointing === 'everything' ? { connectionId: context.connectionId } : context };
}

/** A word that points says what is meant; any other that might be a name has not been understood. */
function assumed({ pointing, mayName }: Clues, choice: Choice): Choice {
  return choice.kind === 'about' && pointing === 'nothing' && mayName ? { ...choice, assumed: true } : choice;
}

/** What is pointed at: what the words say; where they say nothing the newest. */
function contextOf({ pointing, selected, earlier }: Clues): About | undefined {
  switch (pointing) {
    case 'selected':
      return bare(selected ?? earlier);
    case 'earlier':
      return bare(earlier ?? selected);
    case 'everything':
    case 'nothing':
      return bare((selected?.since ?? 0) > (earlier?.since ?? 0) ? selected : earlier);
  }
}

function bare(about: Since<About> | undefined): About | undefined {
  if (about === undefined) return undefined;
  const { since: _since, ...rest } = about;
  return rest;
}

/** A target without a connection is in the one that was talked about, or in the only one. */
function through(target: NamedTarget, context: About | undefined, connectionIds: readonly string[]): Choice {
  const ids = target.connectionId === undefined ? (context === undefined ? connectionIds : [context.connectionId]) : [target.connectionId];
  const candidates = ids.map((connectionId): About => {
    // Something by itself is looked for where the talk was, if that was in the same connection.
    const room = target.room ?? (target.subject !== undefined && context?.connectionId === connectionId ? context.room : undefined);
    return {
      connectionId,
      ...(room === undefined ? {} : { room }),
      ...(target.subject === undefined ? {} : { subject: target.subject }),
    };
  });
  const [only, ...more] = candidates;
  return only !== undefined && more.length === 0 ? { kind: 'about', about: only } : { kind: 'which', candidates };
}

/** Of several things of one name, the one in the room, or else through the connection, that was talked about. */
function narrowed(targets: readonly NamedTarget[], context: About | undefined, connectionIds: readonly string[]): Choice {
  const candidates = targets.flatMap(({ connectionId, room, subject }) =>
    (connectionId === undefined ? connectionIds : [connectionId]).map((id): About => ({
      connectionId: id,
      ...(room === undefined ? {} : { room }),
      ...(subject === undefined ? {} : { subject }),
    })),
  );
  const there = candidates.filter(({ connectionId }) => connectionId === context?.connectionId);
  for (const fitting of [there.filter(({ room }) => room !== undefined && room === context?.room), there]) {
    const [only, ...more] = fitting;
    if (only !== undefined && more.length === 0) return { kind: 'about', about: only };
  }
  return { kind: 'which', candidates };
}
