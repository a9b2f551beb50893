import type { JsonObject } from '../json.ts';
import type { AccountRecord, RoleRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { Input } from './input.ts';

/** Who signed a request. */
export interface Caller {
  account: AccountRecord;
  region: string;
  /** The user's ARN, or that of the assumed role's session. */
  arn: string;
  userId: string;
  /** The role, for temporary credentials. */
  role: RoleRecord | null;
}

/** What a simulated operation works with. */
export interface Context {
  world: World;
  caller: Caller;
  /** The service as signatures name it. */
  service: string;
  operation: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** One simulated operation: validated input in, output in the model's form (times in milliseconds). */
export type Handler = (context: Context, input: Input) => JsonObject;
