import type { World } from '../world/world.ts';
import type { Caller } from './context.ts';
import { credentialsError } from './serviceError.ts';
import { readSessionToken } from './session.ts';

/** What the `Authorization` header says: access key id, Region and service of the signature's credential scope. */
export interface Signature {
  accessKeyId: string;
  region: string;
  service: string;
}

/** Reads a SigV4 header; the signature itself is not checked. */
export function readSignature(authorization: string | undefined): Signature | undefined {
  const match = /^AWS4-HMAC-SHA256 .*?Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/([^/,\s]+)\/aws4_request/.exec(authorization ?? '');
  const [, accessKeyId, region, service] = match ?? [];
  return accessKeyId === undefined || region === undefined || service === undefined ? undefined : { accessKeyId, region, service };
}

/**
 * Who the caller is: an access key id of 12 digits is that account; `ASIA` and 12 digits is a session made by AssumeRole,
 * whose token names the role.
 * @throws {ServiceError} in the service's form where the scenario does not know him
 */
export function findCaller(world: World, signature: Signature, sessionToken: string | undefined, now: number): Caller {
  const { accessKeyId, region, service } = signature;
  const [, temporary, accountId = ''] = /^(ASIA)?(\d{12})$/.exec(accessKeyId) ?? [];
  const account = world.accounts.get(accountId);
  if (account === undefined) throw credentialsError(service, 'unknown');
  if (account.credentials !== 'valid') throw credentialsError(service, account.credentials);
  if (temporary === undefined)
    return { account, region, arn: `arn:aws:iam::${accountId}:user/sandbox`, userId: `AIDASANDBOX${accountId}`, role: null };
  const session = readSessionToken(sessionToken ?? '');
  const role = account.roles.find((each) => each.arn === session?.roleArn);
  if (session === undefined || role === undefined) throw credentialsError(service, 'unknown');
  if (session.expires < now) throw credentialsError(service, 'expired');
  return {
    account,
    region,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${session.session}`,
    userId: `${role.id}:${session.session}`,
    role,
  };
}
