import * as vscode from 'vscode';
import type { ToolJobs } from '../../core/tools/tool.ts';
import type { Account } from '../connections/account.ts';
import type { Workbench } from '../workbench.ts';

/** Jobs of one tool call in one account: planned and carried out as commands do it, but asked about in the chat. */
export function accountJobs({ jobs, accounts }: Workbench, account: Account, title: string, signal: AbortSignal): ToolJobs {
  return {
    read: async (job, input) => jobs.readQuietly(job, await account.open(signal), input, { signal }),
    plan: (job, input) => jobs.preview(title, job, account, input, { shownIn: 'statusBar', stop: signal }),
    async write(job, input, consent) {
      try {
        const result = await jobs.write(title, job, account, input, { consent, stop: signal, shownIn: 'statusBar' });
        accounts.noteUsed(account);
        return result;
      } finally {
        // Not awaited: the model gets its answer while the views are read anew. What goes wrong is the account's state.
        if (!jobs.isBusy(account)) void accounts.refresh(account);
      }
    },
  };
}

/** What the status bar says while a tool is at work. */
export function titleOf(toolTitle: string): string {
  return vscode.l10n.t('{0} (asked for in the chat)', toolTitle);
}
