import * as vscode from 'vscode';
import type { Question } from '../../../src/extension/chat/participant.ts';
import { offlineVendor } from '../../../src/extension/models/vendors.ts';
import { testHandle } from '../workbench.ts';

/** One answer of @cleanroom as the chat would have got it, part by part. */
export interface HeardAnswer {
  /** The lines that say what is being looked at. */
  progress: string[];
  /** All Markdown, one part after the other. */
  markdown: string;
  /** The commands that links in it may run. */
  trusted: string[];
  buttons: vscode.Command[];
  result: vscode.ChatResult;
  followUps: vscode.ChatFollowup[];
}

/** What else a question comes with. */
export interface Circumstances {
  command?: string;
  references?: vscode.ChatPromptReference[];
  /** Earlier answers of the conversation, the oldest first. */
  after?: readonly HeardAnswer[];
  token?: vscode.CancellationToken;
  onProgress?: (line: string) => void;
}

/** Asks @cleanroom a question as the chat view does, with this model chosen in it. */
export async function askCleanroom(
  model: vscode.LanguageModelChat,
  prompt: string,
  { command, references = [], after = [], token, onProgress }: Circumstances = {},
): Promise<HeardAnswer> {
  const participant = await (await testHandle()).participant();
  const heard: Omit<HeardAnswer, 'result' | 'followUps'> = { progress: [], markdown: '', trusted: [], buttons: [] };
  const question: Question = { prompt, command, references, model };
  const stop = new vscode.CancellationTokenSource();
  const history = after.map(({ result }) => ({ result }));
  const result = await participant.answer(question, { history }, recording(heard, onProgress), token ?? stop.token);
  stop.dispose();
  return { ...heard, result, followUps: participant.followUps(result) };
}

/** Markdown without its backslashes. */
export function plain(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** The entry without AI, which comes once VS Code has said that there is no other model. */
export async function offlineModel(): Promise<vscode.LanguageModelChat> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [found] = await vscode.lm.selectChatModels({ vendor: offlineVendor });
    if (found !== undefined) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('VS Code has no model entry without AI.');
}

function recording(heard: Omit<HeardAnswer, 'result' | 'followUps'>, onProgress?: (line: string) => void): vscode.ChatResponseStream {
  const unexpected = (part: string) => (): never => {
    throw new Error(`@cleanroom gives no ${part}.`);
  };
  return {
    progress: (line) => {
      heard.progress.push(line);
      onProgress?.(line);
    },
    markdown: (part) => {
      heard.markdown += typeof part === 'string' ? part : part.value;
      if (typeof part !== 'string' && typeof part.isTrusted === 'object') heard.trusted.push(...part.isTrusted.enabledCommands);
      if (typeof part !== 'string' && part.isTrusted === true) heard.trusted.push('*');
    },
    button: (command) => heard.buttons.push(command),
    reference: () => undefined,
    anchor: unexpected('anchor'),
    filetree: unexpected('file tree'),
    push: unexpected('other part'),
  };
}
