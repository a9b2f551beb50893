import { asCleanRoomError } from '../../../../src/core/errors.ts';
import type { AnyIntention } from '../../../../src/core/jobs/job.ts';
import { JobRunner } from '../../../../src/core/jobs/runner.ts';
import { answerJson, type JsonValue, type ToolAnswer } from '../../../../src/core/tools/answer.ts';
import { tools } from '../../../../src/core/tools/catalogue.ts';
import type { McpConnection, McpHost } from '../../../../src/mcp/mcpHost.ts';
import { ToolCalls, type CallOptions } from '../../../../src/mcp/toolCalls.ts';
import { MemoryAuditLog } from '../../support/jobs.ts';
import { InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';

/** An agent's calls over a clean room service in memory. */
export class Desk {
  readonly world = new PartnerWorld();
  readonly log = new MemoryAuditLog();
  readonly calls: ToolCalls;
  /** How often the connection was opened. */
  opened = 0;
  /** Set: opening goes wrong with it. */
  closed: Error | undefined;

  constructor({ allowWrites = true, connections }: { allowWrites?: boolean; connections?: readonly McpConnection[] } = {}) {
    const host: McpHost = {
      version: '0.0.0',
      allowWrites,
      inputSchemas: new Map(),
      connections: connections ?? [
        {
          name: 'Acme Retail',
          service: 'liveramp',
          sandbox: false,
          open: () => {
            this.opened += 1;
            return this.closed === undefined
              ? Promise.resolve(new InMemoryPartners(this.world))
              : Promise.reject(asCleanRoomError(this.closed));
          },
        },
      ],
      runner: (consent) => new JobRunner({ user: 'ada', auditLog: this.log, allows: () => true, consent }),
      context: { user: 'ada', pause: () => Promise.resolve(), readinessLimitMs: 0 },
    };
    this.calls = new ToolCalls(host);
  }

  /** Calls a tool as a client does that cannot ask its person, unless `ask` is given. */
  async call(name: string, input: object, options: Partial<CallOptions> = {}): Promise<Answered> {
    const tool = tools.find((each) => each.name === name);
    if (tool === undefined) throw new Error(`There is no tool ${name}.`);
    const answer = await this.calls.call(tool, input, { signal: new AbortController().signal, ...options });
    return { ...answer, json: answerJson(answer) };
  }
}

export type Answered = ToolAnswer & { json: Record<string, JsonValue> };

/** The hash under which a plan was answered. */
export function planHash({ json }: Answered): string {
  const hash = json['plan_hash'];
  if (typeof hash !== 'string') throw new Error(`No plan was answered: ${JSON.stringify(json)}`);
  return hash;
}

/** A person who answers a plan, and remembers it. */
export function person(answer: boolean): { asked: AnyIntention[]; ask: (intention: AnyIntention) => Promise<boolean> } {
  const asked: AnyIntention[] = [];
  return {
    asked,
    ask: (intention) => {
      asked.push(intention);
      return Promise.resolve(answer);
    },
  };
}
