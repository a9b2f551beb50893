/** How many calls diagnoses make, and how long they take, at the latency of a distant service. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Control } from '../faults/support/control.ts';
import { newFolder, programFile } from '../faults/support/program.ts';
import { withSandbox } from './sandboxProcess.ts';
import { total } from './syncAll.ts';

/** Milliseconds that the sandbox adds to every answer. */
export const diagnosisLatencyMs = 150;

export interface DiagnosisMeasured {
  name: string;
  calls: number;
  /** What the issue allows. */
  mostCalls: number;
  /** Of a whole process, from its start to its end. */
  seconds: number;
  mostSeconds: number | undefined;
}

interface Asked {
  name: string;
  scenario: string;
  words: readonly string[];
  environment: Readonly<Record<string, string>>;
  mostCalls: number;
  mostSeconds?: number;
}

const account = { AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'sandbox', AWS_REGION: 'us-east-1' };
const organisation = { LIVERAMP_ORGANISATION: 'Acme Retail', LIVERAMP_CLIENT_ID: 'acme-retail', LIVERAMP_CLIENT_SECRET: 'sandbox' };
/** For an account: seven calls for each of its collaborations or rooms, and forty more. */
const ofAccount = (rooms: number): number => 7 * rooms + 40;

const asked: readonly Asked[] = [
  {
    name: 'one table of messy that is ready',
    scenario: 'messy',
    words: ['part_ibe_07', '--room', 'Northwind always-on reach'],
    environment: account,
    mostCalls: 12,
    mostSeconds: 2,
  },
  {
    name: 'one table of messy that is not',
    scenario: 'messy',
    words: ['part_ibe_07', '--room', 'Contoso holiday baskets'],
    environment: account,
    mostCalls: 12,
    mostSeconds: 2,
  },
  {
    name: 'one question of partners',
    scenario: 'partners',
    words: ['CRQ-136019', '--room', 'CR-045144'],
    environment: organisation,
    mostCalls: 12,
    mostSeconds: 2,
  },
  { name: 'the account of messy (8 collaborations)', scenario: 'messy', words: [], environment: account, mostCalls: ofAccount(8) },
  { name: 'the account of fifty (50 collaborations)', scenario: 'fifty', words: [], environment: account, mostCalls: ofAccount(50) },
  { name: 'the organisation of partners (5 rooms)', scenario: 'partners', words: [], environment: organisation, mostCalls: ofAccount(5) },
];

/** Each in a sandbox of its own. Fails where a diagnosis could not be made. */
export async function measureDiagnoses(): Promise<DiagnosisMeasured[]> {
  const measured: DiagnosisMeasured[] = [];
  for (const { name, scenario, words, environment, mostCalls, mostSeconds } of asked) {
    const { calls, seconds } = await withSandbox(scenario, (endpoint) => diagnosed(endpoint, words, environment), diagnosisLatencyMs);
    measured.push({ name, calls, mostCalls, seconds, mostSeconds });
  }
  return measured;
}

async function diagnosed(
  endpoint: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ calls: number; seconds: number }> {
  const folder = newFolder();
  const control = new Control(endpoint);
  try {
    const before = total((await control.calls()).calls);
    const started = performance.now();
    const child = spawn(process.execPath, [programFile(), 'diagnose', ...words, '--json'], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        XDG_STATE_HOME: `${folder}/state`,
        AWS_ENDPOINT_URL: endpoint,
        LIVERAMP_BASE_URL: `${endpoint}/v1`,
        ...environment,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(child, 'close');
    const seconds = (performance.now() - started) / 1000;
    assert.ok(child.exitCode === 0 || child.exitCode === 1, `diagnose ${words.join(' ')} ended with ${String(child.exitCode)}`);
    return { calls: total((await control.calls()).calls) - before, seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
