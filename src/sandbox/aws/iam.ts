import type { JsonObject } from '../json.ts';
import type { RoleRecord } from '../world/records.ts';
import type { Context, Handler } from './context.ts';
import { pageOf } from './pages.ts';
import { decideForRole, matchesWildcard, type Decision } from './permissions.ts';
import { ServiceError } from './serviceError.ts';

export const getRole: Handler = ({ caller }, input) => {
  const name = input.text('RoleName');
  const role = caller.account.roles.find((each) => each.name === name);
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return { Role: describe(role) };
};

export const listRoles: Handler = (context, input) => {
  const prefix = input.optionalText('PathPrefix') ?? '/';
  const roles = context.caller.account.roles.filter((each) => each.path.startsWith(prefix));
  const page = pageOf(context, roles, input.optionalNumber('MaxItems') ?? 100, input.optionalText('Marker'), 'Marker');
  return { Roles: page.items.map(describe), IsTruncated: page.nextToken !== undefined, Marker: page.nextToken };
};

/** One result per action with one per resource in it: what the role's own policies and the account's denials say. */
export const simulatePrincipalPolicy: Handler = (context, input) => {
  const source = input.text('PolicySourceArn');
  const role = context.caller.account.roles.find((each) => each.arn === source);
  if (role === undefined && source !== `arn:aws:iam::${context.caller.account.id}:user/sandbox`)
    throw noSuchEntity(`${source} cannot be found.`);
  const resources = input.texts('ResourceArns');
  const results: JsonObject[] = [];
  for (const action of input.texts('ActionNames')) {
    const specific = resources.map((resource) => ({ resource, decision: simulate(context, role, action, resource) }));
    results.push({
      EvalActionName: action,
      EvalResourceName: '*',
      EvalDecision: resources.length === 0 ? simulate(context, role, action, '*') : strictest(specific.map((each) => each.decision)),
      MatchedStatements: [],
      MissingContextValues: [],
      ResourceSpecificResults: specific.map(({ resource, decision }) => ({
        EvalResourceName: resource,
        EvalResourceDecision: decision,
        MatchedStatements: [],
        MissingContextValues: [],
      })),
    });
  }
  const page = pageOf(context, results, input.optionalNumber('MaxItems') ?? 100, input.optionalText('Marker'), 'Marker');
  return { EvaluationResults: page.items, IsTruncated: page.nextToken !== undefined, Marker: page.nextToken };
};

function simulate({ caller }: Context, role: RoleRecord | undefined, action: string, resource: string): Decision {
  if (caller.account.deny.some((pattern) => matchesWildcard(pattern, action))) return 'explicitDeny';
  return role === undefined ? 'allowed' : decideForRole(role, action, resource);
}

/** What the simulation says of several resources together (IAM model: the most restrictive decision). */
function strictest(decisions: readonly Decision[]): Decision {
  return (['explicitDeny', 'implicitDeny'] as const).find((each) => decisions.includes(each)) ?? 'allowed';
}

function noSuchEntity(message: string): ServiceError {
  return new ServiceError('NoSuchEntityException', message);
}

function describe(role: RoleRecord): JsonObject {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createTime,
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trustPolicy(role))),
    MaxSessionDuration: 3600,
  };
}

function trustPolicy(role: RoleRecord): JsonObject {
  const statements = role.trust.map(({ principal, sourceArn, externalId }): JsonObject => {
    const statement: JsonObject = {
      Effect: 'Allow',
      Principal: principal.endsWith('.amazonaws.com')
        ? { Service: principal }
        : { AWS: principal.startsWith('arn:') ? principal : `arn:aws:iam::${principal}:root` },
      Action: 'sts:AssumeRole',
    };
    const condition: JsonObject = {};
    if (sourceArn !== undefined) condition['ArnLike'] = { 'aws:SourceArn': sourceArn };
    if (externalId !== undefined) condition['StringEquals'] = { 'sts:ExternalId': externalId };
    return Object.keys(condition).length === 0 ? statement : { ...statement, Condition: condition };
  });
  return { Version: '2012-10-17', Statement: statements };
}
