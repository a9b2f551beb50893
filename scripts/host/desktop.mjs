// The desktop edition of VS Code, where this machine has one: CLEANROOMS_VSCODE, or `code` on the PATH.
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const isWindows = process.platform === 'win32';

/** The program `code`, for starting VS Code as a person would. */
export function findDesktop() {
  const wanted = process.env.CLEANROOMS_VSCODE;
  if (wanted === 'server') {
    return undefined;
  }
  if (wanted !== undefined && wanted !== '') {
    if (!existsSync(wanted)) {
      throw new Error(`CLEANROOMS_VSCODE names ${wanted}, and there is no such file.`);
    }
    return wanted;
  }
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, isWindows ? 'code.cmd' : 'code'))
    .find((path) => existsSync(path) && !isRemoteHelper(path));
}

/** The executable behind the program `code`: tests need it itself, because `code` hides its exit code. */
export function desktopExecutable(code) {
  const bin = dirname(realpathSync(code));
  const candidates = [
    join(bin, '../Code.exe'),
    join(bin, '../../../MacOS/Code'),
    join(bin, '../../../MacOS/Electron'),
    join(bin, '../code'),
  ];
  return candidates.find((path) => existsSync(path)) ?? code;
}

/** In a remote terminal `code` only talks to the window it belongs to. */
const isRemoteHelper = (path) => /remote-cli/.test(realpathSync(path));
