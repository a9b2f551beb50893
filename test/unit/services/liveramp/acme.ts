import { rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { WriteRecord } from '../../../../src/core/jobs/audit.ts';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import type { Question } from '../../../../src/core/model/question.ts';
import type { CleanRoomService, WriteOptions } from '../../../../src/core/service.ts';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';
import type { CallTrace } from '../../../../src/services/callTrace.ts';
import { openLiveRampConnection, type LiveRampConnectionRequest } from '../../../../src/services/liveramp/openLiveRampConnection.ts';
import { ApiUserStateFile } from '../../../../src/storage/apiUserStateFile.ts';
import { temporaryFolder } from '../../support/environment.ts';

/** A secret that no test may ever find anywhere. */
export const theSecret = 'xyzzy-SECRET';

/** Opened connections, what they left behind, and where. */
export interface Opened {
  service: Required<Pick<CleanRoomService, 'cleanRooms' | 'partnerInvitations' | 'partners' | 'questions' | 'datasets' | 'destinations'>> &
    CleanRoomService;
  state: ApiUserStateFile;
  records: WriteRecord[];
  traces: CallTrace[];
  options: WriteOptions;
}

/** Opens a connection of Acme Retail, with a state folder of its own. */
export async function openAcme(
  baseUrl: string,
  folder: string,
  changes: Partial<LiveRampConnectionRequest> = {},
  signal?: AbortSignal,
): Promise<Opened> {
  const state = new ApiUserStateFile(folder);
  const records: WriteRecord[] = [];
  const traces: CallTrace[] = [];
  const service = await openLiveRampConnection(
    {
      name: 'Acme',
      organisation: 'Acme Retail',
      clientId: 'acme-retail',
      clientSecret: () => Promise.resolve(theSecret),
      baseUrl,
      state,
      requestTimeoutMs: 1000,
      trace: (call) => void traces.push(call),
      ...changes,
    },
    signal,
  );
  const { cleanRooms, partnerInvitations, partners, questions, datasets, destinations } = service;
  if (!cleanRooms || !partnerInvitations || !partners || !questions || !datasets || !destinations)
    throw new Error('The service lacks a capability.');
  return {
    service: { ...service, cleanRooms, partnerInvitations, partners, questions, datasets, destinations },
    state,
    records,
    traces,
    options: { recorder: { record: (write) => void records.push(write) } },
  };
}

const callsSchema = z.looseObject({ calls: z.record(z.string(), z.number()) });
const partnersScenario = new URL('../../../../src/sandbox/scenarios/partners.json', import.meta.url);
const scenarioSchema = z.looseObject({ liveramp: z.looseObject({ settings: z.optional(z.looseObject({})) }) });

/** The sandbox's scenario `partners` with Acme Retail's connection to it. */
export class Acme {
  readonly sandbox: RunningSandbox;
  readonly folder: string;
  readonly opened: Opened;

  private constructor(sandbox: RunningSandbox, folder: string, opened: Opened) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.opened = opened;
  }

  /** With other settings of the simulated service than the scenario's. */
  static async start(settings: object = {}, changes: Partial<LiveRampConnectionRequest> = {}): Promise<Acme> {
    const folder = await temporaryFolder();
    const scenario = scenarioSchema.parse(JSON.parse(readFileSync(partnersScenario, 'utf8')));
    const file = join(folder, 'scenario.json');
    const { liveramp } = scenario;
    await writeFile(file, JSON.stringify({ ...scenario, liveramp: { ...liveramp, settings: { ...liveramp.settings, ...settings } } }));
    const sandbox = await startSandbox({ port: 0, scenario: file });
    const opened = await openAcme(`${sandbox.endpoint}/v1`, folder, { clientSecret: () => Promise.resolve('sandbox'), ...changes });
    return new Acme(sandbox, folder, opened);
  }

  async stop(): Promise<void> {
    await this.sandbox.stop();
    await rm(this.folder, { recursive: true });
  }

  get baseUrl(): string {
    return `${this.sandbox.endpoint}/v1`;
  }

  /** Asks the sandbox itself: what happens in LiveRamp's console, at the partner's, or to the network. */
  async control(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.sandbox.endpoint}/_sandbox/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-sandbox-control': '1' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  /** How often an operation has arrived. */
  async calls(operation: string): Promise<number> {
    return callsSchema.parse(await this.control('calls')).calls[operation] ?? 0;
  }

  async room(name = 'Media Insights'): Promise<CleanRoom> {
    const room = (await this.opened.service.cleanRooms.list()).find((each) => each.name === name);
    if (room === undefined) throw new Error(`There is no room ${name}.`);
    return room;
  }

  async question(name = 'Audience overlap', room = 'Media Insights'): Promise<Question> {
    const question = (await this.opened.service.questions.list(await this.room(room))).find((each) => each.name === name);
    if (question === undefined) throw new Error(`There is no question ${name}.`);
    return question;
  }

  /** What the audit log would say of the writes. */
  get outcomes(): string[] {
    return this.opened.records.map(({ operation, outcome }) => `${operation} ${outcome}`);
  }
}
