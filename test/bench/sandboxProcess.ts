/** A sandbox in a process of its own, so that it takes no time from what is measured. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import { programFile } from '../faults/support/program.ts';

const ready = z.object({ endpoint: z.string() });

/** The settings that the claims about `sync-all` are made for. */
export const rate = 50;
export const latencyMs = 20;

/** Runs `use` with the endpoint of a fresh sandbox. @param latency milliseconds added to every answer */
export async function withSandbox<T>(scenario: string, use: (endpoint: string) => Promise<T>, latency = latencyMs): Promise<T> {
  const child = spawn(
    process.execPath,
    [programFile(), 'sandbox', '--port', '0', '--scenario', scenario, '--rate', String(rate), '--latency-ms', String(latency), '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  try {
    for await (const line of createInterface({ input: child.stdout })) return await use(ready.parse(JSON.parse(line)).endpoint);
    throw new Error('The sandbox ended before it was ready.');
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
