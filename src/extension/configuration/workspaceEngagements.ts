import * as vscode from 'vscode';
import { engagementFolderName, type EngagementStore } from '../../core/onboarding/engagementStore.ts';
import { once } from '../../core/once.ts';
import { refuseIfDirty } from './refuseIfDirty.ts';
import { trustedFolder } from './trustedFolder.ts';

/** Where the onboarding files of the workspace lie; undefined without a folder, and where it is not trusted. */
export function engagementFolderUri(): vscode.Uri | undefined {
  const folder = trustedFolder();
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder, engagementFolderName);
}

/** The onboarding files of the workspace, except that a dirty editor is never overwritten. */
export function workspaceEngagements(): EngagementStore | undefined {
  const uri = engagementFolderUri();
  if (uri === undefined) return undefined;
  // What reads and writes them is loaded when it is first needed.
  const disk = once(async () => {
    const { EngagementFolder } = await import('../../storage/engagementFolder.ts');
    return new EngagementFolder(uri.fsPath, {
      shownAs: engagementFolderName,
      beforeWrite: (file) => {
        refuseIfDirty(vscode.Uri.file(file));
      },
    });
  });
  return {
    folder: engagementFolderName,
    list: async () => (await disk()).list(),
    read: async (id) => (await disk()).read(id),
    create: async (engagement) => (await disk()).create(engagement),
    change: async (id, change) => (await disk()).change(id, change),
  };
}
