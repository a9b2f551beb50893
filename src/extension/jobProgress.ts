import * as vscode from 'vscode';
import type { Progress } from '../core/progress.ts';
import { plainMessage } from './plainMessage.ts';

/**
 * A job's notification: only applying has a percentage, because only then it is known how much there is to do. Without
 * one VS Code shows that something is under way, and no more.
 */
export class JobProgress {
  readonly #shown: vscode.Progress<{ message?: string; increment?: number }>;
  #percent = 0;

  constructor(shown: vscode.Progress<{ message?: string; increment?: number }>) {
    this.#shown = shown;
  }

  report({ done, total, message, phase }: Progress): void {
    if (phase === 'applying' && total > 0) {
      const percent = (100 * done) / total;
      this.#shown.report({ message: plainMessage(message), increment: Math.max(0, percent - this.#percent) });
      this.#percent = Math.max(this.#percent, percent);
      return;
    }
    // Collaborations run side by side: while some are still being changed, that is what a person wants to see.
    if (phase === 'waiting' && this.#percent > 0 && this.#percent < 100) return;
    this.#shown.report({ message: plainMessage(message) });
  }

  /** The plan is on the screen; `how` says where the answer is given and may hold links. */
  waitForAnswer(how: string): void {
    this.#shown.report({ message: how });
  }
}
