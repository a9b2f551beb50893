// Starts the sandbox and connects VS Code to it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withoutNpm } from './environment.mjs';
import { startProgram } from './processes.mjs';
import { out, program } from './project.mjs';

const patience = 20_000;

/** Resolves when the sandbox has said, in one line of JSON, that it is ready. */
export async function startSandbox(scenario) {
  if (!existsSync(program)) {
    throw new Error('dist/cleanrooms.js is missing; `npm run build` makes it.');
  }
  let said = '';
  let heard;
  const ready = new Promise((done) => {
    heard = done;
  });
  const log = join(out, 'logs/start-sandbox.log');
  const sandbox = startProgram(
    process.execPath,
    [
      '--import',
      new URL('live-with-owner.mjs', import.meta.url).href,
      program,
      'sandbox',
      '--port',
      '0',
      '--scenario',
      scenario,
      '--rate',
      '20',
      '--json',
    ],
    {
      env: { ...withoutNpm(), CLEANROOMS_OWNER: String(process.pid) },
      log,
      onLine: (line, isError) => {
        const announcement = isError ? undefined : parseAnnouncement(line);
        if (announcement === undefined) {
          said += `${line}\n`;
        } else {
          heard(announcement);
        }
      },
    },
  );
  let timer;
  const announcement = await Promise.race([
    ready,
    sandbox.ended.then((how) => {
      throw new Error(`The sandbox did not start (${how}). ${said.trim()}`);
    }),
    new Promise((_, failed) => {
      timer = setTimeout(() => {
        failed(new Error(`The sandbox was not ready after ${patience / 1000} s; its log is ${log}`));
      }, patience);
    }),
  ]);
  clearTimeout(timer);
  return { ...announcement, ended: sandbox.ended, stop: sandbox.stop };
}

/** The settings that connect two of its accounts: the first, who is invited, and one who invites. */
export function sandboxSettings({ endpoint, accounts }) {
  const names = ['Sandbox: data provider', 'Sandbox: a creator'];
  return {
    'cleanRooms.connections': accounts
      .slice(0, names.length)
      .map((accountId, index) => ({ name: names[index], service: 'aws', endpoint, region: 'us-east-1', sandbox: true, accountId })),
  };
}

function parseAnnouncement(line) {
  try {
    const value = JSON.parse(line);
    return typeof value?.endpoint === 'string' && Array.isArray(value.accounts) ? value : undefined;
  } catch {
    return undefined;
  }
}
