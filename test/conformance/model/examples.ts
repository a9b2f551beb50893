/** Values that a shape of the constraint table accepts, as small as they can be. */
import type { Json, JsonObject } from '../../../src/sandbox/json.ts';
import { shapeOf, type ModelService, type ModelShape } from '../../../src/sandbox/aws/model.ts';

const id = '11111111-2222-4333-8444-555555555555';

/** Tried in this order; the first that fits length, pattern and enum is taken. */
const texts = [
  'a',
  'abc',
  '1',
  '/',
  '/a/',
  '111122223333',
  id,
  's3://bucket/key',
  'a-bucket',
  'YQ==',
  'L-25AC34A7',
  'ANY_QUERY',
  '123456',
  'a1b2c3d4e5f6',
  'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4',
  'arn:aws:iam::111122223333:role/a-role',
  `arn:aws:cleanrooms:us-east-1:111122223333:membership/${id}`,
  'arn:aws:entityresolution:us-east-1:111122223333:idnamespace/a',
  'arn:aws:entityresolution:us-east-1:111122223333:idmappingworkflow/a',
  `arn:aws:cleanrooms:us-east-1:111122223333:membership/${id}/configuredaudiencemodelassociation/${id}`,
  'arn:aws:kms:us-east-1:111122223333:key/a-key',
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:a',
  '2025-11-18T10:00:00Z',
];

/** A text that the shape accepts. */
export function exampleText(shape: ModelShape): string {
  const found = shape.enum?.[0] ?? texts.find((each) => acceptsText(shape, each));
  if (found === undefined) throw new Error(`No example fits ${JSON.stringify(shape)}: add one.`);
  return found;
}

/** The model's own reading of a pattern, apart from the sandbox's. */
export function acceptsText(shape: ModelShape, text: string): boolean {
  const length = Array.from(text).length;
  return (
    length >= (shape.min ?? 0) &&
    length <= (shape.max ?? Infinity) &&
    matches(shape, text) &&
    (shape.enum === undefined || shape.enum.includes(text))
  );
}

export function matches({ pattern }: ModelShape, text: string): boolean {
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text);
}

export function example(service: ModelService, shapeName: string): Json {
  const shape = shapeOf(service, shapeName);
  switch (shape.type) {
    case 'structure':
      return exampleStructure(service, shape);
    // One item even where none is needed: a list in a URL shows only by its items.
    case 'list':
      return Array.from({ length: Math.max(1, shape.min ?? 1) }, () => example(service, shape.member?.shape ?? ''));
    case 'map':
      return exampleMap(service, shape, shape.min ?? 0);
    case 'string':
      return exampleText(shape);
    case 'boolean':
      return true;
    case 'timestamp':
      return 1_700_000_000;
    default:
      return shape.min ?? Math.min(1, shape.max ?? 1);
  }
}

/** The required members; of a union the first member. */
export function exampleStructure(service: ModelService, shape: ModelShape): JsonObject {
  const names = shape.union === true ? Object.keys(shape.members ?? {}).slice(0, 1) : (shape.required ?? []);
  return Object.fromEntries(names.map((name) => [name, example(service, shape.members?.[name]?.shape ?? '')]));
}

/** Every member, to all depths; of a union the first one. */
export function wholeStructure(service: ModelService, shape: ModelShape): JsonObject {
  const names = Object.keys(shape.members ?? {}).slice(0, shape.union === true ? 1 : undefined);
  return Object.fromEntries(names.map((name) => [name, whole(service, shape.members?.[name]?.shape ?? '')]));
}

function whole(service: ModelService, shapeName: string): Json {
  const shape = shapeOf(service, shapeName);
  if (shape.type === 'structure') return wholeStructure(service, shape);
  if (shape.type === 'list') return Array.from({ length: Math.max(1, shape.min ?? 1) }, () => whole(service, shape.member?.shape ?? ''));
  return example(service, shapeName);
}

export function exampleMap(service: ModelService, shape: ModelShape, size: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: size }, (_each, index) => [`key${String(index)}`, example(service, shape.value?.shape ?? '')]),
  );
}
