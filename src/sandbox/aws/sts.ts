import type { Context, Handler } from './context.ts';
import type { RoleRecord, TrustRecord } from '../world/records.ts';
import { accessDeniedError } from './serviceError.ts';
import { writeSessionToken } from './session.ts';

/** Needs no permission at all. */
export const getCallerIdentity: Handler = ({ caller }) => ({ UserId: caller.userId, Account: caller.account.id, Arn: caller.arn });

/** Temporary keys for a role of any account in the scenario, if it exists and trusts the caller. */
export const assumeRole: Handler = (context, input) => {
  const arn = input.text('RoleArn');
  const role = findRole(context, arn);
  if (role === undefined || !role.trust.some((each) => trusts(context, each, input.optionalText('ExternalId')))) {
    throw accessDeniedError('sts', `User: ${context.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
  }
  const accountId = arn.split(':')[4] ?? '';
  const session = input.text('RoleSessionName');
  const expires = context.now + (input.optionalNumber('DurationSeconds') ?? 3600) * 1000;
  return {
    Credentials: {
      AccessKeyId: `ASIA${accountId}`,
      SecretAccessKey: 'sandbox-secret-access-key-of-a-session00',
      SessionToken: writeSessionToken({ roleArn: arn, session, expires }),
      Expiration: expires,
    },
    AssumedRoleUser: { AssumedRoleId: `${role.id}:${session}`, Arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${session}` },
    PackedPolicySize: 0,
  };
};

function findRole({ world }: Context, arn: string): RoleRecord | undefined {
  return world.accounts.get(arn.split(':')[4] ?? '')?.roles.find((each) => each.arn === arn);
}

function trusts({ caller }: Context, trust: TrustRecord, externalId: string | undefined): boolean {
  if (trust.externalId !== undefined && trust.externalId !== externalId) return false;
  const { id } = caller.account;
  return (
    trust.principal === id ||
    trust.principal === `arn:aws:iam::${id}:root` ||
    trust.principal === caller.arn ||
    trust.principal === caller.role?.arn
  );
}
