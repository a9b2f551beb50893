import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import partners from '../../../src/sandbox/scenarios/partners.json' with { type: 'json' };
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { builtProgram } from '../workbench.ts';

const scenario = z.looseObject({ liveramp: z.looseObject({ organisations: z.array(z.looseObject({})) }) });

/** The sandbox `partners`, whose API users all have a secret that nobody else knows: it must not be a sandbox connection. */
export async function startGuardedSandbox(secret: string): Promise<SandboxProgram> {
  const guarded = scenario.parse(structuredClone(partners));
  for (const organisation of guarded.liveramp.organisations) organisation['client_secret'] = secret;
  const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-scenario-'));
  const file = join(folder, 'guarded.json');
  try {
    await writeFile(file, JSON.stringify(guarded));
    return await startSandboxProgram(builtProgram(), file, 200);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
