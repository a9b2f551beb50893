import type { CollaborationSettings } from '../../src/core/config/settings.ts';
import { settingsOf } from '../../src/core/config/settings.ts';
import type { Invitation, Member, Membership } from '../../src/core/model/collaboration.ts';
import type { Connection } from '../../src/core/model/connection.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { AnalysisRuleType, ConfiguredTable } from '../../src/core/model/table.ts';

export const ownAccount = '111122223333';
export const northwind = '444455556666';
export const contoso = '555566667777';
export const stranger = '121212121212';
export const roleName = 'cleanrooms-glue-s3-access';
export const roleArn = `arn:aws:iam::${ownAccount}:role/${roleName}`;
export const namespaceName = 'ACXIdNamespace';
export const namespaceArn = `arn:aws:entityresolution:us-east-1:${ownAccount}:idnamespace/${namespaceName}`;

export const connection: Connection = {
  id: `aws|prod|${ownAccount}|us-east-1`,
  service: 'aws',
  name: 'prod',
  accountId: ownAccount,
  region: 'us-east-1',
  sandbox: false,
};

/** A UUID that shows its number; `kind` keeps ids of different things apart. */
export function id(kind: 'collaboration' | 'membership' | 'table' | 'association', number: number): string {
  const group = { collaboration: 'c011', membership: '3e3b', table: '7ab1', association: 'a550' }[kind];
  return `00000000-${group}-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** An ARN of this account's Clean Rooms resources. */
export function arnOf(kind: string, resource: string): string {
  return `arn:aws:cleanrooms:us-east-1:${ownAccount}:${kind}/${resource}`;
}

export function table(
  name: string,
  rule: AnalysisRuleType | 'none' = 'CUSTOM',
  number = Array.from(name).reduce((sum, letter) => (sum * 131 + (letter.codePointAt(0) ?? 0)) % 2 ** 40, 7),
): ConfiguredTable {
  return {
    id: id('table', number),
    arn: arnOf('configuredtable', id('table', number)),
    name,
    ...(rule === 'none' ? {} : { analysisRuleType: rule }),
  };
}

export function tables(count: number): ConfiguredTable[] {
  return Array.from({ length: count }, (_, index) => table(`part_ibe_${String(index + 1).padStart(2, '0')}`));
}

export function member(accountId: string, changes: Partial<Member> = {}): Member {
  return { accountId, displayName: `Member ${accountId}`, status: 'ACTIVE', abilities: [], payment: { queryCompute: false }, ...changes };
}

/** A creator who queries, receives and pays, and this account, which only brings data. */
export function usualMembers(creator = northwind): Member[] {
  return [
    member(creator, { abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], payment: { queryCompute: true } }),
    member(ownAccount, { status: 'INVITED' }),
  ];
}

export function invitation(number: number, changes: Partial<Invitation> = {}): Invitation {
  return {
    collaborationId: id('collaboration', number),
    name: `Collaboration ${number}`,
    creatorAccountId: northwind,
    creatorDisplayName: 'Northwind Media',
    createTime: `2025-11-10T09:${String(number % 60).padStart(2, '0')}:00.000Z`,
    ...changes,
  };
}

export function membership(number: number, changes: Partial<Membership> = {}): Membership {
  return {
    membershipId: id('membership', number),
    collaborationId: id('collaboration', number),
    collaborationName: `Collaboration ${number}`,
    creatorAccountId: northwind,
    creatorDisplayName: 'Northwind Media',
    abilities: [],
    createTime: '2025-10-01T09:00:00.000Z',
    ...changes,
  };
}

export function settings(changes: Partial<CollaborationSettings> = {}): CollaborationSettings {
  return { ...settingsOf(undefined, undefined), ...changes };
}

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'table.no_analysis_rule',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'table', name: 'part_1' },
    title: 'A title.',
    evidence: [],
    remedies: [],
    ...changes,
  };
}

/** A configuration file as init-config writes it, with changes. */
export function configurationText(changes: object = {}): string {
  return `${JSON.stringify(
    {
      defaults: {
        region: 'us-east-1',
        role_name: roleName,
        id_namespace_name: namespaceName,
        id_namespace_arn: namespaceArn,
        table_prefix: 'part_',
      },
      collaborations: [],
      pending_invitations: [],
      ...changes,
    },
    null,
    2,
  )}\n`;
}
