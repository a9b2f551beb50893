import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Paragraph } from '../../core/assistant/answer.ts';
import { escapeMarkdown } from '../../core/assistant/escapeMarkdown.ts';
import { asCleanRoomError, stopIfCancelled } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { cancellation } from '../cancellation.ts';
import { wordsFor } from '../log.ts';
import type { Workbench } from '../workbench.ts';
import type { About } from './about.ts';
import { AnswerStream, runOfferCommand } from './answerStream.ts';
import { askAgain } from './ask.ts';
import { whyNotOffered, type Assistant } from './assistant.ts';
import { assistantSettings } from './assistantSettings.ts';
import { askWhich, offerToConnect, takenFor } from './beforeAnswer.ts';
import { Conversation, rememberedOf, resultOf } from './conversation.ts';
import { findAnswer, type Asked, type Found } from './findAnswer.ts';
import type { LastSelection } from './lastSelection.ts';
import { typedQuestion } from './typedQuestion.ts';
import { whatIsAsked, type Understood } from './whatIsAsked.ts';
import { whyTemplate } from './whyTemplate.ts';
import { wordAnswer, type Worded } from './wordAnswer.ts';

/** @cleanroom: looks first, then answers with what it found. A model, where there is one, words that and decides nothing. */
export class CleanRoomParticipant {
  readonly #workbench: Workbench;
  readonly #assistant: Assistant;
  readonly #selection: LastSelection;

  constructor(workbench: Workbench, assistant: Assistant, selection: LastSelection) {
    this.#workbench = workbench;
    this.#assistant = assistant;
    this.#selection = selection;
  }

