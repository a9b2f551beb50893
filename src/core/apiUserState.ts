import * as z from 'zod/mini';

/** An API user as a service knows it: the same client id at another origin is somebody else. */
export interface ApiUser {
  /** Scheme, host and port of the service, for example `https://api.habu.com`. */
  origin: string;
  clientId: string;
}

/** What a token is made of: nothing else can stand in a header, and an error about a header would quote it. */
export const accessTokenPattern = /^[\x21-\x7e]+$/;

/** ISO 8601. */
const time = z.string();

/** What all processes of a person have to know together of one API user, because the service counts for all of them. */
export const apiUserRecordSchema = z.object({
  /** The token in use. */
  token: z.optional(z.object({ accessToken: z.string().check(z.regex(accessTokenPattern)), expiresAt: time })),
  /** Who is asking for a token now, and when that process counts as gone; the others wait for what it gets. */
  asking: z.optional(z.object({ by: z.string(), until: time })),
  /** When tokens were asked for, without those requests that have certainly given none. */
  tokenRequests: z.array(time),
  /** When the service last refused one outright, a wrong secret for example: whoever waited for it does not ask as well. */
  refusedAt: z.optional(time),
  /** The service itself refused to give more until then. */
  noTokenBefore: z.optional(time),
  /** How many question runs may be created, as of then; undefined while none was. */
  runAllowance: z.optional(z.object({ left: z.number(), asOf: time })),
  /** When the status of a run was last asked for, by the run's id. */
  statusPolls: z.record(z.string(), time),
});
export type ApiUserRecord = z.infer<typeof apiUserRecordSchema>;

/** Of an API user of whom nothing is on file. */
export const emptyApiUserRecord: ApiUserRecord = { tokenRequests: [], statusPolls: {} };

/** What a step makes of the record, and what it found out by it. */
export interface ApiUserStep<T> {
  record: ApiUserRecord;
  value: T;
}

/**
 * The port of what windows, program and MCP server share about API users. Holds a secret (the token): only its owner may
 * be able to read it. Methods raise CleanRoomError.
 */
export interface ApiUserState {
  read(user: ApiUser): Promise<ApiUserRecord>;
  /** Lets nobody else in between reading and writing; `step` may be called more than once and must not wait for anything. */
  change<T>(user: ApiUser, step: (record: ApiUserRecord) => ApiUserStep<T>): Promise<T>;
}
