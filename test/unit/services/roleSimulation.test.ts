import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { Inspection, RoleAction } from '../../../src/core/inspectionService.ts';
import type { JsonObject } from '../../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../../src/sandbox/startSandbox.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { at, Client } from '../../conformance/model/client.ts';
import { roleArn, smallScenario, startScenario, us } from '../../conformance/model/scenario.ts';
import { rejection } from '../support/jobs.ts';

const table = `arn:aws:glue:us-east-1:${us}:table/sandbox/one`;
const rows = 'arn:aws:s3:::ours/one/*';
const wanted: RoleAction[] = [
  { action: 'glue:GetTable', resource: table },
  { action: 's3:GetObject', resource: rows },
];
const on = (...resources: string[]): JsonObject[] => [{ actions: ['glue:GetTable'] }, { actions: ['s3:GetObject'], resources }];

describe("what a role's policies deny", function () {
  this.timeout(15_000);
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const open = async (permissions: JsonObject[], top: JsonObject = {}): Promise<{ inspection: Inspection; client: Client }> => {
    const sandbox = await startScenario(smallScenario({ us: { roles: [{ name: 'reader', permissions }] }, top }));
    running.push(sandbox);
    return { inspection: await inspect(sandbox.endpoint), client: new Client(sandbox.endpoint) };
  };

  const policies: [string, JsonObject[], RoleAction[]][] = [
    ['nothing where it allows everything', [{ actions: ['*'] }], []],
    ['nothing where it names the very resources', on(rows), []],
    ['nothing where it names more than is wanted', on('arn:aws:s3:::ours/*'), []],
    ['what it allows elsewhere only', on('arn:aws:s3:::theirs/*'), wanted.slice(1)],
    ['what it does not name', [{ actions: ['glue:*'] }], wanted.slice(1)],
    ['what it denies outright', [{ actions: ['*'] }, { effect: 'Deny', actions: ['glue:GetTable'] }], wanted.slice(0, 1)],
    ['all of it without a permission', [], wanted],
  ];
  for (const [story, permissions, expected] of policies) {
    it(`is ${story}`, async () => {
      assert.deepEqual(await (await open(permissions)).inspection.denied(roleArn, wanted), expected);
    });
  }

  it('is asked in one call', async () => {
    const { inspection, client } = await open([{ actions: ['*'] }]);
    await inspection.denied(roleArn, wanted);
    assert.equal(at(await client.control('GET', 'calls'), 'calls', 'SimulatePrincipalPolicy'), 1);
  });

  it('is asked once for each resource where the service does not take them together', async () => {
    const { inspection, client } = await open(on('arn:aws:s3:::theirs/*'));
    await client.control('POST', 'faults', { operation: 'SimulatePrincipalPolicy', error: { name: 'InvalidInputException' }, count: 1 });
    assert.deepEqual(await inspection.denied(roleArn, wanted), wanted.slice(1));
    assert.equal(at(await client.control('GET', 'calls'), 'calls', 'SimulatePrincipalPolicy'), 3);
  });

  it('is read to the last page', async () => {
    const { inspection } = await open([], { short_pages: true });
    assert.deepEqual(await inspection.denied(roleArn, wanted), wanted);
  });

  it('is not asked where nothing is wanted', async () => {
    const { inspection, client } = await open([]);
    assert.deepEqual(await inspection.denied(roleArn, []), []);
    assert.equal(at(await client.control('GET', 'calls'), 'calls', 'SimulatePrincipalPolicy'), undefined);
  });

  it('cannot be told of a role that is not there, and is not guessed', async () => {
    const { inspection } = await open([]);
    assert.equal((await rejection(inspection.denied(`${roleArn}2`, wanted))).code, 'not_found');
  });
});

/** Answers as IAM does in forms that the sandbox does not know. */
describe("answers to SimulatePrincipalPolicy that do not stand in the sandbox's form", function () {
  this.timeout(15_000);
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  async function denied(results: string, ask: readonly RoleAction[] = wanted.slice(1)): Promise<RoleAction[]> {
    const answers: Record<string, string> = {
      GetCallerIdentity: `<Account>${us}</Account><Arn>arn:aws:iam::${us}:user/a</Arn><UserId>a</UserId>`,
      SimulatePrincipalPolicy: `<EvaluationResults>${results}</EvaluationResults><IsTruncated>false</IsTruncated>`,
    };
    const started = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const action = new URLSearchParams(body).get('Action') ?? '';
        response.setHeader('content-type', 'text/xml');
        response.end(`<${action}Response><${action}Result>${answers[action] ?? ''}</${action}Result></${action}Response>`);
      });
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    const place = started.address();
    assert.ok(typeof place === 'object' && place !== null);
    return (await inspect(`http://127.0.0.1:${place.port}`)).denied(roleArn, ask);
  }
  const result = (more: string): string => `<member><EvalActionName>s3:GetObject</EvalActionName>${more}</member>`;

  it('may name the resource itself: that counts', async () => {
    const answer = result(`<EvalResourceName>${rows}</EvalResourceName><EvalDecision>implicitDeny</EvalDecision>`);
    assert.deepEqual(await denied(answer), wanted.slice(1));
  });

  it('may depend on a condition that cannot be known from here: that is no denial', async () => {
    const answer = result(
      `<EvalResourceName>${rows}</EvalResourceName><EvalDecision>implicitDeny</EvalDecision><MissingContextValues><member>aws:PrincipalTag/team</member></MissingContextValues>`,
    );
    assert.deepEqual(await denied(answer), []);
  });

  it('may say nothing of what was asked: that is neither allowed nor denied', async () => {
    const answer = result('<EvalResourceName>arn:aws:s3:::other</EvalResourceName><EvalDecision>allowed</EvalDecision>');
    const caught = await denied(answer).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.match(String(caught), /said nothing of s3:GetObject/);
  });
});

async function inspect(endpoint: string): Promise<Inspection> {
  const service = await openAwsConnection({ endpoint, sandboxAccountId: us, region: 'us-east-1' });
  return service.inspection ?? assert.fail('it cannot be inspected');
}
