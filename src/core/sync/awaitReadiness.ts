import { asCleanRoomError } from '../errors.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { CleanRoomService } from '../service.ts';
import { readOwnSchemas } from './readCollaboration.ts';

/** Reasons that a rule which was made a moment ago takes away, once the service has caught up. */
const catchingUp: ReadonlySet<string> = new Set(['COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED', 'RESULT_RECEIVERS_NOT_CONFIGURED']);

export interface ReadinessWait {
  /** How long to go on asking, in milliseconds. */
  limitMs: number;
  /** Waits; replaced by tests. Raises `cancelled`. */
  pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  signal?: AbortSignal | undefined;
  /** The names that have a rule: only those can become ready by waiting. Left out: all. */
  withRule?: ReadonlySet<string>;
  /** Told how many are still waited for, before each pause. */
  onWait?: (open: number) => void;
}

/**
 * The state of schemas that were just touched. READY may take minutes after a change, so this asks again, ever more
 * slowly, while the only thing missing is the service's own work. On cancellation it answers with what is known.
 */
export async function awaitReadiness(
  service: CleanRoomService,
  collaborationId: string,
  names: readonly string[],
  { limitMs, pause, signal, withRule, onWait }: ReadinessWait,
): Promise<Map<string, SchemaReadiness>> {
  const known = new Map<string, SchemaReadiness>();
  let open = [...names];
  try {
    for (let waited = 0, delay = 500; open.length > 0; delay = Math.min(delay * 2, 10_000)) {
      for (const [name, schema] of await readOwnSchemas(service, collaborationId, open, signal)) known.set(name, schema);
      open = open.filter((name) => mayBecomeReady(known.get(name), withRule?.has(name) ?? true));
      if (waited >= limitMs) break;
      if (open.length > 0) {
        onWait?.(open.length);
        await pause(delay, signal);
      }
      waited += delay;
    }
  } catch (thrown) {
    if (asCleanRoomError(thrown).code !== 'cancelled') throw thrown;
  }
  return known;
}

function mayBecomeReady(schema: SchemaReadiness | undefined, hasRule: boolean): boolean {
  return schema === undefined || (hasRule && !schema.ready && schema.reasons.every(({ code }) => catchingUp.has(code)));
}
