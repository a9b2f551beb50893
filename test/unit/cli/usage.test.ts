import assert from 'node:assert/strict';
import { access, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { id } from '../builders.ts';
import { Person, type Finished } from '../support/program.ts';

const commands = [
  'invitations',
  'accept',
  'accept-all',
  'associate',
  'init-config',
  'process-invites',
  'sync-all',
  'list',
  'add',
  'verify',
  'repair',
  'report',
  'watch',
  'partners',
  'sandbox',
];

/** Commands that can be about every connection of the configuration. */
const aboutMany = ['invitations', 'accept-all', 'process-invites', 'sync-all', 'list', 'verify', 'repair', 'report', 'watch'];
/** Commands that can say what asks for a person. */
const alerting = ['process-invites', 'sync-all', 'verify', 'watch'];

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return address.port;
}

describe('the program and its usage', function () {
  this.timeout(20_000);
  let person: Person;
  let helps: Finished[];
  before(async () => {
    person = await Person.sitDown({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    helps = await Promise.all(commands.map((command) => person.run([command, '--help'])));
  });
  after(() => person.leave());

  it('explains every command', () => {
    for (const [index, { code, stdout, stderr }] of helps.entries()) {
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, new RegExp(`^Usage: cleanrooms ${commands[index] ?? ''}`));
    }
  });

  it('lists every command in its help, and the exit codes', async () => {
    const { code, stdout } = await person.run(['--help']);
    assert.equal(code, 0);
    for (const command of commands) assert.match(stdout, new RegExp(`^  ${command}\\b`, 'm'));
    assert.match(stdout, /Exit codes: 0 /);
  });

  it('offers --dry-run with everything that writes and with nothing else', () => {
    assert.deepEqual(
      commands.filter((_command, index) => !(helps[index]?.stdout ?? '').includes('--dry-run')),
      ['invitations', 'list', 'verify', 'report', 'watch', 'partners', 'sandbox'],
    );
  });

  for (const [option, offering] of [
    ['--all-connections', aboutMany],
    ['--alerts', alerting],
    ['--webhook', alerting],
    ['--yes', ['repair']],
  ] as const) {
    it(`offers ${option} where it means something`, () => {
      const offered = commands.filter((_command, index) => (helps[index]?.stdout ?? '').includes(`${option} `));
      assert.deepEqual(offered.sort(), [...offering].sort());
    });
  }

  it('offers no option for the webhook address, which is a secret', () => {
    for (const { stdout } of helps) assert.doesNotMatch(stdout, /--webhook[= ]*<|--webhook-url/);
  });

  it('says its version', async () => {
    assert.deepEqual(await person.run(['--version']), { code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  for (const [story, args, sentence] of [
    ['an unknown command', ['sinc-all'], /unknown command 'sinc-all'/],
    ['an unknown option', ['list', '--colour'], /unknown option '--colour'/],
    ['a missing argument', ['accept'], /missing required argument 'collaboration-id'/],
    ['a missing option', ['add'], /required option '--membership-id <id>' not specified/],
    ['an argument too many', ['list', 'all'], /too many arguments/],
    ['a time that is no number', ['list', '--timeout', 'soon'], /must be a whole number/],
    ['an id that is no UUID', ['accept', 'abc'], /"abc" is not an id; ids look like/],
    ['a membership id that is no UUID', ['associate', '--membership-id', '12'], /"12" is not an id/],
    [
      'a table id that is no UUID',
      ['associate', '--membership-id', id('membership', 1), '--table-ids', `${id('table', 1)},x`],
      /"x" is not an id/,
    ],
    [
      'a role that is no ARN',
      ['associate', '--membership-id', id('membership', 1), '--role-arn', 'my-role'],
      /"my-role" is not the ARN of an IAM role/,
    ],
    ['a role that is no ARN, when accepting', ['accept-all', '--role-arn', 'my-role'], /"my-role" is not the ARN of an IAM role/],
    ['an empty name', ['add', '--membership-id', id('membership', 1), '--name', ''], /--name: must not be empty/],
    ['an unknown profile', ['list', '--profile', 'prdo'], /There is no AWS profile "prdo"/],
    ['an unknown Region', ['list', '--region', 'mars-1'], /not known to be offered in the Region "mars-1"/],
    ['a configuration that is not there', ['list', '--config', 'none.json'], /There is no configuration file .*none\.json/],
    ['a time between rounds that is none', ['watch', '--interval', '0s'], /must be a time such as 90s, 15m or 1h/],
    ['a webhook without an address', ['verify', '--webhook'], /CLEANROOMS_WEBHOOK_URL is not set/],
    ['a table to be repaired that is no UUID', ['repair', '--subject-id', 'x'], /"x" is not an id/],
    ['an unknown scenario', ['sandbox', '--scenario', 'nope'], /nope/],
  ] as const) {
    it(`ends with 2 for ${story}, says so on stderr, and prints nothing but one object on stdout with --json`, async () => {
      const { code, report, stderr } = await person.json(args);
      assert.deepEqual([code, report.error?.code === 'invalid_input' || report.error?.code === 'configuration_missing'], [2, true]);
      assert.match(report.error?.message ?? '', sentence);
      assert.match(stderr, sentence);
    });
  }

  for (const [story, args, sentence] of [
    ['all connections and a profile', ['list', '--all-connections', '--profile', 'x'], /cannot be used with option '--profile <name>'/],
    [
      'all connections and a Region',
      ['sync-all', '--region', 'us-east-1', '--all-connections'],
      /cannot be used with option '--region <region>'/,
    ],
    [
      'all connections and one membership',
      ['repair', '--all-connections', '--membership-id', id('membership', 1)],
      /cannot be used with option '--all-connections'/,
    ],
    ['all connections without a configuration', ['list', '--all-connections'], /Add for example: "connections": \[\{"name": "production"/],
    ['an unknown form of a report', ['report', '--format', 'pdf'], /Allowed choices are md, json, csv/],
    ['a report to a folder that is not there', ['report', '--out', 'none/report.md'], /none\/report\.md cannot be written: ENOENT/],
    ['a webhook that is not https', ['verify', '--webhook'], /must begin with https:\/\//],
  ] as const) {
    it(`ends with 2 for ${story}`, async () => {
      const { code, stdout, stderr } = await person.run(args, { CLEANROOMS_WEBHOOK_URL: 'http://hooks.example/T0SECRET' });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, sentence);
      assert.ok(!stderr.includes('T0SECRET'));
    });
  }

  it('prints nothing on stdout for an error without --json', async () => {
    const { stdout, stderr } = await person.run(['list', '--profile', 'prdo']);
    assert.deepEqual(
      [stdout, stderr],
      ['', 'error: There is no AWS profile "prdo". There are no profiles. Make one with: aws configure sso --profile prdo.\n'],
    );
  });

  it('shows how it is used where no command was given', async () => {
    const { code, stdout, stderr } = await person.run([]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^Usage: cleanrooms/);
  });

  it('names file, line and column of a broken configuration, and writes nothing', async () => {
    const other = await Person.sitDown({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    try {
      await writeFile(join(other.folder, 'collaboration-config.json'), '{\n  "defaults": {,}\n}\n');
      const { code, report, stderr } = await other.json(['process-invites']);
      assert.deepEqual([code, report.error?.code, report.error?.line, report.error?.column], [2, 'configuration_broken', 2, 16]);
      assert.match(stderr, /collaboration-config\.json:2:16: Not valid JSON: value expected\./);
      assert.deepEqual(await readdir(other.folder), ['collaboration-config.json']);
    } finally {
      await other.leave();
    }
  });

  it('says in one sentence that nobody listens at the endpoint, and what to check', async () => {
    const closed = createServer();
    const port = await portOf(closed);
    await new Promise((resolve) => closed.close(resolve));
    const { code, report, stderr } = await person.json(['list'], { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    assert.deepEqual([code, report.error?.code], [1, 'no_answer']);
    assert.match(
      stderr,
      new RegExp(
        `^error: No answer from http://127\\.0\\.0\\.1:${port} \\(GetCallerIdentity\\): connect ECONNREFUSED 127\\.0\\.0\\.1:${port}\\.? Check that the endpoint is right and running \\(.*\\)\\.\\n$`,
      ),
    );
    assert.ok((report.api_calls['GetCallerIdentity'] ?? 0) > 0, 'the attempts were not counted');
  });

  it('gives up on an endpoint that never answers, in one sentence', async () => {
    const sockets = new Set<{ destroy: () => void }>();
    const silent = createServer((socket) => {
      sockets.add(socket);
    });
    const port = await portOf(silent);
    const { code, stderr, report } = await person.json(['list', '--timeout', '1'], { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    for (const socket of sockets) socket.destroy();
    silent.close();
    assert.deepEqual([code, report.error?.code, stderr.trimEnd().split('\n').length], [1, 'no_answer', 1]);
    assert.match(stderr, /^error: No answer from http:\/\/127\.0\.0\.1:\d+ \(GetCallerIdentity\): nothing came within 1000 ms\. Check /);
  });

  it('uses no colours where stderr is no terminal', async () => {
    const { stderr } = await person.run(['list', '--profile', 'prdo'], { FORCE_COLOR: '1' });
    assert.ok(!stderr.includes('\u001b'), stderr);
  });

  it('has left nothing behind', async () => {
    await assert.rejects(access(join(person.folder, 'state')));
  });
});
