import { join } from 'node:path';
import { configurationFileName } from '../../../src/core/config/schema.ts';
import type { Cause, Diagnosis } from '../../../src/core/diagnosis/diagnosis.ts';
import { failedConnectionDiagnosis } from '../../../src/core/diagnosis/failedConnection.ts';
import { asCleanRoomError } from '../../../src/core/errors.ts';
import { diagnose } from '../../../src/core/jobs/diagnosis/diagnose.ts';
import type { JobContext } from '../../../src/core/jobs/job.ts';
import { remedyJobs } from '../../../src/core/jobs/remedyJobs.ts';
import { JobRunner } from '../../../src/core/jobs/runner.ts';
import { partnerSettingsFileName } from '../../../src/core/partners/partnerSettings.ts';
import type { CleanRoomService } from '../../../src/core/service.ts';
import { pause } from '../../../src/services/pause.ts';
import { AuditLogFile } from '../../../src/storage/auditLogFile.ts';
import { AuditTrailFiles } from '../../../src/storage/auditTrailFiles.ts';
import { ConfigurationFile } from '../../../src/storage/configurationFile.ts';
import { PartnerSettingsFile } from '../../../src/storage/partnerSettingsFile.ts';
import { expectedWords, isExpected, wrongCauses, wrongRest } from './judge.ts';
import { identityOf, openScenarioConnection } from './openScenarioConnection.ts';
import type { ReadScenario } from './readScenarios.ts';
import type { MendingStep, Verdict } from './scenarioFormat.ts';
import { SetUp, type Pace } from './setUp.ts';

/** How long a remedy waits for tables to become ready. */
const readinessLimitMs = 20_000;

/** How many scenarios run at the same time: they mostly wait for what the product itself paces. */
export const atATime = 8;

/** What came of a scenario. */
export interface Outcome extends ReadScenario {
  /** HTTP attempts of the first diagnosis, opening the connection left out. */
  calls: number;
  milliseconds: number;
  /** What the first diagnosis named; empty where it could not be made. */
  causes: readonly Cause[];
  /** What it says was not looked at. */
  unlooked: readonly string[];
  /** What is wrong with the causes of the first diagnosis, and with its state and notes: phrases. */
  wrongCauses: readonly string[];
  wrongRest: readonly string[];
  /** What is wrong with the mending; undefined where nothing is to be mended. */
  unmended: readonly string[] | undefined;
}

/** Starts a set-up, diagnoses it, mends what is to be mended and diagnoses again. Never fails: what goes wrong is in the outcome. */
export async function runScenario(read: ReadScenario, pace?: Pace): Promise<Outcome> {
  const none: Outcome = {
    ...read,
    calls: 0,
    milliseconds: 0,
    causes: [],
    unlooked: [],
    wrongCauses: [],
    wrongRest: [],
    unmended: undefined,
  };
  try {
    const setUp = await SetUp.start(read, pace);
    try {
      return await judge(read, setUp);
    } finally {
      await setUp.end();
    }
  } catch (thrown) {
    return { ...none, wrongCauses: [`it could not be run: ${sentenceOf(thrown)}`] };
  }
}

async function judge(read: ReadScenario, setUp: SetUp): Promise<Outcome> {
  const { expected } = read.scenario;
  let service: CleanRoomService;
  try {
    service = await openScenarioConnection(read.world, setUp);
  } catch (thrown) {
    const diagnosis = failedConnectionDiagnosis(identityOf(read.world), asCleanRoomError(thrown));
    return { ...read, ...judged(diagnosis, expected), calls: 0, milliseconds: 0, unmended: undefined };
  }
  const bench = new Bench(read, setUp, service);
  const callsBefore = sum(service.callCounts());
  const begun = performance.now();
  const diagnosis = await bench.diagnose();
  const milliseconds = performance.now() - begun;
  const calls = sum(service.callCounts()) - callsBefore;
  const unmended = expected.mend.length === 0 ? undefined : await bench.mend(diagnosis);
  return { ...read, ...judged(diagnosis, expected), calls, milliseconds, unmended };
}

function judged(diagnosis: Diagnosis, expected: Verdict): Pick<Outcome, 'causes' | 'unlooked' | 'wrongCauses' | 'wrongRest'> {
  const { causes, unlooked } = diagnosis;
  return { causes, unlooked, wrongCauses: wrongCauses(diagnosis, expected), wrongRest: wrongRest(diagnosis, expected) };
}

/** A person who diagnoses and mends one connection: with the product's jobs, runner and files, and a yes to every question. */
class Bench {
  readonly #read: ReadScenario;
  readonly #runner: JobRunner;
  readonly #context: JobContext;

  constructor(read: ReadScenario, { folder }: SetUp, service: CleanRoomService) {
    this.#read = read;
    const state = join(folder, 'state');
    this.#runner = new JobRunner({
      user: 'benchmark',
      auditLog: new AuditLogFile(state),
      allows: () => true,
      consent: () => Promise.resolve(true),
    });
    this.#context = {
      service,
      configuration: new ConfigurationFile(join(folder, configurationFileName)),
      partnerSettings: new PartnerSettingsFile(join(folder, partnerSettingsFileName)),
      auditTrail: new AuditTrailFiles(state),
      user: 'benchmark',
      pause,
      readinessLimitMs,
    };
  }

  diagnose(): Promise<Diagnosis> {
    return this.#runner.read(diagnose, this.#context, this.#read.scenario.about ?? {});
  }

  /** Mends step by step; answers what is wrong with it, or with what is found afterwards. */
  async mend(first: Diagnosis): Promise<string[]> {
    const { mend, after } = this.#read.scenario.expected;
    let diagnosis = first;
    for (const step of mend) {
      const problem = await this.#carryOut(step, diagnosis);
      if (problem !== undefined) return [problem];
      diagnosis = await this.diagnose();
    }
    return [...wrongCauses(diagnosis, after), ...wrongRest(diagnosis, after)].map((each) => `afterwards ${each}`);
  }

  async #carryOut({ finding: wanted, remedy: wantedJob }: MendingStep, { causes }: Diagnosis): Promise<string | undefined> {
    const cause = causes.find(({ finding }) => isExpected(finding, wanted));
    if (cause === undefined) return `${expectedWords(wanted)} is no cause, so it cannot be mended`;
    const remedy = cause.finding.remedies.find(({ job }) => job !== undefined && (wantedJob ?? job) === job);
    const job = remedyJobs.get(remedy?.job ?? '');
    if (remedy === undefined || job === undefined)
      return `${expectedWords(wanted)} has no remedy that the job ${wantedJob ?? ''} carries out`;
    const { ok } = await this.#runner.write(job, this.#context, remedy.input ?? {});
    return ok ? undefined : `"${remedy.title}" did not end well`;
  }
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function sentenceOf(thrown: unknown): string {
  const error = asCleanRoomError(thrown);
  return `${error.code}: ${error.sentence}`;
}
