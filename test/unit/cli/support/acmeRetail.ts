import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Ajv } from 'ajv';
import { configurationFileName } from '../../../../src/core/config/schema.ts';
import { partnerResultSchema } from '../../../../src/core/jobs/partners/partnerReport.ts';
import { Person, program, type Finished } from '../../support/program.ts';
import { TestSandbox } from '../../support/sandbox.ts';

/** What every command about partners prints; what `result` holds is checked against the committed schema. */
const printedSchema = z.looseObject({
  ok: z.boolean(),
  command: z.string(),
  connection: z.nullable(z.looseObject({ account_id: z.string() })),
  api_calls: z.record(z.string(), z.number()),
  result: z.unknown(),
  error: z.optional(z.looseObject({ code: z.string(), message: z.string(), remedy: z.optional(z.string()) })),
});
const tokenFile = z.looseObject({ token: z.object({ accessToken: z.string() }) });
const invitations = z.looseObject({
  rooms: z.array(z.looseObject({ invitations: z.nullable(z.array(z.looseObject({ to: z.string(), status: z.string() }))) })),
});

export type WriteItem = z.infer<typeof partnerResultSchema>['items'][number];

const ajv = new Ajv({ strict: false });

/** Fails where a value does not fit a committed schema, such as `partner-rooms`. */
export async function assertFits(name: string, value: unknown): Promise<void> {
  const file = new URL(`../../../../schemas/${name}.schema.json`, import.meta.url);
  const schema = ajv.getSchema(name) ?? ajv.compile(z.looseObject({}).parse(JSON.parse(await readFile(file, 'utf8'))));
  if (schema(value) !== true) throw new Error(`Does not fit ${name}: ${JSON.stringify(schema.errors)}`);
}

/** Somebody at Acme Retail with a terminal, and the sandbox in which Acme Retail has its clean rooms. */
export class AcmeRetail {
  readonly sandbox: TestSandbox;
  person: Person;

  private constructor(sandbox: TestSandbox, person: Person) {
    this.sandbox = sandbox;
    this.person = person;
  }

  static async begin(): Promise<AcmeRetail> {
    const sandbox = await TestSandbox.start('partners');
    return new AcmeRetail(sandbox, await sitDown(sandbox));
  }

  /** Everything as at the beginning, and a person who remembers nothing. */
  async again(): Promise<void> {
    await this.person.leave();
    await this.control('DELETE', 'faults');
    await this.sandbox.reset('partners');
    this.person = await sitDown(this.sandbox);
  }

  async end(): Promise<void> {
    await this.person.leave();
    await this.sandbox.stop();
  }

  run(args: readonly string[], variables: Record<string, string> = {}): Promise<Finished> {
    return this.person.run(['partners', ...args], variables);
  }

  /** Runs with --json; fails where stdout is anything but one object that fits the committed schema of that name. */
  async json(
    schema: string,
    args: readonly string[],
    variables: Record<string, string> = {},
  ): Promise<Finished & { printed: z.infer<typeof printedSchema> }> {
    const finished = await this.run([...args, '--json'], variables);
    if (!/^\{.*\}\n$/.test(finished.stdout)) throw new Error(`stdout is not one line of JSON: ${finished.stdout}\n${finished.stderr}`);
    const value: unknown = JSON.parse(finished.stdout);
    await assertFits(`partner-${schema}`, value);
    const printed = printedSchema.parse(value);
    if (printed.ok !== (finished.code === 0)) throw new Error(`ok is ${printed.ok}, the exit code ${finished.code}`);
    return { ...finished, printed };
  }

  /** Runs a writing command with --json and answers its items. */
  async write(args: readonly string[], variables: Record<string, string> = {}): Promise<Finished & { items: WriteItem[] }> {
    const { printed, ...finished } = await this.json('writes', args, variables);
    return { ...finished, items: printed.result === null ? [] : partnerResultSchema.parse(printed.result).items };
  }

  /** Addresses with an invitation in a room that waits, in alphabetical order. */
  async pending(room: string): Promise<string[]> {
    const { printed } = await this.json('invitations', ['invitations', '--room', room, '--pending']);
    return invitations
      .parse(printed.result)
      .rooms.flatMap(({ invitations: sent }) => sent ?? [])
      .map(({ to }) => to)
      .sort();
  }

  /** Starts a command and leaves it running. */
  async start(args: readonly string[]): Promise<ChildProcess> {
    return spawn(process.execPath, [await program(), 'partners', ...args], {
      cwd: this.person.folder,
      env: this.person.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async configure(configuration: object): Promise<void> {
    await writeFile(join(this.person.folder, configurationFileName), JSON.stringify(configuration));
  }

  /** A control call of the sandbox. */
  async control(method: 'POST' | 'DELETE', path: string, body: object = {}): Promise<void> {
    const answer = await fetch(`${this.sandbox.endpoint}/_sandbox/${path}`, {
      method,
      headers: { 'x-sandbox-control': '1' },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** Every file that the person has, with its text. */
  async files(folder = this.person.folder): Promise<{ path: string; text: string }[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          return { path, text: await readFile(path, 'utf8') };
        }),
    );
  }

  /** The file that holds the API user's token, and the token. */
  async token(): Promise<{ path: string; token: string }> {
    const files = (await this.files()).filter(({ path }) => path.includes('api-users'));
    const [file] = files;
    if (file === undefined || files.length > 1) throw new Error(`There are ${files.length} files of API users.`);
    return { path: file.path, token: tokenFile.parse(JSON.parse(file.text)).token.accessToken };
  }
}

function sitDown({ endpoint }: TestSandbox): Promise<Person> {
  return Person.sitDown({
    AWS_ENDPOINT_URL: endpoint,
    LIVERAMP_BASE_URL: `${endpoint}/v1`,
    LIVERAMP_ORGANISATION: 'Acme Retail',
    LIVERAMP_CLIENT_ID: 'acme-retail',
    LIVERAMP_CLIENT_SECRET: 'sandbox',
  });
}
