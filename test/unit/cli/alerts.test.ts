import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { printedReportSchema, type PrintedReport } from '../../../src/cli/printedReport.ts';
import { Person, type Finished } from '../support/program.ts';
import { TestSandbox } from '../support/sandbox.ts';

const secret = 'T0SECRET-xyzzy';
const message = z.strictObject({ text: z.string() });

describe('alerts and their webhook', function () {
  this.timeout(30_000);
  let sandbox: TestSandbox;
  let person: Person;
  let server: Server;
  let url = '';
  let posted: string[] = [];
  let status = 200;
  before(async () => {
    sandbox = await TestSandbox.start('strangers', 1000);
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        posted.push(message.parse(JSON.parse(body)).text);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const place = server.address();
    url = `http://127.0.0.1:${typeof place === 'object' ? (place?.port ?? 0) : 0}/${secret}`;
  });
  after(async () => {
    server.close();
    await sandbox.stop();
  });
  beforeEach(async () => {
    posted = [];
    status = 200;
    await sandbox.reset('strangers');
    person = await Person.sitDown({ AWS_ENDPOINT_URL: sandbox.endpoint, CLEANROOMS_WEBHOOK_URL: url });
    await person.run(['init-config']);
  });
  afterEach(() => person.leave());
  const json = async (...args: string[]): Promise<Finished & { report: PrintedReport }> => {
    const finished = await person.run([...args, '--json']);
    const report = printedReportSchema.parse(JSON.parse(finished.stdout));
    assert.equal(report.ok, finished.code === 0, 'ok and the exit code differ');
    return { ...finished, report };
  };
  const kinds = ({ alerts = [] }: PrintedReport): string[] => [...new Set(alerts.map(({ kind }) => kind))].sort();

  it('are not there and change nothing where nobody asked for them', async () => {
    const { report } = await json('verify');
    assert.deepEqual([report.alerts, posted], [undefined, []]);
  });

  it('make the exit code 3 where nothing else is wrong, and are posted once', async () => {
    await person.run(['process-invites']);
    await person.run(['sync-all']);
    const { code, report } = await json('verify', '--webhook');
    assert.deepEqual([code, kinds(report), posted.length], [3, ['untrusted_creator', 'waiting_invitation'], 1]);
    assert.match(posted[0] ?? '', /^cleanrooms verify: \d+ alerts\n• `default 111122223333: Invitation to /);
  });

  it('stay 1 where something failed', async () => {
    const { code, report } = await json('verify', '--alerts');
    assert.deepEqual([code, kinds(report)], [1, ['failure', 'untrusted_creator', 'waiting_invitation']]);
  });

  it('know how long is too long', async () => {
    await person.run(['process-invites']);
    const { report } = await json('verify', '--alert-days', '36500');
    assert.deepEqual(kinds(report).includes('waiting_invitation'), false);
  });

  it('post nothing where there are none', async () => {
    const { code } = await json('sync-all', '--webhook', '--alert-days', '36500');
    assert.deepEqual([code, posted], [0, []]);
  });

  it('that are not delivered make the exit code 1 and a sentence, after the job has been done', async () => {
    status = 404;
    const { code, report, stderr } = await json('process-invites', '--webhook');
    assert.equal((await sandbox.room()).memberships.length, 2);
    assert.deepEqual([code, report.error?.code, posted.length], [1, 'refused', 1]);
    assert.match(stderr, /error: The alerts could not be delivered: the webhook answered 404\./);
  });

  it('say nowhere what the address is', async () => {
    status = 500;
    const busy = await json('verify', '--webhook');
    status = 404;
    const runs = [busy, await person.run(['verify', '--webhook'])];
    const audit = join(person.folder, 'state/clean-rooms-workbench/audit');
    const logs = await readdir(audit)
      .then((names) => Promise.all(names.map((name) => readFile(join(audit, name), 'utf8'))))
      .catch(() => []);
    assert.equal(posted.length, 3);
    for (const text of [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...logs]) assert.ok(!text.includes(secret), text);
  });

  it('name on stderr the invitations that wait too long', async () => {
    const { stderr } = await person.run(['process-invites', '--alerts']);
    assert.match(stderr, /^alert: Invitation to "Northwind cost sharing" from 444455556666 has been waiting for \d+ days\.$/m);
  });
});
