/** Accounts in any state that earlier tools, other people and their own configuration can have left them in. */
import fc from 'fast-check';
import type { Member, MemberStatus } from '../../../../src/core/model/collaboration.ts';
import type { AnalysisRuleType } from '../../../../src/core/model/table.ts';
import {
  configurationText,
  contoso,
  id,
  invitation,
  member,
  membership,
  namespaceName,
  northwind,
  ownAccount,
  table,
} from '../../builders.ts';
import { InMemoryService, World, type Room } from '../../inMemoryService.ts';
import { MemoryFile } from '../../support/jobs.ts';
import { associatedNamespace, associationArn, entry, otherNamespaceArn } from '../../support/rooms.ts';

const litware = '888899990000';
const others: string[] = [northwind, contoso, litware];

interface AnyMember {
  status: MemberStatus;
  receives: boolean;
}

interface AnyRule {
  type: 'own' | AnalysisRuleType;
  receivers: string[];
  additional: boolean;
}

interface AnyAssociation {
  table: number;
  /** right: as the template says; of: as it says for another table; odd: anything else. */
  name: { kind: 'right' | 'of' | 'odd'; of: number };
  rule: AnyRule | null;
  owned: boolean;
}

interface AnyWish {
  template: string;
  exclude: number[];
  order: number[];
  providers: string[] | undefined;
  tables: boolean;
  namespace: boolean;
  idNamespace: 'right' | 'gone' | 'none';
  role: 'right' | 'gone';
}

interface AnyRoom {
  members: AnyMember[];
  associations: AnyAssociation[];
  namespaces: { name: 'right' | 'odd'; arn: 'right' | 'old'; owned: boolean }[];
  wish: AnyWish;
  listed: boolean;
}

interface AnyInvitation {
  members: AnyMember[];
  own: { receives: boolean; queries: boolean; pays: boolean };
}

/** What a person would write down of an account; fast-check prints it where a property fails. */
export interface AnyAccount {
  tables: (AnalysisRuleType | 'none')[];
  doubles: boolean;
  associationQuota: number;
  membershipQuota: number;
  rooms: AnyRoom[];
  invitations: AnyInvitation[];
  acceptPayment: boolean;
  omitRuleTypes: boolean;
}

const anyMember: fc.Arbitrary<AnyMember> = fc.record({
  status: fc.constantFrom('ACTIVE', 'ACTIVE', 'INVITED', 'LEFT', 'REMOVED'),
  receives: fc.boolean(),
});
const members = fc.tuple(anyMember, anyMember, anyMember);
const ruleType = fc.constantFrom<AnalysisRuleType>('CUSTOM', 'LIST', 'AGGREGATION');
const mostly = <T>(usual: T, ...unusual: T[]) => fc.constantFrom(...Array.from({ length: 4 * unusual.length }, () => usual), ...unusual);

/** Accounts that a rule may name, with this one and a stranger among them. */
const someAccounts: fc.Arbitrary<string[]> = fc.subarray([...others, ownAccount, '121212121212']);

const anyRule: fc.Arbitrary<AnyRule> = fc.record({
  type: fc.oneof({ weight: 4, arbitrary: fc.constant('own' as const) }, ruleType),
  receivers: fc.oneof(someAccounts, fc.constant<string[]>([northwind])),
  additional: fc.boolean(),
});

const anyAssociation: fc.Arbitrary<AnyAssociation> = fc.record({
  table: fc.nat(7),
  name: fc.record({ kind: fc.constantFrom('right', 'of', 'odd'), of: fc.nat(7) }),
  rule: fc.option(anyRule, { freq: 5 }),
  owned: mostly(false, true),
});

const anyWish: fc.Arbitrary<AnyWish> = fc.record({
  template: mostly('acx_{table_name}', '{table_name}', 'acx', 'acx.{table_name}'),
  exclude: fc.array(fc.nat(7), { maxLength: 2 }),
  order: fc.array(fc.nat(7), { maxLength: 3 }),
  providers: fc.option(fc.subarray(others), { nil: undefined }),
  tables: mostly(true, false),
  namespace: mostly(true, false),
  idNamespace: mostly('right', 'gone', 'none'),
  role: mostly('right', 'gone'),
});

const anyRoom: fc.Arbitrary<AnyRoom> = fc.record({
  members,
  associations: fc.array(anyAssociation, { maxLength: 9 }),
  namespaces: fc.array(
    fc.record({ name: fc.constantFrom('right', 'odd'), arn: fc.constantFrom('right', 'old'), owned: mostly(false, true) }),
    { maxLength: 2 },
  ),
  wish: anyWish,
  listed: mostly(true, false),
});

