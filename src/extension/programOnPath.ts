import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type * as vscode from 'vscode';

/**
 * Puts `cleanrooms` on the PATH of VS Code's terminals. It runs with VS Code's own Node, so that no Node has to be
 * installed; the little starters lie in the extension's own storage, because a package loses its executable bits.
 */
export async function putProgramOnPath(context: vscode.ExtensionContext, program: string): Promise<void> {
  const folder = join(context.globalStorageUri.fsPath, 'bin');
  await mkdir(folder, { recursive: true });
  await putStarter(
    join(folder, 'cleanrooms'),
    `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quotedForShell(process.execPath)} ${quotedForShell(program)} "$@"\n`,
  );
  // Without setlocal the variable would stay in the terminal, and every Electron program started there would be a Node.
  await putStarter(
    join(folder, 'cleanrooms.cmd'),
    `@echo off\r\n@setlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n${quotedForCmd(process.execPath)} ${quotedForCmd(program)} %*\r\n`,
  );
  context.environmentVariableCollection.description = 'cleanrooms';
  context.environmentVariableCollection.prepend('PATH', `${folder}${delimiter}`);
}

/** Only where it says something else, and whole at once: a terminal may be starting the program right now. */
async function putStarter(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  const draft = `${file}.${String(process.pid)}.draft`;
  try {
    await writeFile(draft, text);
    await chmod(draft, 0o755);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

function quotedForShell(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}

/** A percent sign in a path would begin a variable. */
function quotedForCmd(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`;
}
