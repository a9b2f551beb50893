import * as vscode from 'vscode';
import type { ConfigurationEdit } from '../../core/config/edit.ts';
import { configurationFileName } from '../../core/config/fileName.ts';
import type { ConfigurationStore } from '../../core/config/store.ts';
import { CleanRoomError } from '../../core/errors.ts';
import { once } from '../../core/once.ts';
import { insideFolder } from './insideFolder.ts';
import { refuseIfDirty } from './refuseIfDirty.ts';

export const fileSetting = 'cleanRooms.configurationFile';

/**
 * Where the configuration file lies: in the first folder of the workspace, under the name of the setting. Undefined
 * without a folder. Raises `invalid_input` where the setting leads out of that folder.
 */
export function configurationUri(): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  if (folder === undefined) return undefined;
  const name = vscode.workspace.getConfiguration(undefined, folder.uri).get<string>(fileSetting, configurationFileName);
  const uri = vscode.Uri.joinPath(folder.uri, name);
  if (insideFolder(folder.uri.fsPath, uri.fsPath)) return uri;
  throw new CleanRoomError(
    'invalid_input',
    vscode.l10n.t('The setting {0} is "{1}", which is no file in the folder {2}.', fileSetting, name, folder.name),
    {
      remedy: vscode.l10n.t('Name a file in that folder.'),
    },
  );
}

/** The workspace's configuration; undefined without a folder, and where the workspace is not trusted. */
export function workspaceConfiguration(): ConfigurationStore | undefined {
  const uri = configurationUri();
  return uri === undefined || !vscode.workspace.isTrusted ? undefined : new EditorAwareConfiguration(uri);
}

/** The file on disk, except that a dirty editor is never overwritten. What reads and edits it is loaded when it is first needed. */
class EditorAwareConfiguration implements ConfigurationStore {
  readonly #disk = once(async () => {
    const { ConfigurationFile } = await import('../../storage/configurationFile.ts');
    return new ConfigurationFile(this.#uri.fsPath);
  });
  readonly #uri: vscode.Uri;

  constructor(uri: vscode.Uri) {
    this.#uri = uri;
  }

  get file(): string {
    return vscode.workspace.asRelativePath(this.#uri);
  }

  async read(): ReturnType<ConfigurationStore['read']> {
    return (await this.#disk()).read();
  }

  async edit(edits: readonly ConfigurationEdit[]): Promise<void> {
    refuseIfDirty(this.#uri);
    await (await this.#disk()).edit(edits);
  }

  async create(text: string): Promise<void> {
    return (await this.#disk()).create(text);
  }
}
