import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const folderName = 'clean-rooms-workbench';

/** The user's folder for what the product remembers (audit log), by the platform's custom. */
export function stateFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const chosen = environment['XDG_STATE_HOME'];
  // A relative one counts for nothing (XDG Base Directory Specification).
  if (chosen !== undefined && isAbsolute(chosen)) return join(chosen, folderName);
  if (platform === 'win32') {
    const local = environment['LOCALAPPDATA'] ?? '';
    return join(local === '' ? join(homedir(), 'AppData', 'Local') : local, folderName);
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', folderName);
  return join(homedir(), '.local', 'state', folderName);
}
