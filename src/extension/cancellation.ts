import type * as vscode from 'vscode';

/** VS Code's way to say that a person has had enough, as everything else here hears it; `end` stops listening. */
export function cancellation(token: vscode.CancellationToken): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const listening = token.onCancellationRequested(() => {
    controller.abort();
  });
  return {
    signal: controller.signal,
    end: () => {
      listening.dispose();
    },
  };
}
