/** From a request to the operation it asks for, and its input as the request gives it. */
import type { SandboxRequest } from '../httpExchange.ts';
import type { Json, JsonObject } from '../json.ts';
import { models, shapeOf, type ModelOperation, type ModelService } from './model.ts';
import { isJsonObject, parseJson } from '../json.ts';
import { ownEntry } from '../ownEntry.ts';
import { readQueryInput } from './queryInput.ts';

export interface Route {
  operation: string;
  /** Absent: the service has the operation and the sandbox does not simulate it. */
  model?: ModelOperation;
  /** The input as sent; undefined where the body is not readable. */
  input: JsonObject | undefined;
}

/** undefined where the service has no such operation. */
export function findRoute(serviceName: string, service: ModelService, request: SandboxRequest): Route | undefined {
  switch (service.protocol) {
    case 'rest-json':
      return findRestRoute(serviceName, service, request);
    case 'query': {
      const form = new URLSearchParams(request.body === '' ? request.url.split('?')[1] : request.body);
      const operation = form.get('Action');
      if (operation === null) return undefined;
      const model = ownEntry(service.operations, operation);
      return model === undefined
        ? { operation, input: {} }
        : { operation, model, input: model.input === undefined ? {} : readQueryInput(service, model.input, form) };
    }
    default: {
      const [prefix, operation] = (request.headers['x-amz-target'] ?? '').split('.');
      if (operation === undefined || prefix !== service.targetPrefix) return undefined;
      const model = ownEntry(service.operations, operation);
      const body = request.body === '' ? {} : parseJson(request.body);
      return model === undefined ? { operation, input: {} } : { operation, model, input: isJsonObject(body) ? body : undefined };
    }
  }
}

interface RestPath {
  operation: string;
  method: string;
  segments: string[];
  model?: ModelOperation;
}

const restPaths = new Map<string, RestPath[]>(
  Object.entries(models)
    .filter(([, service]) => service.protocol === 'rest-json')
    .map(([name, service]) => [
      name,
      [
        ...Object.entries(service.operations).map(([operation, model]): RestPath => ({
          operation,
          method: model.method,
          segments: model.uri.split('/'),
          model,
        })),
        ...Object.entries(service.notSimulated).map(([operation, { method, uri }]): RestPath => ({
          operation,
          method,
          segments: uri.split('/'),
        })),
      ],
    ]),
);

function findRestRoute(serviceName: string, service: ModelService, request: SandboxRequest): Route | undefined {
  const [path = '', query = ''] = request.url.split('?');
  const segments = path.split('/');
  for (const candidate of restPaths.get(serviceName) ?? []) {
    if (candidate.method !== request.method) continue;
    const labels = matchSegments(candidate.segments, segments);
    if (labels === undefined) continue;
    if (candidate.model === undefined) return { operation: candidate.operation, input: {} };
    return {
      operation: candidate.operation,
      model: candidate.model,
      input: readRestInput(service, candidate.model, labels, new URLSearchParams(query), request.body),
    };
  }
  return undefined;
}

/** The values of a path's labels; an empty segment is an empty value, which the constraints then refuse. */
function matchSegments(pattern: string[], segments: string[]): Map<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const labels = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) labels.set(part.slice(1, -1), decodeSegment(segment));
    else if (part !== segment) return undefined;
  }
  return labels;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function readRestInput(
  service: ModelService,
  model: ModelOperation,
  labels: Map<string, string>,
  query: URLSearchParams,
  body: string,
): JsonObject | undefined {
  if (model.input === undefined) return {};
  const sent = body === '' ? {} : parseJson(body);
  if (!isJsonObject(sent)) return undefined;
  const input: JsonObject = {};
  for (const [name, member] of Object.entries(shapeOf(service, model.input).members ?? {})) {
    const wireName = member.locationName ?? name;
    if (member.location === undefined) input[name] = sent[wireName];
    else if (member.location === 'uri') input[name] = labels.get(wireName) === '' ? undefined : labels.get(wireName);
    else input[name] = readParameter(service, member.shape, query.getAll(wireName));
  }
  return input;
}

/** A query parameter by its type; what is no number stays a text, which the constraints then refuse. */
function readParameter(service: ModelService, shapeName: string, values: string[]): Json | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  switch (shapeOf(service, shapeName).type) {
    case 'list':
      return values;
    case 'integer':
    case 'long':
      return /^-?\d+$/.test(first) ? Number(first) : first;
    case 'boolean':
      return first === 'true' ? true : first === 'false' ? false : first;
    default:
      return first;
  }
}
