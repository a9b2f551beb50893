/** How long single actions about partners take, and when a batch shows its first result, at the latency of a distant service. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { newFolder, programFile } from '../faults/support/program.ts';
import { withSandbox } from './sandboxProcess.ts';

/** Milliseconds that the sandbox adds to every answer. */
export const partnerLatencyMs = 150;
export const batchSize = 50;
const timesEach = 3;

export interface PartnersMeasured {
  /** Seconds of a whole process, from its start to its end: the median of some. */
  actions: { name: string; seconds: number }[];
  /** Seconds until the first result of a batch is shown, and until all are. */
  firstOfBatch: number;
  wholeBatch: number;
}

const [media, holiday] = ['CR-045144', 'CR-045201'];
const addressOf = (run: number): string => `bench-${run}@nova-media.example`;

/** What is measured; `run` counts, so that each run has something to do. */
const actions: readonly { name: string; words: (run: number) => readonly string[] }[] = [
  { name: 'list clean rooms', words: () => ['rooms'] },
  { name: 'list invitations', words: () => ['invitations', '--room', media] },
  { name: 'invite one', words: (run) => ['invite', '--room', holiday, addressOf(run)] },
  { name: 'cancel one', words: (run) => ['cancel', '--room', holiday, addressOf(run), '--yes'] },
  { name: 'permissions of a room', words: () => ['permissions', '--room', media] },
  {
    name: 'grant to one question',
    words: (run) => {
      const template = run % 2 === 0 ? 'analyst' : 'viewer';
      return ['grant', '--room', media, '--template', template, '--questions', 'CRQ-136018', '--no-datasets', '--yes'];
    },
  },
  { name: 'onboarding status', words: () => ['onboard', 'status'] },
];

/** Fails where an action does not end well. */
export async function measurePartners(): Promise<PartnersMeasured> {
  return withSandbox(
    'partners',
    async (endpoint) => {
      const folder = newFolder();
      try {
        // The token of the day is there already, as it is for whoever works with it.
        await timed(folder, endpoint, ['rooms']);
        await timed(folder, endpoint, ['onboard', 'start', '--room', holiday, 'jonas.weber@nova-media.example']);
        const measured: PartnersMeasured['actions'] = [];
        for (const { name, words } of actions) {
          const seconds: number[] = [];
          for (let run = 0; run < timesEach; run += 1) seconds.push((await timed(folder, endpoint, words(run))).whole);
          measured.push({ name, seconds: seconds.sort((a, b) => a - b)[Math.floor(timesEach / 2)] ?? NaN });
        }
        const addresses = Array.from({ length: batchSize }, (_, index) => `partner-${index}@harbour-publishing.example`);
        const { first, whole } = await timed(folder, endpoint, ['invite', '--room', holiday, '--json', ...addresses]);
        return { actions: measured, firstOfBatch: first, wholeBatch: whole };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    partnerLatencyMs,
  );
}

/** Seconds until the first line on stderr, where there is one, and until the end. */
async function timed(folder: string, endpoint: string, words: readonly string[]): Promise<{ first: number; whole: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [programFile(), 'partners', ...words], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      XDG_STATE_HOME: `${folder}/state`,
      LIVERAMP_BASE_URL: `${endpoint}/v1`,
      LIVERAMP_ORGANISATION: 'Acme Retail',
      LIVERAMP_CLIENT_ID: 'acme-retail',
      LIVERAMP_CLIENT_SECRET: 'sandbox',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  const lines: string[] = [];
  let first = NaN;
  for await (const line of createInterface({ input: child.stderr })) if (lines.push(line) === 1) first = seconds(started);
  await ended;
  assert.equal(child.exitCode, 0, `partners ${words.join(' ')}: ${lines.join('\n')}`);
  return { first, whole: seconds(started) };
}

function seconds(started: number): number {
  return (performance.now() - started) / 1000;
}
