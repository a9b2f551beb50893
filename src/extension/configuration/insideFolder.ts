import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, isAbsolute } from 'node:path';

/** True where a path, which need not exist, lies in a folder once `..` and symbolic links are followed. */
export function insideFolder(folder: string, path: string): boolean {
  const way = relative(followed(resolve(folder)), followed(resolve(path)));
  return way !== '' && way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

/** The real path; of what does not exist, the real path of the folder that it would be made in. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(followed(folder), basename(path));
  }
}
