import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { watchRoundSchema, type WatchRound } from '../../../src/cli/watchRound.ts';
import { Person } from '../support/program.ts';
import { TestSandbox } from '../support/sandbox.ts';

/** Watches until `between` has been told of so many lines; what it does happens between two rounds. */
async function watch(
  person: Person,
  args: readonly string[],
  lines: number,
  between: (line: number) => Promise<void>,
): Promise<{ lines: string[]; stderr: string; code: number | null }> {
  const child = spawn(process.execPath, [resolve('src/cli/cleanrooms.ts'), 'watch', '--interval', '1s', ...args], {
    cwd: person.folder,
    env: person.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const seen: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    seen.push(line);
    if (seen.length === lines) child.kill('SIGINT');
    else await between(seen.length);
  }
  await ended;
  return { lines: seen, stderr, code: child.exitCode };
}

describe('watching', function () {
  this.timeout(30_000);
  let sandbox: TestSandbox;
  let person: Person;
  before(async () => {
    sandbox = await TestSandbox.start('strangers', 1000);
  });
  after(() => sandbox.stop());
  beforeEach(async () => {
    await sandbox.reset('strangers');
    person = await Person.sitDown({ AWS_ENDPOINT_URL: sandbox.endpoint });
    await person.run(['init-config']);
  });
  afterEach(() => person.leave());
  const rounds = (lines: readonly string[]): WatchRound[] => lines.map((line) => watchRoundSchema.parse(JSON.parse(line)));

  it('says in each round what has changed, and ends on Ctrl-C with the exit code of the last', async () => {
    const { lines, code, stderr } = await watch(person, ['--json'], 2, async () => {
      await person.run(['sync-all']);
    });
    const [before, after] = rounds(lines);
    assert.deepEqual([before?.round, before?.ok, after?.round, after?.ok, code, stderr], [1, false, 2, true, 0, '']);
    assert.ok(before?.changes.every(({ kind }) => kind === 'new_finding'));
    const count = (kind: WatchRound['changes'][number]['kind']): number =>
      (after?.changes ?? []).filter((each) => each.kind === kind).length;
    assert.deepEqual([count('gone_finding') > 0, count('table_ready'), count('table_not_ready')], [true, 25, 0]);
    assert.deepEqual(await sandbox.writes().then((writes) => writes.includes('CreateMembership')), false);
  });

  it('shows a round that fails and goes on with the next', async () => {
    const { lines, code } = await watch(person, ['--json', '--timeout', '1'], 3, async (line) => {
      if (line === 1) await sandbox.fault({ operation: 'GetCallerIdentity', error: 'ExpiredTokenException', count: 1 });
    });
    const results = rounds(lines);
    assert.deepEqual(
      results.map(({ runs }) => runs[0]?.error?.code),
      [undefined, 'connection_unusable', undefined],
    );
    assert.deepEqual([results[2]?.changes, code], [[], 1]);
  });

  it('looks at partners of a LiveRamp organisation as well', async () => {
    await sandbox.reset('partners');
    const acme = { LIVERAMP_BASE_URL: `${sandbox.endpoint}/v1`, LIVERAMP_ORGANISATION: 'Acme Retail', LIVERAMP_CLIENT_ID: 'acme-retail' };
    const other = await Person.sitDown({ ...acme, LIVERAMP_CLIENT_SECRET: 'sandbox' });
    try {
      const { lines, code } = await watch(other, ['--organisation', 'Acme Retail'], 3, () => Promise.resolve());
      assert.match(lines[0] ?? '', /Z {2}1 error · 2 warnings$/);
      assert.match(lines.slice(1).join('\n'), /^ {2}new (error|warning): .*\n {2}new (error|warning): /);
      assert.equal(code, 1);
    } finally {
      await other.leave();
    }
  });

  it('has one line for a round in which nothing has changed', async () => {
    await person.run(['sync-all']);
    const { lines } = await watch(person, [], 8, () => Promise.resolve());
    assert.equal(lines.length, 8);
    for (const [index, line] of lines.entries())
      assert.match(
        line,
        index === 0 || index === 7
          ? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}1 collaboration · tables ready: 25\/25 · 0 errors · 6 warnings · 6 invitations$/
          : /^ {2}new warning: Invitation to "/,
      );
  });
});
