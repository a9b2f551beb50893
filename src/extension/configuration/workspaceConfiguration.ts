import * as vscode from 'vscode';
import { configurationFileName } from '../../core/config/schema.ts';
import type { ConfigurationEdit } from '../../core/config/edit.ts';
import type { ConfigurationStore } from '../../core/config/store.ts';
import { CleanRoomError } from '../../core/errors.ts';
import { ConfigurationFile } from '../../storage/configurationFile.ts';

const fileSetting = 'cleanRooms.configurationFile';

/** Where the configuration file lies: in the first folder of the workspace, under the name of the setting. */
export function configurationUri(): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, vscode.workspace.getConfiguration().get<string>(fileSetting, configurationFileName));
}

/** The workspace's configuration; undefined without a folder, and where the workspace is not trusted. */
export function workspaceConfiguration(): ConfigurationStore | undefined {
  const uri = configurationUri();
  return uri === undefined || !vscode.workspace.isTrusted ? undefined : new EditorAwareConfiguration(uri);
}

/** The file on disk, except that a dirty editor is never overwritten. */
class EditorAwareConfiguration implements ConfigurationStore {
  readonly #disk: ConfigurationFile;
  readonly #uri: vscode.Uri;

  constructor(uri: vscode.Uri) {
    this.#uri = uri;
    this.#disk = new ConfigurationFile(uri.fsPath);
  }

  get file(): string {
    return vscode.workspace.asRelativePath(this.#uri);
  }

  read(): ReturnType<ConfigurationStore['read']> {
    return this.#disk.read();
  }

  async edit(edits: readonly ConfigurationEdit[]): Promise<void> {
    const dirty = vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === this.#uri.toString());
    if (dirty) {
      throw new CleanRoomError('configuration_conflict', vscode.l10n.t('{0} has unsaved changes in an editor and was not written.', this.file), {
        remedy: vscode.l10n.t('Save or revert the editor, then sync again.'),
      });
    }
    await this.#disk.edit(edits);
  }

  create(text: string): Promise<void> {
    return this.#disk.create(text);
  }
}
