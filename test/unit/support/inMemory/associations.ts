import { ownTags } from '../../../../src/services/aws/ownTags.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import type { NotReadyReason, SchemaReadiness } from '../../../../src/core/model/readiness.ts';
import type { ConfiguredTableAssociation } from '../../../../src/core/model/table.ts';
import type { Associations, NewAnalysisRule, NewAssociation, WriteOptions } from '../../../../src/core/service.ts';
import { possibleReceivers } from '../../../../src/core/sync/receivers.ts';
import { arnOf } from '../../builders.ts';
import type { Requests } from './requests.ts';
import type { StoredAssociation, World } from './world.ts';

/** Tables, their associations and the rules on them. `omitsRuleTypes`: whether lists leave out the rules' types. */
export function inMemoryAssociations(requests: Requests, omitsRuleTypes: () => boolean): Associations {
  const { world, connection } = requests;
  return {
    configuredTables: (signal) => requests.read('ListConfiguredTables', '', signal, () => world.tables),

    list: (membershipId, signal) =>
      requests.read('ListConfiguredTableAssociations', membershipId, signal, () =>
        listed(world, membershipId).map((each) => ({
          ...answerOf(each),
          ...(omitsRuleTypes() ? {} : { analysisRuleType: each.rule?.type ?? 'none' }),
        })),
      ),

    analysisRule: (membershipId, associationId, _types, signal) =>
      requests.read(
        'GetConfiguredTableAssociationAnalysisRule',
        associationId,
        signal,
        () => world.room(membershipId).associations.find((each) => each.id === associationId)?.rule,
      ),

    rules: (collaborationId, schemas, signal) =>
      requests.read('BatchGetSchemaAnalysisRule', collaborationId, signal, () => {
        const asked = new Map(schemas.map(({ name, type }) => [name, type]));
        const room = world.rooms.find(({ membership }) => membership.collaborationId === collaborationId);
        return new Map(
          (room?.associations ?? []).flatMap(({ name, configuredTableId, rule }) => {
            const table = world.tableRule(configuredTableId);
            // Asked for by another type than the table's own, the service answers that there is none.
            if (table === undefined || table.type !== asked.get(name)) return [];
            return [[name, { table, ...(rule === undefined ? {} : { collaboration: rule }) }] as const];
          }),
        );
      }),

    readiness: (collaborationId, names, signal) =>
      requests.read('BatchGetSchema', collaborationId, signal, () =>
        schemasOf(world, connection.accountId, collaborationId).filter(({ name }) => names.includes(name)),
      ),

    create: (association, options) => create(requests, association, options),
    createAnalysisRule: (rule, options) => createRule(requests, rule, options),
  };
}

function listed(world: World, membershipId: string): StoredAssociation[] {
  const { associations, deleted } = world.room(membershipId);
  return world.deletesLinger ? [...deleted, ...associations] : associations;
}

/** Other members who have not left; whether they may receive shows only in the readiness. */
export function checkReceivers({ world, connection }: Requests, membershipId: string, receivers: readonly string[]): void {
  if (receivers.includes(connection.accountId)) throw new CleanRoomError('refused', 'The data owner is no result receiver.');
  const members = world.members.get(world.room(membershipId).membership.collaborationId) ?? [];
  const stranger = receivers.find(
    (receiver) => !members.some(({ accountId, status }) => accountId === receiver && (status === 'ACTIVE' || status === 'INVITED')),
  );
  if (stranger !== undefined) throw new CleanRoomError('refused', `${stranger} is not a member of the collaboration.`);
}

function answerOf({ id, name, configuredTableId }: StoredAssociation): ConfiguredTableAssociation {
  return { id, arn: arnOf('configuredtableassociation', id), name, configuredTableId };
}

