import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationFileName } from '../../../../src/core/config/schema.ts';
import { Person } from '../../support/program.ts';
import { TestSandbox } from '../../support/sandbox.ts';

export const [first, second, creator] = ['111122223333', '222233334444', '444455556666'] as const;
/** Tables, and invitations that wait, of each account. */
export const [tables, rooms] = [3, 2];

const provider = (account: string): object => ({
  id: account,
  display_name: `Provider ${account}`,
  roles: [{ name: 'cleanrooms-glue-s3-access' }],
  id_namespaces: [{ name: 'ACXIdNamespace' }],
  configured_tables: [{ repeat: { from: 1, to: tables, name: 'part_{n}' }, analysis_rule: { type: 'LIST' } }],
});

const room = (account: string, number: number): object => ({
  name: `Room ${number} of ${account}`,
  creator,
  created: '2026-01-01T00:00:00Z',
  members: [
    { account: creator, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], membership: {} },
    { account, abilities: [] },
  ],
});

/** Two providers with invitations, and a person with a profile for each. */
export class TwoAccounts {
  readonly sandbox: TestSandbox;
  readonly person: Person;
  readonly #folder: string;

  private constructor(sandbox: TestSandbox, person: Person, folder: string) {
    this.sandbox = sandbox;
    this.person = person;
    this.#folder = folder;
  }

  static async begin(): Promise<TwoAccounts> {
    const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-two-'));
    const scenario = join(folder, 'two.json');
    await writeFile(
      scenario,
      JSON.stringify({
        accounts: [provider(first), provider(second), { id: creator, display_name: 'Creator' }],
        collaborations: [first, second].flatMap((account) => Array.from({ length: rooms }, (_, index) => room(account, index + 1))),
      }),
    );
    await writeFile(
      join(folder, 'aws'),
      [first, second]
        .map((account, index) => `[profile ${['one', 'two'][index] ?? ''}]\naws_access_key_id = ${account}\naws_secret_access_key = x\n`)
        .join('\n'),
    );
    const sandbox = await TestSandbox.start(scenario);
    const person = await Person.sitDown({
      AWS_ENDPOINT_URL: sandbox.endpoint,
      AWS_CONFIG_FILE: join(folder, 'aws'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
      // Who uses profiles has no keys in the environment.
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_REGION: '',
    });
    return new TwoAccounts(sandbox, person, folder);
  }

  get file(): string {
    return join(this.person.folder, configurationFileName);
  }

  /** Writes a configuration that lists the connections of these profiles. */
  async configure(profiles: readonly string[] = ['one', 'two'], more: object = {}): Promise<void> {
    const connections = profiles.map((profile) => ({ name: `the ${profile}`, profile, region: 'us-east-1' }));
    await writeFile(
      this.file,
      `${JSON.stringify({ defaults: { region: 'us-east-1' }, connections, collaborations: [], ...more }, null, 2)}\n`,
    );
  }

  async end(): Promise<void> {
    await this.person.leave();
    await this.sandbox.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
