/**
 * The sandbox's constraint table: what the service models say about the operations that the sandbox routes, without
 * documentation text. Read from botocore's `service-2.json` files (Apache-2.0, see src/sandbox/aws/NOTICE).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { routedOperations } from '../../src/sandbox/aws/routedOperations.ts';
import type { ModelMember, ModelOperation, ModelService, ModelShape } from '../../src/sandbox/aws/model.ts';

const memberSchema = z.object({ shape: z.string(), location: z.optional(z.string()), locationName: z.optional(z.string()) });

const shapeSchema = z.object({
  type: z.string(),
  members: z.optional(z.record(z.string(), memberSchema)),
  member: z.optional(memberSchema),
  key: z.optional(memberSchema),
  value: z.optional(memberSchema),
  required: z.optional(z.array(z.string())),
  enum: z.optional(z.array(z.string())),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  pattern: z.optional(z.string()),
  union: z.optional(z.boolean()),
  document: z.optional(z.boolean()),
  exception: z.optional(z.boolean()),
  fault: z.optional(z.boolean()),
  error: z.optional(z.object({ code: z.optional(z.string()), httpStatusCode: z.optional(z.number()) })),
});

const modelSchema = z.object({
  metadata: z.object({
    protocol: z.string(),
    apiVersion: z.string(),
    targetPrefix: z.optional(z.string()),
    xmlNamespace: z.optional(z.string()),
  }),
  operations: z.record(
    z.string(),
    z.object({
      http: z.object({ method: z.string(), requestUri: z.string(), responseCode: z.optional(z.number()) }),
      input: z.optional(z.object({ shape: z.string() })),
      output: z.optional(z.object({ shape: z.string(), resultWrapper: z.optional(z.string()) })),
      errors: z.optional(z.array(z.object({ shape: z.string() }))),
      readonly: z.optional(z.boolean()),
    }),
  ),
  shapes: z.record(z.string(), shapeSchema),
});

type Model = z.infer<typeof modelSchema>;
type Shape = z.infer<typeof shapeSchema>;

/** Makes the whole table from the model files in `modelsFolder`; the same models always give the same table. */
export function makeConstraintTable(modelsFolder: string): Record<string, ModelService> {
  const table: Record<string, ModelService> = {};
  for (const [service, { model, operations }] of Object.entries(routedOperations)) {
    const text = readFileSync(join(modelsFolder, `${model}-service-2.json`), 'utf8');
    table[service] = makeService(modelSchema.parse(JSON.parse(text)), operations);
  }
  return table;
}

/** The table as the text of the committed file: one operation or shape per line, so that a change reads well in a diff. */
export function printConstraintTable(table: Record<string, ModelService>): string {
  const lines: string[] = ['{'];
  const services = Object.entries(table);
  services.forEach(([name, service], index) => {
    lines.push(`${JSON.stringify(name)}: {`);
    lines.push(`"protocol": ${JSON.stringify(service.protocol)}, "apiVersion": ${JSON.stringify(service.apiVersion)},`);
    if (service.targetPrefix !== undefined) lines.push(`"targetPrefix": ${JSON.stringify(service.targetPrefix)},`);
    if (service.xmlNamespace !== undefined) lines.push(`"xmlNamespace": ${JSON.stringify(service.xmlNamespace)},`);
    lines.push(`"operations": {`, printEntries(service.operations), '},');
    lines.push(`"shapes": {`, printEntries(service.shapes), '},');
    lines.push(`"notSimulated": {`, printEntries(service.notSimulated), '}');
    lines.push(index === services.length - 1 ? '}' : '},');
  });
  return `${lines.join('\n')}\n}\n`;
}

function printEntries(entries: Record<string, unknown>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(',\n');
}

function makeService(model: Model, operationNames: readonly string[]): ModelService {
  const reached = new Set<string>();
  const operations: Record<string, ModelOperation> = {};
  for (const name of operationNames) {
    const operation = model.operations[name];
    if (operation === undefined) throw new Error(`The model has no operation ${name}.`);
    const errors = (operation.errors ?? []).map((each) => each.shape).sort();
    operations[name] = dropUndefined({
      method: operation.http.method,
      uri: operation.http.requestUri,
      status: operation.http.responseCode ?? 200,
      input: operation.input?.shape,
      output: operation.output?.shape,
      resultWrapper: operation.output?.resultWrapper,
      readonly: operation.readonly,
      errors,
    });
    for (const shape of [operation.input?.shape, operation.output?.shape, ...errors]) {
      if (shape !== undefined) reach(model, shape, reached);
    }
  }
  const shapes: Record<string, ModelShape> = {};
  for (const name of [...reached].sort()) {
    const shape = model.shapes[name];
    if (shape !== undefined) shapes[name] = printableShape(shape);
  }
  const notSimulated: Record<string, { method: string; uri: string }> = {};
  for (const name of Object.keys(model.operations).sort()) {
    const http = model.operations[name]?.http;
    if (model.metadata.protocol === 'rest-json' && http !== undefined && !operationNames.includes(name)) {
      notSimulated[name] = { method: http.method, uri: http.requestUri };
    }
  }
  const { protocol, apiVersion, targetPrefix, xmlNamespace } = model.metadata;
  return dropUndefined({ protocol, apiVersion, targetPrefix, xmlNamespace, operations, shapes, notSimulated });
}

function reach(model: Model, name: string, reached: Set<string>): void {
  if (reached.has(name)) return;
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`The model has no shape ${name}.`);
  reached.add(name);
  const parts = [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value];
  for (const part of parts) if (part !== undefined) reach(model, part.shape, reached);
}

function printableShape(shape: Shape): ModelShape {
  const members =
    shape.members === undefined
      ? undefined
      : Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, printableMember(member)]));
  return dropUndefined({
    type: shape.type,
    members,
    member: shape.member === undefined ? undefined : printableMember(shape.member),
    key: shape.key === undefined ? undefined : printableMember(shape.key),
    value: shape.value === undefined ? undefined : printableMember(shape.value),
    required: shape.required,
    enum: shape.enum,
    min: shape.min,
    max: shape.max,
    pattern: shape.pattern,
    union: shape.union,
    document: shape.document,
    errorStatus: shape.exception === true ? (shape.error?.httpStatusCode ?? (shape.fault === true ? 500 : 400)) : undefined,
    errorCode: shape.error?.code,
  });
}

function printableMember(member: z.infer<typeof memberSchema>): ModelMember {
  return dropUndefined({ shape: member.shape, location: member.location, locationName: member.locationName });
}

/** A copy without the members that are undefined, so that a table made anew equals one read back from its file. */
function dropUndefined<T extends object>(value: T): T {
  const copy = { ...value };
  for (const key in copy) if (copy[key] === undefined) Reflect.deleteProperty(copy, key);
  return copy;
}
