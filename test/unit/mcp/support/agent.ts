import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import { CallToolResultSchema, ElicitRequestSchema, type ListToolsResult } from '@modelcontextprotocol/sdk/types.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { configurationFileName } from '../../../../src/core/config/schema.ts';
import type { TestSandbox } from '../../support/sandbox.ts';

const textPart = z.looseObject({ type: z.literal('text'), text: z.string() });
const structured = z.looseObject({ summary: z.string(), plan_hash: z.optional(z.string()) });

/** What a tool answered, as a client gets it. */
export interface Answer {
  isError: boolean;
  /** The two texts, for clients that show a model nothing else. */
  texts: string[];
  data: z.infer<typeof structured>;
}

/** How the person answers the client's question. */
export type PersonsAnswer = { action: 'accept'; content: { carryOut: boolean } } | { action: 'decline' | 'cancel' };

export interface AgentOptions {
  allowWrites?: boolean;
  /** Asked with the plan; a client without it cannot ask its person. */
  person?: (message: string) => PersonsAnswer | Promise<PersonsAnswer>;
  /** Instead of a person: whatever a client may answer, right or wrong. */
  answerOf?: (message: string) => object;
  /** What its folder's collaboration-config.json holds; there is none where left out. */
  configuration?: object;
  variables?: Record<string, string>;
}

/** An agent: a client of the official SDK, and `cleanrooms mcp` out of the built program, in a folder of their own. */
export class Agent {
  readonly folder: string;
  readonly client: Client;
  readonly #transport: StdioClientTransport;
  /** What the server said on stderr. */
  said = '';

  private constructor(folder: string, client: Client, transport: StdioClientTransport) {
    this.folder = folder;
    this.client = client;
    this.#transport = transport;
    transport.stderr?.on('data', (chunk: Buffer) => {
      this.said += chunk.toString();
    });
  }

  /** Starts the server for the organisation Acme Retail of a sandbox. */
  static async begin(sandbox: Pick<TestSandbox, 'endpoint'>, options: AgentOptions = {}): Promise<Agent> {
    const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-agent-'));
    if (options.configuration !== undefined) await writeFile(join(folder, configurationFileName), JSON.stringify(options.configuration));
    const client = new Client(
      { name: 'test', version: '1' },
      { capabilities: options.person === undefined && options.answerOf === undefined ? {} : { elicitation: {} } },
    );
    const { person } = options;
    if (person !== undefined) client.setRequestHandler(ElicitRequestSchema, ({ params }) => person(params.message));
    const { answerOf } = options;
    // The client checks what its handlers answer; one that does not know the question answers as it likes.
    if (answerOf !== undefined) client.fallbackRequestHandler = ({ params }) => Promise.resolve({ ...answerOf(JSON.stringify(params)) });
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [resolve('dist/cleanrooms.js'), 'mcp', ...(options.allowWrites === true ? ['--allow-writes'] : [])],
      cwd: folder,
      stderr: 'pipe',
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        XDG_STATE_HOME: join(folder, 'state'),
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_ENDPOINT_URL: sandbox.endpoint,
        AWS_ACCESS_KEY_ID: '111122223333',
        AWS_SECRET_ACCESS_KEY: 'sandbox',
        AWS_REGION: 'us-east-1',
        LIVERAMP_ORGANISATION: 'Acme Retail',
        LIVERAMP_CLIENT_ID: 'acme-retail',
        LIVERAMP_CLIENT_SECRET: 'sandbox',
        LIVERAMP_BASE_URL: `${sandbox.endpoint}/v1`,
        ...options.variables,
      },
    });
    const agent = new Agent(folder, client, transport);
    await client.connect(transport);
    return agent;
  }

  async tools(): Promise<ListToolsResult['tools']> {
    return (await this.client.listTools()).tools;
  }

  async call(name: string, input: object = {}, options?: RequestOptions): Promise<Answer> {
    const result = CallToolResultSchema.parse(await this.client.callTool({ name, arguments: { ...input } }, CallToolResultSchema, options));
    return {
      isError: result.isError === true,
      texts: result.content.map((part) => textPart.parse(part).text),
      data: structured.parse(result.structuredContent),
    };
  }

  /** Plans, and carries exactly that plan out: what a client does that cannot ask its person. */
  async do(name: string, input: object): Promise<Answer> {
    const { data } = await this.call(name, input);
    if (data.plan_hash === undefined) throw new Error(`No plan was answered: ${JSON.stringify(data)}`);
    return this.call(name, { ...input, planHash: data.plan_hash });
  }

  get pid(): number | null {
    return this.#transport.pid;
  }

  async end(): Promise<void> {
    await this.client.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
