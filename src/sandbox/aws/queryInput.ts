import type { Json, JsonObject } from '../json.ts';
import { shapeOf, type ModelService } from './model.ts';

/**
 * The input of a request in AWS's query protocol: members by name, `Name.member.1` for lists, `Name.Member` for structures,
 * all as form values.
 */
export function readQueryInput(service: ModelService, shapeName: string, form: URLSearchParams): JsonObject {
  const keys = [...form.keys()];
  const input = readStructure(service, shapeName, form, keys, '');
  return input;
}

function readStructure(service: ModelService, shapeName: string, form: URLSearchParams, keys: string[], prefix: string): JsonObject {
  const structure: JsonObject = {};
  for (const [name, member] of Object.entries(shapeOf(service, shapeName).members ?? {})) {
    const value = readValue(service, member.shape, form, keys, prefix + (member.locationName ?? name));
    if (value !== undefined) structure[name] = value;
  }
  return structure;
}

function readValue(service: ModelService, shapeName: string, form: URLSearchParams, keys: string[], key: string): Json | undefined {
  const shape = shapeOf(service, shapeName);
  const text = form.get(key);
  switch (shape.type) {
    case 'structure':
      return keys.some((each) => each.startsWith(`${key}.`))
        ? readStructure(service, shapeName, form, keys, `${key}.`)
        : text === null
          ? undefined
          : {};
    case 'list': {
      const items: Json[] = [];
      for (let position = 1; ; position += 1) {
        const item = readValue(service, shape.member?.shape ?? '', form, keys, `${key}.member.${String(position)}`);
        if (item === undefined) break;
        items.push(item);
      }
      return items.length > 0 || text !== null ? items : undefined;
    }
    case 'integer':
    case 'long':
      return text !== null && /^-?\d+$/.test(text) ? Number(text) : (text ?? undefined);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : (text ?? undefined);
    default:
      return text ?? undefined;
  }
}
