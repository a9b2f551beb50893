/** Every constraint of an operation's input, each with an input that breaks it and otherwise fits. */
import type { Json, JsonObject } from '../../../src/sandbox/json.ts';
import { shapeOf, type ModelService, type ModelShape } from '../../../src/sandbox/aws/model.ts';
import { acceptsText, example, exampleMap, exampleStructure, exampleText, matches } from './examples.ts';

export interface Constraint {
  /** The field, as the sandbox names it in its answer. */
  field: string;
  kind: string;
  input: JsonObject;
  /** What the answer has to say about the field. */
  says: string;
}

type Step = { member: string } | 'item' | 'value' | 'key';

interface Place {
  service: ModelService;
  root: string;
  path: Step[];
  field: string;
  /** In the query protocol and in URLs everything is text: types cannot be wrong there, save those of numbers and flags. */
  textual: boolean;
}

/** All constraints below the structure `root`, the input of an operation. */
export function constraintsOf(service: ModelService, root: string): Constraint[] {
  const found: Constraint[] = [];
  visit({ service, root, path: [], field: '', textual: service.protocol === 'query' }, root, [], found);
  return found;
}

function visit(place: Place, shapeName: string, above: string[], found: Constraint[]): void {
  if (above.includes(shapeName)) return;
  const { service, field } = place;
  const shape = shapeOf(service, shapeName);
  const add = (kind: string, value: Json | undefined, says: string, at = place): void => {
    found.push({ field: at.field, kind, input: build(service, place.root, at.path, value), says });
  };
  if (place.path.length > 0) addWrongType(place, shape, add);
  const below = (step: Step, part: string, name: string, textual = place.textual): void => {
    visit({ ...place, path: [...place.path, step], field: name, textual }, part, [...above, shapeName], found);
  };
  switch (shape.type) {
    case 'structure': {
      if (shape.document === true) return;
      if (shape.union === true) addUnion(service, shape, add);
      for (const [name, member] of Object.entries(shape.members ?? {})) {
        const inner = field === '' ? name : `${field}.${name}`;
        if (shape.required?.includes(name) === true)
          add('required', undefined, 'must not be null', { ...place, path: [...place.path, { member: name }], field: inner });
        below({ member: name }, member.shape, inner, place.textual || member.location !== undefined);
      }
      return;
    }
    case 'list': {
      const one = (): Json => example(service, shape.member?.shape ?? '');
      if ((shape.min ?? 0) > 0)
        add('list size', Array.from({ length: (shape.min ?? 0) - 1 }, one), `must have at least ${String(shape.min)} members`);
      if (shape.max !== undefined)
        add('list size', Array.from({ length: shape.max + 1 }, one), `must have at most ${String(shape.max)} members`);
      below('item', shape.member?.shape ?? '', `${field}[0]`);
      return;
    }
    case 'map':
      if ((shape.min ?? 0) > 0)
        add('map size', exampleMap(service, shape, (shape.min ?? 0) - 1), `must have at least ${String(shape.min)} members`);
      if (shape.max !== undefined)
        add('map size', exampleMap(service, shape, shape.max + 1), `must have at most ${String(shape.max)} members`);
      below('key', shape.key?.shape ?? '', `${field}.key`, true);
      below('value', shape.value?.shape ?? '', `${field}.key0`);
      return;
    case 'string':
      addText(shape, add);
      return;
    default:
      if (shape.min !== undefined) add('range', shape.min - 1, `must be at least ${String(shape.min)}`);
      if (shape.max !== undefined) add('range', shape.max + 1, `must be at most ${String(shape.max)}`);
  }
}

type Add = (kind: string, value: Json | undefined, says: string) => void;

function addWrongType({ textual }: Place, shape: ModelShape, add: Add): void {
  const wrong: Record<string, Json> = {
    integer: 'x',
    long: 'x',
    double: 'x',
    boolean: 'x',
    timestamp: 'x',
    string: 5,
    list: {},
    map: [],
    structure: [],
  };
  const value = wrong[shape.type];
  if (value === undefined || shape.document === true || (textual && value !== 'x')) return;
  add('type', value, `must be of type ${shape.type}`);
}

function addUnion(service: ModelService, shape: ModelShape, add: Add): void {
  add('union', {}, 'must have exactly one member set');
  const both = Object.entries(shape.members ?? {})
    .slice(0, 2)
    .map(([name, member]): [string, Json] => [name, example(service, member.shape)]);
  if (both.length === 2) add('union', Object.fromEntries(both), 'must have exactly one member set');
}

function addText(shape: ModelShape, add: Add): void {
  const valid = exampleText(shape);
  const { min, max } = shape;
  if (min !== undefined && min > 0)
    add(
      'length',
      Array.from(valid)
        .slice(0, min - 1)
        .join(''),
      min === 1 ? 'must' : `must have length at least ${String(min)}`,
    );
  if (max !== undefined) add('length', longer(shape, valid, max + 1), `must have length at most ${String(max)}`);
  if (shape.enum !== undefined) add('enum', 'NOT_A_VALUE', 'must be one of');
  if (shape.pattern !== undefined) add('pattern', breaking(shape, valid), 'must match');
}

/** A text of this length, made of the example's last character. */
function longer(shape: ModelShape, valid: string, length: number): string {
  const filler = Array.from(valid).at(-1) ?? 'a';
  return valid + (matches(shape, valid + filler) ? filler : 'a').repeat(length - valid.length);
}

/** A text of allowed length that the pattern refuses. */
function breaking(shape: ModelShape, valid: string): string {
  for (const odd of ['!', ' ', '#', '\n', '\u0001', '\u0100', '\u{1F600}']) {
    for (const text of [odd + valid.slice(1), valid + odd, odd, odd.repeat(Math.max(1, shape.min ?? 1))]) {
      if (!matches(shape, text) && acceptsText({ ...shape, pattern: undefined }, text)) return text;
    }
  }
  throw new Error(`Every text of that length fits ${String(shape.pattern)}.`);
}

/** The smallest input in which `value` stands at `path`. */
function build(service: ModelService, root: string, path: Step[], value: Json | undefined): JsonObject {
  const shape = shapeOf(service, root);
  const [step, ...rest] = path;
  if (typeof step !== 'object') throw new Error('An input is a structure.');
  return { ...exampleStructure(service, shape), [step.member]: buildPart(service, shape.members?.[step.member]?.shape ?? '', rest, value) };
}

function buildPart(service: ModelService, shapeName: string, path: Step[], value: Json | undefined): Json | undefined {
  const shape = shapeOf(service, shapeName);
  const [step, ...rest] = path;
  switch (step) {
    case undefined:
      return value;
    case 'item': {
      const part = buildPart(service, shape.member?.shape ?? '', rest, value);
      const others = Array.from({ length: Math.max(0, (shape.min ?? 0) - 1) }, () => example(service, shape.member?.shape ?? ''));
      return part === undefined ? others : [part, ...others];
    }
    case 'value':
      return { key0: buildPart(service, shape.value?.shape ?? '', rest, value) };
    case 'key':
      return { [typeof value === 'string' ? value : '']: example(service, shape.value?.shape ?? '') };
    default: {
      const base = shape.union === true ? {} : exampleStructure(service, shape);
      return { ...base, [step.member]: buildPart(service, shape.members?.[step.member]?.shape ?? '', rest, value) };
    }
  }
}
