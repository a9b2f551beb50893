import * as vscode from 'vscode';
import type { Answer } from '../../core/assistant/answer.ts';
import { headlineMarkdown, paragraphsMarkdown, sourcesMarkdown } from '../../core/assistant/answerMarkdown.ts';
import { escapeMarkdown } from '../../core/assistant/escapeMarkdown.ts';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import { configurationUri } from '../configuration/workspaceConfiguration.ts';
import { readingsCount, sourcesOf } from './readingsText.ts';

/** The one command that a link in an answer can run. */
export const showReadingsCommand = 'cleanRooms.showReadings';
/** The one command that a button of an answer runs, besides those that connect something. */
export const runOfferCommand = 'cleanRooms.runOffer';

/** How many operations are links of their own. */
const mostSources = 8;

/** Puts an answer into the chat, part by part. Words of others are text in it, never markup. */
export class AnswerStream {
  readonly #stream: vscode.ChatResponseStream;
  readonly #language = vscode.env.language;
  #progress = '';
  #lineIsOpen = false;

  constructor(stream: vscode.ChatResponseStream) {
    this.#stream = stream;
  }

  /** What is being looked at; the same line twice is shown once. */
  progress(message: string): void {
    if (message === this.#progress) return;
    this.#progress = message;
    this.#stream.progress(escapeMarkdown(message));
  }

  /** Links to what was looked at. Their words are operations, their argument is an id of ours. */
  lookedAt(diagnosis: Diagnosis, readingsId: string): void {
    if (diagnosis.readings.length === 0) return;
    const { sources, more } = sourcesOf(diagnosis, mostSources);
    const link = (words: string): string =>
      `[${escapeMarkdown(words)}](command:${showReadingsCommand}?${encodeURIComponent(JSON.stringify([readingsId]))})`;
    const links = [...sources, ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : [])].map(link);
    const words = escapeMarkdown(vscode.l10n.t('Looked at ({0}):', readingsCount(diagnosis)));
    const text = new vscode.MarkdownString(`${words} ${links.join(', ')}\n\n`);
    text.isTrusted = { enabledCommands: [showReadingsCommand] };
    this.#stream.markdown(text);
  }

  headline(answer: Answer): void {
    this.#stream.markdown(`${headlineMarkdown(answer)}\n\n`);
  }

  paragraphs(answer: Answer): void {
    this.#stream.markdown(`${paragraphsMarkdown(answer)}\n\n`);
  }

  /** What a model has worded and our checks have let through: Markdown already. */
  worded(piece: string): void {
    this.#lineIsOpen = true;
    this.#stream.markdown(piece);
  }

  /** A sentence of ours: a paragraph by itself, also after words that were broken off. */
  sentence(text: string): void {
    this.#stream.markdown(`${this.#lineIsOpen ? '\n\n' : ''}${escapeMarkdown(text)}\n\n`);
    this.#lineIsOpen = false;
  }

  /** Names, one a line. */
  list(lines: readonly string[]): void {
    this.#stream.markdown(`${lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n')}\n\n`);
  }

  /**
   * Where claims are from; the configuration can be opened from here.
   * @param told the paragraphs that were shown in our own words
   * @param notes sentences about how the answer was made
   */
  sources(answer: Answer, told: Answer['paragraphs'], notes: readonly string[]): void {
    const parts = [sourcesMarkdown(answer, told, { locale: this.#language }), ...notes.map((note) => `*${escapeMarkdown(note)}*`)];
    this.#stream.markdown(`\n\n${parts.filter((part) => part !== '').join('\n\n')}\n\n`);
    const file = readConfiguration(answer);
    if (file !== undefined) this.#stream.reference(file);
  }

  /** A button that runs a command of ours. @param id of what is offered; left out for a command that needs none */
  button(title: string, command: string, id?: string): void {
    this.#stream.button({ title, command, ...(id === undefined ? {} : { arguments: [id] }) });
  }
}

/** The configuration's file where the answer cites it. */
function readConfiguration({ references }: Answer): vscode.Uri | undefined {
  const uri = configurationUri();
  if (uri === undefined) return undefined;
  const shown = vscode.workspace.asRelativePath(uri);
  return references.some(({ source }) => source === shown) ? uri : undefined;
}
