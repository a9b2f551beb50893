import * as vscode from 'vscode';
import { aboutFromPart, aboutFromText } from '../../core/assistant/aboutFromText.ts';
import { assistantCommands, type AssistantCommand } from '../../core/assistant/answer.ts';
import { likelyAbout, namingWords } from '../../core/assistant/likelyAbout.ts';
import type { KnownName } from '../../core/assistant/knownName.ts';
import type { Account } from '../connections/account.ts';
import { keyOf } from '../connections/connectionSettings.ts';
import { accountOf } from '../panels/accountOf.ts';
import type { Workbench } from '../workbench.ts';
import { aboutLine, type About } from './about.ts';
import { attachedTexts, selectedText } from './attachedTexts.ts';
import { chatLabel, chatWords, type QueryAbout } from './chatQuery.ts';
import { chooseAbout, type Since } from './chooseAbout.ts';
import { callOf } from './connectionCalls.ts';
import type { Conversation } from './conversation.ts';
import type { Asked } from './findAnswer.ts';
import { gatherNames } from './gatherNames.ts';
import { roomName } from './knownNames.ts';
import type { TypedQuestion } from './typedQuestion.ts';
import type { LastSelection } from './lastSelection.ts';
import { commandFor, findingIdIn, pointingOf } from './pointingWords.ts';

/** One of several things that a question may be about, as a person picks it. */
export interface Candidate {
  label: string;
  /** The question that means it. */
  prompt: string;
}

/** What a request asks; or between what the person has to choose. */
export type Understood =
  /** `assumed`: the question has a word that may name something, and nothing is called so. */
  | { kind: 'asked'; asked: Asked; about: About | undefined; assumed?: boolean }
  | { kind: 'which'; command: AssistantCommand; candidates: Candidate[] };

/** Finds out what a request is about: from its words, from what is attached to it, from what is selected and was talked about. */
export async function whatIsAsked(
  workbench: Workbench,
  selection: LastSelection,
  request: TypedQuestion & Pick<vscode.ChatRequest, 'references'>,
  conversation: Conversation,
  how: { signal: AbortSignal; onProgress: (message: string) => void },
): Promise<Understood> {
  const { all } = workbench.accounts;
  const { prompt } = request;
  const command = assistantCommands.find((each) => each === request.command) ?? commandFor(prompt);
  const attached = await attachedTexts(request.references);
  const pointedAt = selection.all[0]?.kind === 'editor' ? selectedText() : undefined;
  const mayName = prompt.trim() !== '' || attached.length > 0 || pointedAt !== undefined;
  const names = mayName ? await gatherNames(workbench, how.signal, how.onProgress) : [];
  const isThere = (about: About): boolean => all.some(({ settings }) => keyOf(settings) === about.connectionId);
  const findingId = findingIdIn(prompt);
  const choice = chooseAbout({
    named: aboutFromText(prompt, names),
    likely: findingId === undefined ? likelyAbout(prompt, names) : { kind: 'nothing' },
    mayName: findingId === undefined && namingWords(prompt).length > 0,
    attached: attached.map((text) => aboutFromPart(text, names)),
    // A kind of finding is asked about where it was just told.
    pointing: findingId === undefined ? pointingOf(prompt) : 'earlier',
    selected: selectedThing(selection, names, all).find(isThere),
    earlier: conversation.last !== undefined && isThere(conversation.last) ? conversation.last : undefined,
    connectionIds: all.map(({ settings }) => keyOf(settings)),
  });
  if (choice.kind === 'about') {
    const { connectionId, room, subject } = choice.about;
    const asked: Asked = { command, accounts: [accountOf(all, connectionId)], room, subject, findingId };
    return { kind: 'asked', about: choice.about, asked, ...(choice.assumed === true ? { assumed: true } : {}) };
  }
  // A report about everything is one report.
  if (command === 'report') return { kind: 'asked', about: undefined, asked: { command, accounts: all } };
  return { kind: 'which', command, candidates: candidatesOf(choice.candidates, names, all, findingId) };
}

/** What is selected, the newest first; a text counts where it names one thing. */
function selectedThing(selection: LastSelection, names: readonly KnownName[], all: readonly Account[]): Since<About>[] {
  return selection.all.flatMap((selected): Since<About>[] => {
    if (selected.kind === 'line') {
      const { account, ...target } = selected.target;
      return account === undefined ? [] : [{ connectionId: keyOf(account.settings), ...aboutLine(target), since: selected.since }];
    }
    const text = selectedText();
    const named = text === undefined ? undefined : aboutFromPart(text, names);
    if (named?.kind !== 'one') return [];
    const [only, ...more] = all;
    const connectionId = named.target.connectionId ?? (more.length === 0 && only !== undefined ? keyOf(only.settings) : undefined);
    return connectionId === undefined ? [] : [{ ...named.target, connectionId, since: selected.since }];
  });
}

function candidatesOf(
  candidates: readonly About[],
  names: readonly KnownName[],
  all: readonly Account[],
  findingId: string | undefined,
): Candidate[] {
  return candidates.map(({ connectionId, room, subject }) => {
    const account = accountOf(all, connectionId);
    const connection = callOf(account, all);
    const called = room === undefined ? undefined : (roomName(names, connectionId, room) ?? room);
    const about: QueryAbout = {
      findingId,
      subject: { name: subject },
      room: { name: called, id: room },
      connection: { name: connection, id: account.place.accountId },
    };
    const label = chatLabel([subject, called, connection].filter((name) => name !== undefined));
    return { label, prompt: chatWords(about) };
  });
}
