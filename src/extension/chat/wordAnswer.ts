import * as vscode from 'vscode';
import type { Answer, AssistantCommand } from '../../core/assistant/answer.ts';
import { groundedText, type GroundedText } from '../../core/assistant/groundedText.ts';
import { Masking } from '../../core/assistant/masking.ts';
import { budgetLimits, type ModelBudget } from '../../core/assistant/modelBudget.ts';
import type { PromptLog, PromptLogEntry } from '../../core/assistant/promptLog.ts';
import { wordingLimit, wordingMessages, type Wording } from '../../core/assistant/wordingMessages.ts';
import { asCleanRoomError, CleanRoomError, stopIfCancelled } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { counted } from '../../core/text.ts';
import { staysOnThisMachine } from '../models/modelPlace.ts';
import { estimatedCharacters } from '../models/tokenEstimate.ts';
import type { AssistantSettings } from './assistantSettings.ts';

/** Characters of a model's answer: ten times what is shown of one at most. A model that finds no end is not listened to for longer. */
const mostHeard = 60_000;

/** What a model is to word, and for whom. */
export interface WordingTask {
  /** By which the log and feedback name the answer. */
  answerId: string;
  question: string;
  command: AssistantCommand;
  answer: Answer;
  /** What was asked and answered before, in short. */
  history: string;
}

/** With what. */
export interface WordingTools {
  model: vscode.LanguageModelChat;
  settings: AssistantSettings;
  budget: ModelBudget;
  log: PromptLog;
  /** Shows a piece that is proven. */
  show: (piece: string) => void;
  /** Told what costs the person nothing. */
  warn: (sentence: string) => void;
}

/** What became of it. */
export interface Worded {
  /** Whether anything of the model's was shown. */
  worded: boolean;
  /** Why our own words are needed, in a sentence; empty where the model's are complete. */
  problem: string;
  /** Sentences for the person: what the model was given, what was left out. */
  notes: string[];
}

/**
 * Has a model word an answer, and shows of its words what the answer's references prove. The model gets no tools. What goes
 * wrong with it is no error: the answer is there in our own words. Raises `cancelled`.
 */
export async function wordAnswer(
  task: WordingTask,
  tools: WordingTools,
  token: vscode.CancellationToken,
  signal: AbortSignal,
): Promise<Worded> {
  const { model, settings, budget } = tools;
  const masking = settings.maskIdentifiers && !staysOnThisMachine(model) ? new Masking() : undefined;
  const heard: Heard = { text: '' };
  const asking = endedWith(token);
  /** What has left for the model; undefined: it was not asked. */
  let given: Wording | undefined;
  let grounded: GroundedText | undefined;
  let error: CleanRoomError | undefined;
  try {
    // A server on this machine often takes little, and may cut the rest without a word.
    const limit = Math.min(wordingLimit, estimatedCharacters(model.maxInputTokens));
    const wording = wordingMessages({ ...task, masking }, limit);
    await budget.spend(wording.characters, { ...budgetLimits, ...settings });
    stopIfCancelled(signal);
    // The settings may have been changed meanwhile: nothing goes out unmasked to where it must not.
    if (masking === undefined && settings.maskIdentifiers && !staysOnThisMachine(model)) throw addressChanged();
    const messages = wording.messages.map((text) => vscode.LanguageModelChatMessage.User(text));
    given = wording;
    const justification = vscode.l10n.t('It words what the checks have found.');
    const response = await model.sendRequest(messages, { justification }, asking.token);
    const said = noting(response.text, heard);
    grounded = groundedText(masking === undefined ? said : masking.unmaskAll(said), task.answer);
    for await (const piece of grounded) {
      stopIfCancelled(signal);
      tools.show(piece);
    }
  } catch (thrown) {
    error = signal.aborted ? new CleanRoomError('cancelled', vscode.l10n.t('Cancelled.')) : modelError(thrown);
  } finally {
    asking.end();
  }
  const kept = grounded?.kept ?? 0;
  const dropped = Object.values(grounded?.dropped ?? {}).reduce((sum, count) => sum + count, 0);
  if (given !== undefined) {
    const shown = kept > 0 ? 'wording' : 'template';
    await note(task, tools, {
      masked: masking !== undefined,
      prompt: given.messages,
      answer: heard.text,
      shown,
      dropped,
      error: error?.sentence,
    });
  }
  // Only now: what was given is in the log, also where the person has stopped the answer.
  if (error?.code === 'cancelled') throw error;
  if (given === undefined) return { worded: false, problem: notAskedWords(model, error), notes: [] };
  return { worded: kept > 0, problem: problemOf(model, kept, error), notes: [...givenWords(given, model), ...droppedWords(dropped)] };
}

