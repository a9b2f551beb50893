// Copies the pictures that README.md shows from the last browser tests to media/.
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictures, root } from './project.mjs';

/** A picture is one that README.md shows as media/<name>.png and that the tests have taken under that name. */
export function updatePictures() {
  const readme = join(root, 'README.md');
  const shown = existsSync(readme) ? readFileSync(readme, 'utf8').matchAll(/media\/([\w-]+\.png)/g) : [];
  for (const name of new Set([...shown].map((match) => match[1]))) {
    const picture = join(pictures, name);
    if (existsSync(picture)) {
      copyFileSync(picture, join(root, 'media', name));
      console.log(`media/${name} is up to date.`);
    }
  }
}