  async answer(
    request: Question,
    { history }: { readonly history: readonly object[] },
    response: vscode.ChatResponseStream,
    token: vscode.CancellationToken,
  ): Promise<vscode.ChatResult> {
    const cancelling = cancellation(token);
    const stream = new AnswerStream(response);
    try {
      if (this.#workbench.accounts.all.length === 0) return offerToConnect(stream);
      const conversation = new Conversation(history.map(metadataOf));
      const onProgress = (message: string): void => {
        // VS Code closes the stream of an answer that was stopped, and a job may still say something.
        if (!cancelling.signal.aborted) stream.progress(message);
      };
      const how = { signal: cancelling.signal, onProgress };
      const typed = { ...typedQuestion(request), references: request.references };
      const understood = await whatIsAsked(this.#workbench, this.#selection, typed, conversation, how);
      stopIfCancelled(cancelling.signal);
      if (understood.kind === 'which') return askWhich(stream, understood);
      const question = { prompt: typed.prompt, model: request.model };
      return await this.#answerTo(understood, { question, conversation, stream, token, ...how });
    } catch (thrown) {
      // Being stopped is no error, whatever it has led to.
      return cancelling.signal.aborted ? {} : this.#failed(thrown, stream);
    } finally {
      cancelling.end();
    }
  }

  /** What could be asked next, as the answer said when it was given. */
  followUps({ metadata }: vscode.ChatResult): vscode.ChatFollowup[] {
    return (rememberedOf(metadata)?.followUps ?? []).map(({ label, command, prompt }) => ({ label, command, prompt }));
  }

  /** What the person thinks of an answer: where a model's words were unhelpful, the next answers are in ours. */
  async judge({ result, kind }: vscode.ChatResultFeedback): Promise<void> {
    const answer = rememberedOf(result.metadata);
    if (answer === undefined) return;
    const helpful = kind === vscode.ChatResultFeedbackKind.Helpful;
    if (helpful) this.#assistant.unhelpful.delete(answer.answerId);
    else if (answer.worded) this.#assistant.unhelpful.add(answer.answerId);
    const at = new Date().toISOString();
    try {
      await this.#assistant.promptLog.append({ kind: 'feedback', at, about: answer.answerId, helpful });
    } catch (thrown) {
      this.#workbench.log.warn(asCleanRoomError(thrown).sentence);
    }
  }

  async #answerTo({ asked, about, assumed }: Extract<Understood, { kind: 'asked' }>, turn: Turn): Promise<vscode.ChatResult> {
    const { question, stream, signal, onProgress } = turn;
    const found = await findAnswer(this.#workbench, asked, {
      signal,
      onProgress: ({ message }) => {
        onProgress(message);
      },
    });
    stopIfCancelled(signal);
    const readingsId = this.#assistant.keepReadings(found);
    if (found.diagnosis !== undefined && readingsId !== undefined) stream.lookedAt(found.diagnosis, readingsId);
    if (assumed === true) stream.sentence(takenFor(found));
    stream.headline(found.answer);
    const answerId = randomUUID();
    const { worded, told, notes } = await this.#tell(answerId, asked, about, found, turn);
    stopIfCancelled(signal);
    const untrusted = whyNotOffered(found.answer);
    stream.sources(found.answer, told, untrusted === undefined ? notes : [...notes, untrusted]);
    // Buttons live long: they keep what things are called, not all that was found.
    const called = found.diagnosis?.about;
    const again = (): Promise<void> => askAgain(this.#workbench, this.#assistant, asked, called);
    for (const deed of this.#assistant.deedsOf(found.answer, asked, again))
      stream.button(deed.title, runOfferCommand, this.#assistant.keepDeed(deed));
    if (about !== undefined) this.#assistant.summaries.add(about, { question: question.prompt, headline: found.answer.headline.text });
    return resultOf({ answerId, about, worded, followUps: found.answer.followUps });
  }

  /** Why, and what to do: in a model's words as far as the findings prove them, else in ours. */
  async #tell(
    answerId: string,
    asked: Asked,
    about: About | undefined,
    { answer }: Found,
    turn: Turn,
  ): Promise<Pick<Worded, 'worded' | 'notes'> & { told: Paragraph[] }> {
    const { question, conversation, stream, token, signal } = turn;
    const settings = assistantSettings();
    const why = whyTemplate(question.model, settings, conversation.has(this.#assistant.unhelpful));
    if (why !== undefined) {
      stream.paragraphs(answer);
      return { worded: false, notes: [why], told: answer.paragraphs };
    }
    const { budget, promptLog: log, summaries } = this.#assistant;
    const { log: ownLog } = this.#workbench;
    const { worded, problem, notes } = await wordAnswer(
      {
        answerId,
        question: question.prompt,
        command: asked.command,
        answer,
        history: about === undefined ? '' : summaries.summaryOf(about),
      },
      {
        model: question.model,
        settings,
        budget,
        log,
        show: (piece) => {
          stream.worded(piece);
        },
        warn: (sentence) => {
          ownLog.warn(sentence);
        },
      },
      token,
      signal,
    );
    if (problem !== '') {
      stream.sentence(problem);
      stream.paragraphs(answer);
    }
    return { worded, notes, told: problem === '' ? [] : answer.paragraphs };
  }

  /** What went wrong, and the next step: a command where there is one. */
  #failed(thrown: unknown, stream: AnswerStream): vscode.ChatResult {
    const error = asCleanRoomError(thrown);
    if (error.code === 'cancelled') return {};
    this.#workbench.log.error(error.sentence);
    const { sentence, step } = wordsFor(error);
    if (step !== undefined) stream.button(step.title, step.command);
    return { errorDetails: { message: escapeMarkdown(foreignText(sentence, 1500)) } };
  }
}

/** What is used of a chat request. */
export type Question = Pick<vscode.ChatRequest, 'prompt' | 'command' | 'references' | 'model'>;

/** What VS Code has kept with an earlier answer; undefined for a question. */
function metadataOf(turn: object): unknown {
  return 'result' in turn && typeof turn.result === 'object' && turn.result !== null && 'metadata' in turn.result
    ? turn.result.metadata
    : undefined;
}

/** One question and the way to answer it. */
interface Turn {
  /** Without a participant and a command that were typed into its words. */
  question: Pick<Question, 'prompt' | 'model'>;
  conversation: Conversation;
  stream: AnswerStream;
  token: vscode.CancellationToken;
  signal: AbortSignal;
  onProgress: (message: string) => void;
}
