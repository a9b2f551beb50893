import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import { partnerSettingsFileName } from '../../core/partners/fileName.ts';
import type { PartnerSettings, PartnerSettingsEdit, PartnerSettingsStore } from '../../core/partners/partnerSettings.ts';
import { refuseIfDirty } from './refuseIfDirty.ts';
import { trustedFolder } from './trustedFolder.ts';

/** What the workspace keeps about partners. */
export function workspacePartners(): PartnerSettingsStore | undefined {
  const folder = trustedFolder();
  return folder === undefined ? undefined : new EditorAwarePartnerSettings(vscode.Uri.joinPath(folder, partnerSettingsFileName));
}

/** The file on disk, except that a dirty editor is never overwritten. */
class EditorAwarePartnerSettings implements PartnerSettingsStore {
  readonly #disk = once(async () => {
    const { PartnerSettingsFile } = await import('../../storage/partnerSettingsFile.ts');
    return new PartnerSettingsFile(this.#uri.fsPath);
  });
  readonly #uri: vscode.Uri;

  constructor(uri: vscode.Uri) {
    this.#uri = uri;
  }

  get file(): string {
    return vscode.workspace.asRelativePath(this.#uri);
  }

  async read(): Promise<PartnerSettings | undefined> {
    return (await this.#disk()).read();
  }

  async edit(edits: readonly PartnerSettingsEdit[]): Promise<void> {
    refuseIfDirty(this.#uri);
    await (await this.#disk()).edit(edits);
  }
}
