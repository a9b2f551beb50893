import * as vscode from 'vscode';
import { standIn } from './standIn.ts';

/** Something that the extension said, and where. */
export interface HeardWords {
  where: string;
  words: string;
}

/**
 * Hears from now on what the extension says to the person and to its log, at every level of it. Notifications are not
 * shown: nobody is there to take them away.
 */
export function hearWords(log: vscode.LogOutputChannel): { heard: HeardWords[]; end: () => void } {
  const heard: HeardWords[] = [];
  const hear = (where: string, ...said: unknown[]): void => {
    heard.push(...said.map((each) => ({ where, words: wordsOf(each) })));
  };
  const message =
    (where: string) =>
    (...said: unknown[]) => {
      hear(where, ...said);
      return Promise.resolve(undefined);
    };
  const { withProgress } = vscode.window;
  const putBack = [
    ...(['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const).map((name) =>
      standIn(vscode.window, name, message(`notification (${name})`)),
    ),
    standIn(vscode.window, 'setStatusBarMessage', (...said: unknown[]) => {
      hear('status bar', ...said);
      return new vscode.Disposable(() => undefined);
    }),
    standIn(vscode.window, 'withProgress', (options: vscode.ProgressOptions, task: Task) => {
      hear('progress', options.title);
      return withProgress(options, (progress, token) => {
        const report = (step: { message?: string; increment?: number }): void => {
          hear('progress', step.message);
          progress.report(step);
        };
        return task({ report }, token);
      });
    }),
    ...(['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine'] as const).map((level) => {
      const write: (...said: [string]) => void = log[level].bind(log);
      return standIn(log, level, (...said: [string]) => {
        hear(`log (${level})`, ...said);
        write(...said);
      });
    }),
  ];
  return {
    heard,
    end: () => {
      for (const each of putBack) each();
    },
  };
}

type Task = Parameters<typeof vscode.window.withProgress>[1];

/** An error as a log would write it: with its stack and what caused it. */
function wordsOf(said: unknown): string {
  if (said instanceof Error) return [said.stack ?? said.message, said.cause === undefined ? '' : wordsOf(said.cause)].join('\n');
  return typeof said === 'string' ? said : JSON.stringify(said ?? null);
}