export const anyAccount: fc.Arbitrary<AnyAccount> = fc.record({
  tables: fc.array(fc.oneof({ weight: 4, arbitrary: ruleType }, fc.constant('none' as const)), { maxLength: 7 }),
  doubles: fc.boolean(),
  associationQuota: fc.integer({ min: 0, max: 12 }),
  membershipQuota: fc.integer({ min: 0, max: 5 }),
  rooms: fc.array(anyRoom, { minLength: 1, maxLength: 3 }),
  invitations: fc.array(fc.record({ members, own: fc.record({ receives: fc.boolean(), queries: fc.boolean(), pays: fc.boolean() }) }), {
    maxLength: 3,
  }),
  acceptPayment: fc.boolean(),
  omitRuleTypes: fc.boolean(),
});

export interface Built {
  world: World;
  file: MemoryFile;
  /** A new process that talks to the service. */
  service: () => InMemoryService;
}

/** Builds the world that a description is about, as the service could hold it, and the configuration for it. */
export function build(account: AnyAccount): Built {
  const world = new World();
  world.doubles = account.doubles;
  world.associationQuota = account.associationQuota;
  world.membershipQuota = account.membershipQuota;
  world.namespaces.push({ name: 'OldIdNamespace', arn: otherNamespaceArn });
  world.tables = account.tables.map((rule, index) => table(tableName(index), rule));
  const entries = account.rooms.flatMap((room, index) => {
    fill(world, world.join(membership(index + 1), membersOf(room.members, {})), room, index);
    return room.listed ? [entry(index + 1, wishOf(room.wish))] : [];
  });
  for (const [index, { members: all, own }] of account.invitations.entries()) {
    const abilities = [...(own.receives ? ['CAN_RECEIVE_RESULTS'] : []), ...(own.queries ? ['CAN_QUERY'] : [])];
    world.invite(invitation(index + 50), membersOf(all, { status: 'INVITED', abilities, payment: { queryCompute: own.pays } }));
  }
  const service = (): InMemoryService => {
    const made = new InMemoryService(world);
    made.omitRuleTypes = account.omitRuleTypes;
    return made;
  };
  return {
    world,
    service,
    file: new MemoryFile(
      configurationText({ defaults: { region: 'us-east-1', accept_payment: account.acceptPayment }, collaborations: entries }),
    ),
  };
}

function tableName(index: number): string {
  return index === 6 ? 'staging' : `part_${index}`;
}

function membersOf(all: readonly AnyMember[], own: Partial<Member>): Member[] {
  return [
    ...all.map(({ status, receives }, index) =>
      member(others[index] ?? '', { status, abilities: receives ? ['CAN_RECEIVE_RESULTS'] : ['CAN_QUERY'] }),
    ),
    member(ownAccount, own),
  ];
}

function wishOf({ template, exclude, order, providers, tables, namespace, idNamespace, role }: AnyWish): object {
  return {
    association_name: template,
    exclude_tables: exclude.map(tableName),
    table_order: order.map(tableName),
    auto_associate_tables: tables,
    auto_associate_namespace: namespace,
    ...(providers === undefined ? {} : { allowed_query_providers: providers }),
    id_namespace_name: idNamespace === 'right' ? namespaceName : idNamespace === 'gone' ? 'Gone' : null,
    ...(role === 'gone' ? { role_name: 'gone' } : {}),
  };
}

/** Only what the service would hold: names are unique, and where a table may not be there twice, it is not. */
function fill(world: World, room: Room, { associations, namespaces, wish }: AnyRoom, index: number): void {
  for (const [place, { table: number, name, rule, owned }] of associations.entries()) {
    const it = world.tables[number];
    if (it === undefined) continue;
    const named = (other: number): string => wish.template.replace('{table_name}', tableName(other)).replace('.', '_');
    const called = name.kind === 'right' ? named(number) : name.kind === 'of' ? named(name.of) : `odd_${name.of}`;
    const taken = room.associations.some((each) => each.name === called || (!world.doubles && each.configuredTableId === it.id));
    if (taken) continue;
    const own = it.analysisRuleType ?? 'CUSTOM';
    room.associations.push({
      id: id('association', index * 100 + place),
      name: called,
      configuredTableId: it.id,
      roleArn: `arn:aws:iam::${ownAccount}:role/of-earlier-days`,
      ...(rule === null
        ? {}
        : {
            rule: {
              type: rule.type === 'own' ? own : rule.type,
              allowedResultReceivers: rule.receivers,
              ...(rule.additional ? { allowedAdditionalAnalyses: ['arn:of:an:analysis'] } : {}),
            },
          }),
    });
    if (owned) world.tags.set(associationArn(index * 100 + place), { ManagedBy: 'Terraform' });
  }
  for (const [place, { name, arn, owned }] of namespaces.entries()) {
    const it = associatedNamespace(
      index * 100 + 50 + place,
      name === 'right' ? namespaceName : 'odd',
      arn === 'right' ? (world.namespaces[0]?.arn ?? '') : otherNamespaceArn,
    );
    if (room.idNamespaceAssociations.some((each) => each.name === it.name || each.idNamespaceArn === it.idNamespaceArn)) continue;
    room.idNamespaceAssociations.push(it);
    if (owned) world.tags.set(it.arn, { 'aws:cloudformation:stack-name': 'ids' });
  }
}
