import { createHash } from 'node:crypto';
import { asCleanRoomError, CleanRoomError } from '../core/errors.ts';
import type { AnyIntention } from '../core/jobs/job.ts';
import type { Progress } from '../core/progress.ts';
import type { CleanRoomService } from '../core/service.ts';
import { t } from '../core/text.ts';
import type { ToolAnswer } from '../core/tools/answer.ts';
import { errorAnswer } from '../core/tools/answers/errorAnswer.ts';
import { planAnswer } from '../core/tools/answers/planAnswer.ts';
import { planIdentity } from '../core/tools/planIdentity.ts';
import type { ReadingWork, Tool, ToolConsent, ToolJobs, WritingWork } from '../core/tools/tool.ts';
import { chooseConnection, connectionsAnswer } from '../core/tools/toolConnection.ts';
import { ToolRefusal } from '../core/tools/toolRefusal.ts';
import type { McpConnection, McpHost } from './mcpHost.ts';

/** What one call brings beside its input. */
export interface CallOptions {
  signal: AbortSignal;
  onProgress?: ((step: Progress) => void) | undefined;
  /** Asks the person whether a plan may be carried out; undefined where the client cannot ask. */
  ask?: ((intention: AnyIntention) => Promise<boolean>) | undefined;
  /** The hash of the plan that this call is to carry out. */
  planHash?: string | undefined;
}

/**
 * Carries tool calls out. What changes something is planned first: a client that can ask its person does; for any other
 * the first call answers the plan with its hash, and a second one with that hash carries out that plan and no other.
 */
export class ToolCalls {
  readonly #host: McpHost;
  readonly #opened = new Map<McpConnection, CleanRoomService>();
  /** Connections through which a call is changing something, by id. */
  readonly #busy = new Set<string>();

  constructor(host: McpHost) {
    this.#host = host;
  }

  /** Never raises: what goes wrong is the answer. */
  async call(tool: Tool, input: unknown, options: CallOptions): Promise<ToolAnswer> {
    try {
      return await this.#call(tool, input, options);
    } catch (thrown) {
      return errorAnswer(thrown);
    }
  }

  async #call(tool: Tool, input: unknown, options: CallOptions): Promise<ToolAnswer> {
    const { connection: wanted, work } = tool.asked(input);
    const { connections } = this.#host;
    if (work.kind === 'connections') return connectionsAnswer(connections, wanted);
    if (work.kind === 'writing' && !work.dryRun && !this.#host.allowWrites) throw readOnly();
    const chosen = chooseConnection(connections, wanted);
    if (work.kind === 'reading') return this.#read(work, chosen, options);
    const service = await this.#open(chosen, options.signal);
    const jobs = this.#jobs(service, options);
    if (work.dryRun) {
      const next = this.#host.allowWrites ? t('Call it without dryRun to have it done.') : readOnly().sentence;
      return planAnswer(await work.plan(jobs), { next, notes: work.notes });
    }
    return this.#alone(service, () => this.#write(work, jobs, options));
  }

  async #read(work: ReadingWork, chosen: McpConnection, options: CallOptions): Promise<ToolAnswer> {
    let service: CleanRoomService;
    try {
      service = await this.#open(chosen, options.signal);
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (work.unopened === undefined || error.code === 'cancelled') throw error;
      return work.unopened(chosen, error);
    }
    return work.read(this.#jobs(service, options));
  }

  async #write(work: WritingWork, jobs: ToolJobs, { ask, planHash }: CallOptions): Promise<ToolAnswer> {
    const shown: { instead?: AnyIntention } = {};
    try {
      // Where there is nothing to do nobody is asked, and it is answered alike whether the client can ask or not.
      return await work.write(jobs, async (intention) => {
        if (planHash === undefined ? ask === undefined : planHash !== hashOf(work, intention)) {
          shown.instead = intention;
          return false;
        }
        return ask === undefined || ask(intention);
      });
    } catch (thrown) {
      if (shown.instead === undefined) throw asCleanRoomError(thrown);
      if (planHash === undefined) return hashedPlan(work, shown.instead);
      return { ...hashedPlan(work, shown.instead, [t('It is another plan than the one with the hash that was given.')]), isError: true };
    }
  }

  #jobs(service: CleanRoomService, { signal, onProgress }: CallOptions): ToolJobs {
    const context = { ...this.#host.context, service, signal, onProgress };
    const runner = (consent: ToolConsent): ReturnType<McpHost['runner']> =>
      this.#host.runner(async (intention) => this.#host.allowWrites && (await consent(intention)));
    const nobody = runner(() => Promise.resolve(false));
    return {
      read: (job, input) => nobody.read(job, context, input),
      plan: (job, input) => nobody.plan(job, context, input),
      write: (job, input, consent) => runner(consent).write(job, context, input),
    };
  }

  async #open(chosen: McpConnection, signal: AbortSignal): Promise<CleanRoomService> {
    const service = this.#opened.get(chosen) ?? (await chosen.open(signal));
    this.#opened.set(chosen, service);
    return service;
  }

  /** One call at a time changes something through a connection: a second one would plan with what the first one changes. */
  async #alone<T>({ connection: { id } }: CleanRoomService, work: () => Promise<T>): Promise<T> {
    if (this.#busy.has(id))
      throw new ToolRefusal(
        'invalid_state',
        t('Another call changes something through this connection just now.'),
        t('Wait for its answer, then call again.'),
      );
    this.#busy.add(id);
    try {
      return await work();
    } finally {
      this.#busy.delete(id);
    }
  }
}

function hashedPlan(work: WritingWork, intention: AnyIntention, notes: readonly string[] = []): ToolAnswer {
  const next = t('Show it to the person. To have exactly this done, call again with the same input and planHash.');
  return planAnswer(intention, { next, notes: [...notes, ...work.notes], hash: hashOf(work, intention) });
}

/** Stands for one plan; another plan, or the same one in another connection, has another. */
function hashOf(work: WritingWork, intention: AnyIntention): string {
  return createHash('sha256').update(planIdentity(work, intention)).digest('hex');
}

function readOnly(): CleanRoomError {
  return new ToolRefusal(
    'not_permitted',
    t('This server only reads: it was started without --allow-writes.'),
    t(
      'With dryRun: true it answers what would be done. To have it done, the person starts the server with --allow-writes, or uses VS Code.',
    ),
  );
}
