import type { Json } from '../json.ts';
import type { LiveRampRequest } from './request.ts';
import type { LiveRampWorld } from './world/liveRampWorld.ts';
import type { OrganisationRecord } from './world/records.ts';

/** What a simulated operation works with. */
export interface Context {
  world: LiveRampWorld;
  /** The caller's organisation. */
  organisation: OrganisationRecord;
  /** Milliseconds since 1970. */
  now: number;
}

/** One simulated operation: its result, in the OpenAPI document's form. @throws {LiveRampError} */
export type Handler = (context: Context, request: LiveRampRequest) => Json;
