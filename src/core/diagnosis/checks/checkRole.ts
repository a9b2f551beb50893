import type { GlueTable, RoleAction } from '../../inspectionService.ts';
import type { Membership } from '../../model/collaboration.ts';
import type { Connection } from '../../model/connection.ts';
import type { Finding } from '../../model/finding.ts';
import type { Role } from '../../service.ts';
import { t } from '../../text.ts';
import { roleMissing, roleNotTrusting } from '../prerequisiteFindings.ts';
import { membershipArn, roleBoundElsewhere, roleCannotRead, roleNotPropagated } from '../roleFindings.ts';
import { optionally, type Look } from './look.ts';

/** Users wait half a minute for a new role (behaviours.md); a minute is on the safe side. */
const youngMs = 60_000;

/** A role, where it is used, and what it has to be able to read. */
export interface UsedRole {
  /** Name or ARN. */
  role: string;
  memberships: readonly Membership[];
  tables: readonly TableOfRole[];
}

/** A table that is read with a role, as far as that is known before it matters. */
export interface TableOfRole {
  table: GlueTable;
  /** True where the association that was looked at is of this table; of the others it is only likely. */
  isSure: boolean;
  /** Makes sure that it is so. May be a call. */
  isRead: () => Promise<boolean>;
}

/** Whether the service can use a role, in these memberships, for these tables. Reads GetRole and SimulatePrincipalPolicy. */
export async function checkRole(look: Look, { role: nameOrArn, memberships, tables }: UsedRole): Promise<Finding[]> {
  const { service, signal } = look;
  const { connection, prerequisites, inspection } = service;
  const name = nameOrArn.split('/').at(-1) ?? nameOrArn;
  return optionally(look, t('the IAM role "{0}"', name), async () => {
    const role = await prerequisites?.role(name, signal);
    if (role === undefined) return [roleMissing(connection, name)];
    if (role.trustsService === undefined)
      look.unlooked.push(t('Whether the IAM role "{0}" trusts the service cannot be told from its trust policy.', name));
    const found = trustFindings(connection, role, memberships);
    if (inspection === undefined || tables.length === 0) return found;
    if (look.callsLeft() < 1) {
      look.unlooked.push(t('What the policies of the IAM role "{0}" allow was not looked at, to make no more calls.', name));
      return found;
    }
    // What its policies allow is another matter than who may assume it: both can be wrong.
    const more = await optionally(look, t('what the policies of the IAM role "{0}" allow', name), async () => {
      const wanted = distinct(tables.flatMap(({ table }) => neededFor(table)));
      const denied = await reallyDenied(tables, await inspection.denied(role.arn, wanted, signal));
      return denied.length === 0 ? [] : [roleCannotRead(connection, role, denied)];
    });
    return [...found, ...more];
  });
}

/** Who may assume the role, where, and since when. */
function trustFindings(connection: Connection, role: Role, memberships: readonly Membership[]): Finding[] {
  if (role.trustsService === false) return [roleNotTrusting(connection, role)];
  const refused = memberships.filter((membership) => !mayBeUsedIn(role.boundTo, membershipArn(connection, membership)));
  const isYoung = role.createdAt !== undefined && Date.now() - Date.parse(role.createdAt) < youngMs;
  return [
    ...(refused.length === 0 ? [] : [roleBoundElsewhere(connection, role, refused)]),
    ...(isYoung ? [roleNotPropagated(connection, role)] : []),
  ];
}

/**
 * What is denied of what the role is used for. Where a table that it is sure to read is among it, the others go with that;
 * where only others are, each is made sure of: another role may read them.
 */
async function reallyDenied(tables: readonly TableOfRole[], denied: readonly RoleAction[]): Promise<RoleAction[]> {
  const isDenied = (wanted: RoleAction): boolean => denied.some((each) => keyOf(each) === keyOf(wanted));
  const affected = tables.filter(({ table }) => neededFor(table).some(isDenied));
  const hasSure = affected.some(({ isSure }) => isSure);
  const sure = await Promise.all(affected.map(async (each) => (hasSure || (await each.isRead()) ? [each.table] : [])));
  return distinct(sure.flat().flatMap(neededFor).filter(isDenied));
}

/** Tables of one database and one bucket want the same. */
function distinct(actions: readonly RoleAction[]): RoleAction[] {
  return [...new Map(actions.map((each) => [keyOf(each), each])).values()];
}

function keyOf({ action, resource }: RoleAction): string {
  return `${action} ${resource}`;
}

/** What reading a table takes at least (behaviours.md, Permissions); partitions and encryption are the table's own matter. */
function neededFor({ arn, databaseArn, location }: GlueTable): RoleAction[] {
  const place = /^s3a?:\/\/([^/]+)\/?(.*?)\/?$/.exec(location ?? '');
  return [
    { action: 'glue:GetDatabase', resource: databaseArn },
    { action: 'glue:GetTable', resource: arn },
    { action: 'glue:GetPartitions', resource: arn },
    ...(place === null
      ? []
      : [
          { action: 's3:ListBucket', resource: `arn:aws:s3:::${place[1] ?? ''}` },
          { action: 's3:GetObject', resource: `arn:aws:s3:::${[place[1], place[2]].filter((part) => part !== '').join('/')}/*` },
        ]),
  ];
}

/** Whether a trust policy's aws:SourceArn lets a membership use the role; a pattern may go on below the membership. */
function mayBeUsedIn(boundTo: readonly string[] | undefined, arn: string): boolean {
  return (
    boundTo === undefined || boundTo.some((pattern) => matches(pattern, arn) || matches(pattern, `${arn}/configuredtableassociation/x`))
  );
}

function matches(pattern: string, arn: string): boolean {
  const parts = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${parts}$`).test(arn);
}
