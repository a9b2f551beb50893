/** The OpenAPI document of LiveRamp Clean Room, where `CLEANROOMS_REFERENCE` names the folder that has it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { isJsonObject, type Json, type JsonObject } from '../../../src/sandbox/json.ts';

const schema = z.custom<JsonObject>((value) => isJsonObject(value));
const content = z.optional(z.record(z.string(), z.object({ schema })));
const operationSchema = z.object({
  operationId: z.string(),
  parameters: z._default(
    z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z._default(z.boolean(), false) })),
    [],
  ),
  requestBody: z.optional(z.object({ content })),
  responses: z.record(z.string(), z.looseObject({ content })),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

/** An operation as the document has it. */
export interface DocumentedOperation {
  operation: string;
  method: string;
  path: string;
  parameters: { name: string; in: 'path' | 'query'; required: boolean }[];
  statuses: string[];
  /** What is wrong with a result, or with a request's body; none where nothing is. */
  resultProblems: (value: Json | undefined) => string[];
  bodyProblems: (value: Json | undefined) => string[];
}

const root = resolve(import.meta.dirname, '../../..');

/** The document's operations by operationId; undefined where the reference material is not at hand. */
export function readDocument(): ReadonlyMap<string, DocumentedOperation> | undefined {
  const reference = process.env['CLEANROOMS_REFERENCE'];
  if (reference === undefined) return undefined;
  const text = readFileSync(join(resolve(root, reference), 'liveramp/clean-room-openapi.yml'), 'utf8');
  const { paths, components } = documentSchema.parse(parse(text));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat(
    'date-time',
    (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  );
  for (const format of ['int32', 'int64']) ajv.addFormat(format, { type: 'number', validate: Number.isInteger });
  ajv.addSchema({ $id: documentId, components: { schemas: readable(components.schemas) } });
  const operations = new Map<string, DocumentedOperation>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { operationId, parameters, requestBody, responses }] of Object.entries(methods)) {
      const result = responses['200']?.content?.['application/json']?.schema;
      const body = requestBody?.content?.['application/json']?.schema;
      operations.set(operationId, {
        operation: operationId,
        method: method.toUpperCase(),
        path,
        parameters,
        statuses: Object.keys(responses),
        resultProblems: problemsBy(result === undefined ? undefined : ajv.compile(asSchema(readable(result)))),
        bodyProblems: problemsBy(body === undefined ? undefined : ajv.compile(asSchema(readable(body)))),
      });
    }
  }
  return operations;
}

const documentId = 'https://liveramp.example/clean-room';

function problemsBy(validate: ValidateFunction | undefined): (value: Json | undefined) => string[] {
  return (value) => {
    if (validate === undefined) return value === undefined ? [] : ['the document has nothing here'];
    return validate(value)
      ? []
      : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message ?? ''} ${JSON.stringify(each.params)}`);
  };
}

function asSchema(value: Json): JsonObject {
  if (!isJsonObject(value)) throw new Error('The document has no schema there.');
  return value;
}

/** OpenAPI 3.0 as JSON Schema: references into this document, `nullable` as a type, and no member that it does not name. */
function readable(value: Json): Json {
  if (Array.isArray(value)) return value.map(readable);
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const [name, part] of Object.entries(value)) if (part !== undefined) copy[name] = readable(part);
  const { $ref: reference, nullable, type, properties, required, additionalProperties } = copy;
  if (typeof reference === 'string') return { $ref: reference.replace('#/', `${documentId}#/`) };
  if (nullable === true && typeof type === 'string') copy['type'] = [type, 'null'];
  // CleanRoomRequest requires an organizationId that it does not have.
  if (isJsonObject(properties) && Array.isArray(required))
    copy['required'] = required.filter((each) => typeof each === 'string' && each in properties);
  // `properties` may be the name of a member as well; then what it holds is no map of schemas.
  if (isJsonObject(properties) && typeof type !== 'object' && additionalProperties === undefined) copy['additionalProperties'] = false;
  return copy;
}
