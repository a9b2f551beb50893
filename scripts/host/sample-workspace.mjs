// The folder that `npm start` opens: a page that says where to begin, and nothing of a sandbox that is gone.
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const configuration = 'collaboration-config.json';
const page = `# Start here

1. Press the **Clean Rooms** icon in the activity bar on the left: two rooms that overlap.
2. *Needs You* says what waits: twelve invitations, in a sandbox on this machine. Nothing here is real.
3. Press the double check mark beside **12 invitations**. The plan is shown first; you are asked once.
4. Watch the tables become ready. \`${configuration}\` then lists what is kept ready.
5. Ask \`@cleanroom /next\` in the chat, or run *Clean Rooms: What is left to do*.

In a terminal of this window, \`cleanrooms --help\` shows the same jobs for cron and CI.
`;

/** Makes the workspace as a new sandbox needs it: a configuration of an earlier one is put aside, not lost. */
export async function prepareSampleWorkspace(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'README.md'), page);
  if (existsSync(join(folder, configuration))) {
    await rename(join(folder, configuration), join(folder, 'collaboration-config.previous.json'));
  }
}
