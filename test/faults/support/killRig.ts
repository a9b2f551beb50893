/** Runs that are killed at a known write, and the run after them. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/startSandbox.ts';
import { readAuditLog } from './auditLog.ts';
import { configurationFile } from './configuration.ts';
import { Control } from './control.ts';
import { Gate } from './gate.ts';
import { assertReached } from './outcome.ts';
import { newFolder, runProgram, startProgram, type EndedRun, type ProgramPlace } from './program.ts';
import { WriteNames } from './writeNames.ts';

/** The sandbox and the configuration file at one moment of a run; a kill at that moment would leave just these. */
export interface Checkpoint {
  snapshot: string;
  configuration: string;
}

/** A run that was not killed: all its writes by name, and checkpoints on the way. */
export interface Recording {
  writes: string[];
  checkpoints: Checkpoint[];
}

export interface KillPoint {
  /** The name of the write. */
  write: string;
  moment: 'before the answer' | 'after the answer';
  /** After the answer: how many milliseconds the program has with it. */
  pauseMs: number;
}

/** What is run, killed, and run again. */
export interface KilledCommand {
  /** A shipped scenario or a file. */
  scenario: string;
  command: readonly string[];
  /** How many writes a run makes that is not killed. */
  writes: number;
  /** A checkpoint is taken before every so manieth write. */
  checkpointEvery: number;
  /** Fails unless a run that was not killed has reached its end. */
  assertEnd(place: { control: Control; place: ProgramPlace }, run: EndedRun): Promise<void>;
  /** Does after a kill what a person would do, and fails unless the end is the same. */
  finish(place: { control: Control; place: ProgramPlace }): Promise<void>;
}

/** process-invites over `inbox`. */
export const inbox: KilledCommand = {
  scenario: 'inbox',
  command: ['process-invites', '--json'],
  // 12 memberships, 300 associations, 300 rules, 12 ID namespace associations.
  writes: 624,
  checkpointEvery: 25,
  assertEnd: assertReached,
  finish: async (rig) => {
    await assertReached(rig, await runProgram(rig.place, 'process-invites'));
  },
};

export class KillRig {
  readonly control: Control;
  readonly #killed: KilledCommand;
  readonly #sandbox: RunningSandbox;
  readonly #gate: Gate;

  private constructor(killed: KilledCommand, sandbox: RunningSandbox, gate: Gate) {
    this.#killed = killed;
    this.#sandbox = sandbox;
    this.#gate = gate;
    this.control = new Control(sandbox.endpoint);
  }

  static async open(killed: KilledCommand = inbox): Promise<KillRig> {
    // No rate: what matters here is the order of things, and every pause would be paid a thousand times.
    const sandbox = await startSandbox({ port: 0, scenario: killed.scenario, rate: 1_000_000 });
    return new KillRig(killed, sandbox, await Gate.open(sandbox.endpoint));
  }

  async close(): Promise<void> {
    await this.#gate.close();
    await this.#sandbox.stop();
  }

  /** The untouched scenario with the configuration that `init-config` makes. */
  async start(): Promise<Checkpoint> {
    const folder = newFolder();
    try {
      assert.equal((await runProgram({ folder, endpoint: this.#sandbox.endpoint }, 'init-config')).code, 0);
      return { snapshot: await this.control.snapshot(), configuration: readFileSync(configurationFile(folder), 'utf8') };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Runs to the end and takes checkpoints on the way. */
  async record(start: Checkpoint): Promise<Recording> {
    const { snapshot } = start;
    const names = new WriteNames(snapshot);
    const recording: Recording = { writes: [], checkpoints: [start] };
    await this.within(start, async (place) => {
      this.#gate.watch({
        beforeAnswer: async (write, answer) => {
          recording.writes.push(names.nameOf(write));
          names.learn(answer);
          if (recording.writes.length % this.#killed.checkpointEvery === 0) {
            recording.checkpoints.push({
              snapshot: await this.control.snapshot(),
              configuration: readFileSync(configurationFile(place.folder), 'utf8'),
            });
          }
          return true;
        },
        afterAnswer: () => Promise.resolve(true),
      });
      const run = await startProgram({ ...place, endpoint: this.#gate.endpoint }, this.#killed.command).ended;
      await this.#killed.assertEnd({ control: this.control, place }, run);
      const writes = await this.control.writes();
      assert.deepEqual(
        readAuditLog(place.folder)
          .map(({ requestId }) => requestId)
          .sort(),
        writes.map(({ requestId }) => requestId).sort(),
        'one audit entry per write',
      );
    });
    assert.equal(new Set(recording.writes).size, recording.writes.length, 'a write came twice');
    assert.equal(recording.writes.length, this.#killed.writes);
    return recording;
  }

  /** Goes back to a checkpoint and gives a fresh folder with its configuration. */
  async within(checkpoint: Checkpoint, use: (place: ProgramPlace) => Promise<void>): Promise<void> {
    const folder = newFolder();
    try {
      await this.control.restore(checkpoint.snapshot);
      writeFileSync(configurationFile(folder), checkpoint.configuration);
      await use({ folder, endpoint: this.#sandbox.endpoint });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** From the last checkpoint before it, kills a run at a point and runs again: everything is there, once. */
  async killAndRunAgain({ writes, checkpoints }: Recording, point: KillPoint): Promise<void> {
    const checkpoint = checkpoints[Math.floor(writes.indexOf(point.write) / this.#killed.checkpointEvery)];
    assert.ok(checkpoint !== undefined, `There is no write ${point.write}.`);
    await this.within(checkpoint, async (place) => {
      const { signal, stderr } = await this.killWhere(place, { ...point, chosen: (name) => name === point.write });
      assert.equal(signal, 'SIGKILL', `The run ended before it came to ${point.write}. ${stderr}`);
      await this.#killed.finish({ control: this.control, place });
    });
  }

  /** Kills a run at the first write that is chosen by its name; answers how the run ended. */
  async killWhere(
    place: ProgramPlace,
    { chosen, moment, pauseMs }: Omit<KillPoint, 'write'> & { chosen: (name: string) => boolean },
  ): Promise<EndedRun> {
    const names = new WriteNames(await this.control.snapshot());
    let target: string | undefined;
    this.#gate.watch({
      beforeAnswer: (write, answer) => {
        const name = names.nameOf(write);
        names.learn(answer);
        if (target === undefined && chosen(name)) target = name;
        if (target !== name || moment !== 'before the answer') return Promise.resolve(true);
        program.child.kill('SIGKILL');
        return Promise.resolve(false);
      },
      afterAnswer: async (write) => {
        if (target === undefined || names.nameOf(write) !== target) return true;
        await pause(pauseMs);
        program.child.kill('SIGKILL');
        return false;
      },
    });
    const program = startProgram({ ...place, endpoint: this.#gate.endpoint }, this.#killed.command);
    const run = await program.ended;
    await this.#gate.settle();
    return run;
  }
}