/** A name or table that is taken counts as existing where what holds it is what was asked for, as the AWS service finds it. */
function create(
  requests: Requests,
  { membershipId, configuredTableId, name, roleArn, description, tags, replaces }: NewAssociation,
  options: WriteOptions,
): ReturnType<Associations['create']> {
  const { world } = requests;
  return requests.write('CreateConfiguredTableAssociation', name, options, () => {
    const { associations, membership } = world.room(membershipId);
    const sameName =
      associations.some((each) => each.name === name) ||
      (world.foreignSchemas.get(membership.collaborationId) ?? []).some((schema) => schema.name === name);
    const sameTable = !world.doubles && associations.some((each) => each.configuredTableId === configuredTableId);
    if (sameName || sameTable) {
      const wanted = associations.find(
        (each) =>
          each.configuredTableId === configuredTableId && (replaces === undefined || (each.name === name && !replaces.includes(each.id))),
      );
      if (wanted !== undefined) return { value: answerOf(wanted), outcome: 'existing' };
      throw new CleanRoomError('invalid_state', `${name} exists already, but is not what was asked for.`);
    }
    if (!world.tables.some((each) => each.id === configuredTableId)) throw new CleanRoomError('not_found', 'No such configured table.');
    if (associations.length >= world.associationQuota)
      throw new CleanRoomError('quota_reached', `The quota of ${world.associationQuota} is used up.`);
    const stored: StoredAssociation = { id: world.nextId('association'), name, configuredTableId, roleArn, description };
    associations.push(stored);
    if (tags !== undefined) world.tags.set(answerOf(stored).arn, ownTags(tags).tags ?? {});
    return { value: answerOf(stored), outcome: 'created' };
  });
}

function createRule(
  requests: Requests,
  { membershipId, associationId, associationName, type, allowedResultReceivers, allowedAdditionalAnalyses }: NewAnalysisRule,
  options: WriteOptions,
): ReturnType<Associations['createAnalysisRule']> {
  const { world } = requests;
  return requests.write('CreateConfiguredTableAssociationAnalysisRule', associationName, options, () => {
    const association = world.association(membershipId, associationId);
    if (association.rule !== undefined) {
      if (association.rule.type === type) return { value: type, outcome: 'existing' };
      throw new CleanRoomError('invalid_state', `The association has a ${association.rule.type} rule already.`);
    }
    const own = world.tableRule(association.configuredTableId)?.type;
    if (own === undefined) throw new CleanRoomError('refused', 'The configured table has no analysis rule.');
    if (own !== type) throw new CleanRoomError('refused', `The configured table's rule is of type ${own}.`);
    checkReceivers(requests, membershipId, allowedResultReceivers);
    association.rule = {
      type,
      allowedResultReceivers: [...allowedResultReceivers],
      ...(allowedAdditionalAnalyses === undefined ? {} : { allowedAdditionalAnalyses: [...allowedAdditionalAnalyses] }),
    };
    return { value: type, outcome: 'created' };
  });
}

function schemasOf(world: World, accountId: string, collaborationId: string): SchemaReadiness[] {
  const room = world.rooms.find(({ membership }) => membership.collaborationId === collaborationId);
  const own = (room?.associations ?? []).map((association): SchemaReadiness => {
    const reasons = missing(world, accountId, collaborationId, association);
    const type = world.tableRule(association.configuredTableId)?.type;
    return {
      name: association.name,
      creatorAccountId: accountId,
      ready: reasons.length === 0,
      reasons,
      ...(type === undefined ? {} : { analysisRuleType: type }),
    };
  });
  return [...own, ...(world.foreignSchemas.get(collaborationId) ?? [])];
}

function missing(world: World, accountId: string, collaborationId: string, association: StoredAssociation): NotReadyReason[] {
  const { id, configuredTableId, rule } = association;
  const reason = (code: string): NotReadyReason[] => [{ code, message: code.toLowerCase().replaceAll('_', ' ') }];
  const own = world.tableRule(configuredTableId);
  if (own === undefined) return reason('ANALYSIS_RULE_MISSING');
  if (own.type === 'CUSTOM' && own.allowedAnalyses.length === 0) return reason('ANALYSIS_TEMPLATES_NOT_CONFIGURED');
  if (own.type === 'CUSTOM' && own.allowedAnalyses.includes('ANY_QUERY') && own.allowedAnalysisProviders.length === 0)
    return reason('ANALYSIS_PROVIDERS_NOT_CONFIGURED');
  if (rule === undefined || !world.caughtUp(id)) return reason('COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED');
  if (rule.type !== own.type) return reason('ANALYSIS_RULE_TYPES_NOT_COMPATIBLE');
  if (rule.allowedResultReceivers.length === 0) return reason('RESULT_RECEIVERS_NOT_CONFIGURED');
  const possible = possibleReceivers(world.members.get(collaborationId) ?? [], accountId);
  return rule.allowedResultReceivers.every((account) => possible.includes(account)) ? [] : reason('RESULT_RECEIVERS_NOT_ALLOWED');
}
