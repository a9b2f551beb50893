// Where things are in this project.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const out = join(root, 'out');
export const pictures = join(out, 'pictures');
export const vsix = join(out, 'clean-rooms-workbench.vsix');
export const program = join(root, 'dist/cleanrooms.js');

/** What is expensive to fetch and the same for every checkout may be shared between checkouts. */
export const cache = resolve(process.env.CLEANROOMS_CACHE ?? join(root, '.cache'));
