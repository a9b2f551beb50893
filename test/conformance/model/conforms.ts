/** Whether an answer is what the model promises: nothing missing, nothing unknown, every value of its type and constraints. */
import { isJsonObject, type Json, type JsonObject } from '../../../src/sandbox/json.ts';
import { shapeOf, type ModelService, type ModelShape } from '../../../src/sandbox/aws/model.ts';
import { acceptsText } from './examples.ts';

/** All that is wrong with `value`, each with its place. */
export function problemsOf(service: ModelService, shapeName: string, value: Json | undefined, place = 'output'): string[] {
  const shape = shapeOf(service, shapeName);
  switch (shape.type) {
    case 'structure':
      if (shape.document === true) return [];
      return isJsonObject(value) ? structureProblems(service, shape, value, place) : [`${place} is no structure`];
    case 'list':
      if (!Array.isArray(value)) return [`${place} is no list`];
      return [
        ...sizeProblems(shape, value.length, place),
        ...value.flatMap((each, index) => problemsOf(service, shape.member?.shape ?? '', each, `${place}[${String(index)}]`)),
      ];
    case 'map':
      if (!isJsonObject(value)) return [`${place} is no map`];
      return [
        ...sizeProblems(shape, Object.keys(value).length, place),
        ...Object.entries(value).flatMap(([key, each]) => [
          ...problemsOf(service, shape.key?.shape ?? '', key, `${place}.key`),
          ...problemsOf(service, shape.value?.shape ?? '', each, `${place}.${key}`),
        ]),
      ];
    case 'string':
      return typeof value === 'string' && acceptsText(shape, value)
        ? []
        : [`${place} is ${JSON.stringify(value)}, which does not fit ${shapeName}`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${place} is no flag`];
    case 'timestamp':
      return typeof value === 'number' && value > 1_700_000_000 && value < 4_000_000_000
        ? []
        : [`${place} is no time in seconds: ${JSON.stringify(value)}`];
    default:
      if (typeof value !== 'number') return [`${place} is no number`];
      return value >= (shape.min ?? -Infinity) && value <= (shape.max ?? Infinity) ? [] : [`${place} is out of range`];
  }
}

function structureProblems(service: ModelService, shape: ModelShape, value: JsonObject, place: string): string[] {
  const problems = Object.keys(value)
    .filter((name) => shape.members?.[name] === undefined)
    .map((name) => `${place}.${name} is unknown`);
  for (const name of shape.required ?? []) if (value[name] === undefined) problems.push(`${place}.${name} is missing`);
  if (shape.union === true && Object.keys(value).length !== 1) problems.push(`${place} has not exactly one member`);
  for (const [name, part] of Object.entries(value)) {
    const member = shape.members?.[name];
    if (member !== undefined) problems.push(...problemsOf(service, member.shape, part, `${place}.${name}`));
  }
  return problems;
}

function sizeProblems(shape: ModelShape, size: number, place: string): string[] {
  return size < (shape.min ?? 0) || size > (shape.max ?? Infinity) ? [`${place} has ${String(size)} members`] : [];
}
