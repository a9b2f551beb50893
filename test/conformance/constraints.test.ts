import assert from 'node:assert/strict';
import { models, type ModelService } from '../../src/sandbox/aws/model.ts';
import { routedOperations } from '../../src/sandbox/aws/routedOperations.ts';
import { handlers } from '../../src/sandbox/aws/handlers.ts';
import { isJsonObject } from '../../src/sandbox/json.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { example } from './model/examples.ts';
import { constraintsOf, type Constraint } from './model/violations.ts';
import { send, writeRequest, type WireAnswer } from './model/wire.ts';

/** What each service answers to input that breaks its model. IAM and STS model nothing for it: ValidationError is their common error. */
const refusals: Record<string, { code: string; status: number }> = {
  cleanrooms: { code: 'ValidationException', status: 400 },
  entityresolution: { code: 'ValidationException', status: 400 },
  iam: { code: 'ValidationError', status: 400 },
  sts: { code: 'ValidationError', status: 400 },
  glue: { code: 'InvalidInputException', status: 400 },
  servicequotas: { code: 'IllegalArgumentException', status: 400 },
};

describe('Every constraint of every routed operation', function () {
  this.timeout(60_000);
  let sandbox: RunningSandbox;
  let proven = 0;
  const byKind = new Map<string, number>();

  before(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'empty', rate: 1_000_000 });
  });
  after(async () => {
    await sandbox.stop();
    const kinds = [...byKind].map(([kind, count]) => `${String(count)} ${kind}`).join(', ');
    process.stdout.write(`\n    ${String(proven)} constraints proven (${kinds})\n`);
    assert.ok(proven > 0, 'no constraint was proven');
  });

  it('has a handler for every routed operation, and no other', () => {
    assert.deepEqual(
      [...handlers.keys()].sort(),
      Object.values(routedOperations)
        .flatMap((each) => each.operations)
        .sort(),
    );
  });

  for (const [serviceName, service] of Object.entries(models)) {
    describe(serviceName, () => {
      for (const [operation, model] of Object.entries(service.operations)) {
        const { input } = model;
        it(operation, async () => {
          if (input === undefined) return;
          const fitting = example(service, input);
          assert.ok(isJsonObject(fitting));
          const accepted = await send(sandbox.endpoint, writeRequest(serviceName, service, operation, model, fitting));
          assert.ok(!isRefusal(serviceName, accepted), `a minimal request was refused: ${accepted.body}`);
          await Promise.all(
            constraintsOf(service, input).map(async (constraint) => {
              const answer = await send(sandbox.endpoint, writeRequest(serviceName, service, operation, model, constraint.input));
              assertRefused(serviceName, service, constraint, answer);
              proven += 1;
              byKind.set(constraint.kind, (byKind.get(constraint.kind) ?? 0) + 1);
            }),
          );
        });
      }
    });
  }
});

function isRefusal(serviceName: string, { errorCode, json }: WireAnswer): boolean {
  return (
    errorCode === refusals[serviceName]?.code &&
    (serviceName !== 'cleanrooms' || (isJsonObject(json) && json['reason'] === 'FIELD_VALIDATION_FAILED'))
  );
}

function assertRefused(serviceName: string, service: ModelService, { field, kind, says }: Constraint, answer: WireAnswer): void {
  const which = `${kind} of ${field}: answered ${String(answer.status)} ${answer.body.slice(0, 300)}`;
  assert.equal(answer.errorCode, refusals[serviceName]?.code, which);
  assert.equal(answer.status, refusals[serviceName]?.status, which);
  assert.ok(answer.headers['x-amzn-requestid'], which);
  const text = answer.body.replaceAll('&apos;', "'");
  assert.ok(text.includes(`'${field}' ${says}`), `${which}, expected '${field}' ${says}`);
  if (service.protocol === 'query') assert.match(text, /<RequestId>/, which);
  if (serviceName === 'cleanrooms') {
    assert.ok(isJsonObject(answer.json) && answer.json['reason'] === 'FIELD_VALIDATION_FAILED', which);
    const fields = Array.isArray(answer.json['fieldList']) ? answer.json['fieldList'].filter(isJsonObject).map((each) => each['name']) : [];
    assert.ok(fields.includes(field), which);
  }
}
