/** Input against the model: a clean copy (unknown members dropped, as the services do) and everything that breaks a constraint. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { shapeOf, type ModelService, type ModelShape } from './model.ts';
import { patternOf } from './pattern.ts';
import type { Violation } from './serviceError.ts';

/** Reads the structure `shapeName`; violations are appended to `violations`. */
export function readStructure(service: ModelService, shapeName: string, value: JsonObject, violations: Violation[]): JsonObject {
  return structure(service, shapeOf(service, shapeName), value, '', violations);
}

function read(service: ModelService, shapeName: string, value: Json, field: string, violations: Violation[]): Json {
  const shape = shapeOf(service, shapeName);
  switch (shape.type) {
    case 'structure':
      if (shape.document === true) return value;
      if (isJsonObject(value)) return structure(service, shape, value, field, violations);
      break;
    case 'list':
      if (Array.isArray(value)) return list(service, shape, value, field, violations);
      break;
    case 'map':
      if (isJsonObject(value)) return map(service, shape, value, field, violations);
      break;
    case 'string':
      if (typeof value === 'string') return text(shape, value, field, violations);
      break;
    case 'integer':
    case 'long':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return number(shape, value, field, violations);
      break;
    case 'double':
    case 'float':
      if (typeof value === 'number') return number(shape, value, field, violations);
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    default:
      // A timestamp: seconds since 1970 in JSON, ISO 8601 in a query.
      if (typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))) return value;
  }
  violations.push({ field, message: `must be of type ${shape.type}` });
  return value;
}

function structure(service: ModelService, shape: ModelShape, value: JsonObject, field: string, violations: Violation[]): JsonObject {
  const clean: JsonObject = {};
  const prefix = field === '' ? '' : `${field}.`;
  let given = 0;
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const part = value[name];
    if (part === undefined || part === null) continue;
    given += 1;
    clean[name] = read(service, member.shape, part, prefix + name, violations);
  }
  for (const name of shape.required ?? []) {
    if (clean[name] === undefined) violations.push({ field: prefix + name, message: 'must not be null' });
  }
  if (shape.union === true && given !== 1) violations.push({ field, message: 'must have exactly one member set' });
  return clean;
}

function list(service: ModelService, shape: ModelShape, value: Json[], field: string, violations: Violation[]): Json[] {
  size(shape, value.length, field, violations);
  const member = shape.member?.shape ?? '';
  return value.map((each, index) => read(service, member, each, `${field}[${String(index)}]`, violations));
}

function map(service: ModelService, shape: ModelShape, value: JsonObject, field: string, violations: Violation[]): JsonObject {
  const entries = Object.entries(value);
  size(shape, entries.length, field, violations);
  // fromEntries, because an assignment to `__proto__` would not make an entry.
  return Object.fromEntries(
    entries.map(([key, part]) => {
      read(service, shape.key?.shape ?? '', key, `${field}.key`, violations);
      return [key, read(service, shape.value?.shape ?? '', part ?? null, `${field}.${key}`, violations)];
    }),
  );
}

function size(shape: ModelShape, count: number, field: string, violations: Violation[]): void {
  if (shape.min !== undefined && count < shape.min) violations.push({ field, message: `must have at least ${String(shape.min)} members` });
  if (shape.max !== undefined && count > shape.max) violations.push({ field, message: `must have at most ${String(shape.max)} members` });
}

function number(shape: ModelShape, value: number, field: string, violations: Violation[]): number {
  if (shape.min !== undefined && value < shape.min) violations.push({ field, message: `must be at least ${String(shape.min)}` });
  if (shape.max !== undefined && value > shape.max) violations.push({ field, message: `must be at most ${String(shape.max)}` });
  return value;
}

function text(shape: ModelShape, value: string, field: string, violations: Violation[]): string {
  // The services count code points; only strings beyond the limit in code units need the slower count.
  const length = value.length > (shape.max ?? Infinity) || value.length < 2 * (shape.min ?? 0) ? Array.from(value).length : value.length;
  if (shape.min !== undefined && length < shape.min) violations.push({ field, message: `must have length at least ${String(shape.min)}` });
  if (shape.max !== undefined && length > shape.max) violations.push({ field, message: `must have length at most ${String(shape.max)}` });
  if (shape.enum !== undefined && !shape.enum.includes(value))
    violations.push({ field, message: `must be one of ${shape.enum.join(', ')}` });
  if (shape.pattern !== undefined && !patternOf(shape.pattern).test(value))
    violations.push({ field, message: `must match ${shape.pattern}` });
  return value;
}
