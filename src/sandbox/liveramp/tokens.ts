/** Tokens: `POST /v1/oauth/token`, and what a bearer token says (api-notes.md, §2). */
import { randomUUID } from 'node:crypto';
import type { SandboxRequest } from '../httpExchange.ts';
import type { JsonObject } from '../json.ts';
import { badRequest, LiveRampError } from './liveRampError.ts';
import { toTheSecond } from './timeForms.ts';
import { organisationOf, type LiveRampWorld } from './world/liveRampWorld.ts';
import type { OrganisationRecord } from './world/records.ts';

const hour = 3_600_000;

/** The client secret of every API user, unless the scenario gives it another. */
export const sandboxSecret = 'sandbox';

/** Where tokens are given; the OpenAPI document names it only as its security scheme's `tokenUrl`. */
export const tokenPath = '/v1/oauth/token';

/** What a full day has left: so many of `tokensPerDay` can still be taken. */
export function tokensLeft(world: LiveRampWorld, organisation: OrganisationRecord, now: number): number {
  return Math.max(0, world.settings.tokensPerDay - takenToday(organisation, now).length);
}

function takenToday({ tokensTaken }: OrganisationRecord, now: number): number[] {
  return tokensTaken.filter((time) => now - time < 24 * hour);
}

/**
 * Gives a token for client credentials.
 * @throws {LiveRampError} 405, 415, 400, 401, or 429 where the API user has had its tokens of the last 24 hours
 */
export function createToken(world: LiveRampWorld, { method, headers, body }: SandboxRequest, now: number): JsonObject {
  if (method !== 'POST') throw new LiveRampError(405, `Request method '${method}' is not supported`);
  const contentType = headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType))
    throw new LiveRampError(415, `Content type '${contentType}' not supported`);
  const credentials = readBasic(headers['authorization']);
  if (credentials === undefined) throw badRequest("Required request header 'Authorization' is not present");
  if (new URLSearchParams(body).get('grant_type') !== 'client_credentials') throw badRequest("'grant_type' must be client_credentials");
  const organisation = world.organisations.find((each) => each.clientId === credentials.clientId);
  if (organisation === undefined || credentials.secret !== organisation.clientSecret)
    throw new LiveRampError(401, 'Bad client credentials');
  if (tokensLeft(world, organisation, now) === 0)
    throw new LiveRampError(429, `Token limit exceeded: ${String(world.settings.tokensPerDay)} tokens per API user in 24 hours`);
  organisation.tokensTaken = [...takenToday(organisation, now), now];
  // Not one of the world's ids: an old token must never be somebody else's after a reset.
  const token = randomUUID();
  const expires = now + world.settings.tokenHours * hour;
  world.tokens.push({ token, organisationId: organisation.id, expires });
  // The documentation's example says 86400 while tokens end after 12 hours: expiresAt is what holds.
  return { accessToken: token, tokenType: 'Bearer', expiresIn: 86_400, expiresAt: toTheSecond(expires) };
}

/** The client id and secret of a Basic header. */
export function readBasic(authorization: string | undefined): { clientId: string; secret: string } | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [clientId = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { clientId, secret: secret.join(':') };
}

/** The organisation to whose API user a bearer token was given, valid still or not. */
export function bearer(world: LiveRampWorld, authorization: string | undefined): OrganisationRecord | undefined {
  const record = tokenIn(world, authorization);
  return record === undefined ? undefined : organisationOf(world, record.organisationId);
}

function tokenIn(world: LiveRampWorld, authorization: string | undefined): LiveRampWorld['tokens'][number] | undefined {
  const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
  return world.tokens.find((each) => each.token === token);
}

/** Who calls. @throws {LiveRampError} 401 where the token is missing, unknown or expired */
export function findCaller(world: LiveRampWorld, authorization: string | undefined, now: number): OrganisationRecord {
  const record = tokenIn(world, authorization);
  if (record === undefined || record.expires <= now)
    throw new LiveRampError(401, 'Full authentication is required to access this resource');
  return organisationOf(world, record.organisationId);
}
