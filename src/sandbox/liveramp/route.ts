/** From a request to the operation of the OpenAPI document that it asks for. */
import { LiveRampError } from './liveRampError.ts';
import { notSimulated } from './notSimulated.ts';
import { routedOperations, type LiveRampOperation } from './routeTable.ts';

export interface LiveRampRoute {
  operation: LiveRampOperation;
  /** What stands in the path for the operation's labels. */
  labels: ReadonlyMap<string, string>;
}

const candidates = [...routedOperations, ...notSimulated].map((operation) => ({ operation, pattern: operation.path.split('/') }));

/**
 * @param path below `/v1`
 * @throws {LiveRampError} 404 where nothing of the document is there, 405 where it takes other methods
 */
export function findRoute(method: string, path: string): LiveRampRoute {
  const segments = path.split('/');
  const there: LiveRampRoute[] = [];
  for (const { operation, pattern } of candidates) {
    const labels = matchSegments(pattern, segments);
    if (labels !== undefined) there.push({ operation, labels });
  }
  if (there.length === 0) throw new LiveRampError(404, 'No handler found');
  // `/cleanrooms/cleanroom-types` is no room: what is written out counts before a label.
  const [closest] = there.filter((each) => each.operation.method === method).sort((one, other) => one.labels.size - other.labels.size);
  if (closest === undefined) throw new LiveRampError(405, `Request method '${method}' is not supported`);
  return closest;
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Map<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const labels = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{') && segment !== '') labels.set(part.slice(1, -1), decoded(segment));
    else if (part !== segment) return undefined;
  }
  return labels;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
