import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type * as vscode from 'vscode';

/**
 * Puts `cleanrooms` on the PATH of VS Code's terminals. It runs with VS Code's own Node, so that no Node has to be
 * installed; the little starters lie in the extension's own storage, because a package loses its executable bits.
 */
export async function putProgramOnPath(context: vscode.ExtensionContext, program: string): Promise<void> {
  const folder = join(context.globalStorageUri.fsPath, 'bin');
  await mkdir(folder, { recursive: true });
  const starter = join(folder, 'cleanrooms');
  await writeFile(starter, `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quoted(process.execPath)} ${quoted(program)} "$@"\n`);
  await chmod(starter, 0o755);
  await writeFile(`${starter}.cmd`, `@echo off\r\nset ELECTRON_RUN_AS_NODE=1\r\n"${process.execPath}" "${program}" %*\r\n`);
  context.environmentVariableCollection.description = 'cleanrooms';
  context.environmentVariableCollection.prepend('PATH', `${folder}${delimiter}`);
}

function quoted(path: string): string {
  return `'${path.replaceAll('\'', '\'\\\'\'')}'`;
}