/**
 * A token that is cancelled with another one, and at the end: a model that goes on after everything useful was heard would
 * cost the person more.
 */
function endedWith(token: vscode.CancellationToken): { token: vscode.CancellationToken; end: () => void } {
  const source = new vscode.CancellationTokenSource();
  if (token.isCancellationRequested) source.cancel();
  const listening = token.onCancellationRequested(() => {
    source.cancel();
  });
  return {
    token: source.token,
    end: () => {
      listening.dispose();
      source.cancel();
      source.dispose();
    },
  };
}

function addressChanged(): CleanRoomError {
  return new CleanRoomError('invalid_input', vscode.l10n.t('The address of its provider has just been changed.'), {
    remedy: vscode.l10n.t('Ask again.'),
  });
}

type Exchange = Extract<PromptLogEntry, { kind: 'exchange' }>;

/** A log that cannot be written is said in our own log, and costs the person nothing. */
async function note(
  { answerId, command }: WordingTask,
  { model, log, warn }: WordingTools,
  exchange: Omit<Exchange, 'kind' | 'id' | 'at' | 'command' | 'model'>,
): Promise<void> {
  const at = new Date().toISOString();
  try {
    await log.append({ kind: 'exchange', id: answerId, at, command, model: `${model.vendor}/${model.id}`, ...exchange });
  } catch (thrown) {
    warn(asCleanRoomError(thrown).sentence);
  }
}

/** What has come of the model's answer so far, as it came. */
interface Heard {
  text: string;
}

async function* noting(words: AsyncIterable<string>, heard: Heard): AsyncGenerator<string, void, undefined> {
  for await (const more of words) {
    heard.text += more;
    yield more;
    if (heard.text.length > mostHeard) return;
  }
}

/** Of what VS Code and providers throw, only the sentence: it may say what to do next. */
function modelError(thrown: unknown): CleanRoomError {
  const error = asCleanRoomError(thrown);
  return error.code === 'service_fault' ? new CleanRoomError('service_fault', foreignText(error.message, 500), { cause: thrown }) : error;
}

function notAskedWords({ name }: vscode.LanguageModelChat, error: CleanRoomError | undefined): string {
  return vscode.l10n.t('{0} was not asked, so this is written from templates: {1}', foreignText(name, 100), error?.sentence ?? '');
}

function problemOf({ name }: vscode.LanguageModelChat, kept: number, error: CleanRoomError | undefined): string {
  const model = foreignText(name, 100);
  if (error !== undefined)
    return kept > 0
      ? vscode.l10n.t('The answer of {0} is not complete: {1} What was found follows in full.', model, error.sentence)
      : vscode.l10n.t('{0} gave no answer, so this is written from templates: {1}', model, error.sentence);
  return kept > 0 ? '' : vscode.l10n.t('{0} said nothing that the findings prove, so this is written from templates.', model);
}

function givenWords({ characters, limit, leftOut }: Wording, { name }: vscode.LanguageModelChat): string[] {
  return [vscode.l10n.t('{0} of {1} characters were given to {2}.', characters, limit, foreignText(name, 100)), ...leftOut];
}

function droppedWords(dropped: number): string[] {
  return dropped === 0
    ? []
    : [
        counted(
          dropped,
          vscode.l10n.t('1 of its sentences was left out: nothing that was found proves it.'),
          vscode.l10n.t('{0} of its sentences were left out: nothing that was found proves them.', dropped),
        ),
      ];
}
