// Installs something into the cache exactly once, also when two runs want it at the same moment.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cache } from './project.mjs';

/** The folder `name` in the cache; `install` fills it when it is not there. The marker is written last. */
export async function installOnce(name, title, install) {
  const folder = join(cache, name);
  if (isComplete(folder)) {
    return folder;
  }
  const started = Date.now();
  console.error(`Installing ${title} …`);
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'installing-'));
  try {
    await install(draft);
    await writeFile(join(draft, '.complete'), '');
    await moveIntoPlace(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  console.error(`Installed ${title} in ${Math.round((Date.now() - started) / 1000)} s.`);
  return folder;
}

async function moveIntoPlace(draft, folder) {
  if (existsSync(folder) && !isComplete(folder)) {
    await rm(folder, { recursive: true, force: true });
  }
  try {
    await rename(draft, folder);
  } catch (error) {
    // Another run was faster: its folder is as good as ours.
    if (!isComplete(folder)) {
      throw error;
    }
  }
}

const isComplete = (folder) => existsSync(join(folder, '.complete'));
