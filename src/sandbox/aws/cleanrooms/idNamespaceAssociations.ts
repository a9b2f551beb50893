import type { JsonObject } from '../../json.ts';
import type { IdNamespaceAssociationRecord } from '../../world/records.ts';
import type { Context, Handler } from '../context.ts';
import { pageOf } from '../pages.ts';
import { requirePermission } from '../permissions.ts';
import { quotaNames } from '../quotaTable.ts';
import { withoutStatement, withStatement } from '../resourcePolicy.ts';
import { saveTags } from '../tags.ts';
import { describeInMembership } from './describeInMembership.ts';
import { conflict, invalidConfiguration, notFound, quotaExceeded } from './errors.ts';
import { findActiveMembership, findIdNamespaceAssociation, findMembership, requireGrownParent, requireVisible } from './find.ts';

/** Brings an ID namespace of the caller's own into a collaboration; one association per namespace and membership. */
export const createIdNamespaceAssociation: Handler = (context, input) => {
  const { world, caller, now } = context;
  const membership = findActiveMembership(context, input.text('membershipIdentifier'));
  requireGrownParent(context, membership, 'MEMBERSHIP');
  const reference = input.structure('inputReferenceConfig');
  const arn = reference.text('inputReferenceArn');
  const manageResourcePolicies = reference.optionalFlag('manageResourcePolicies') ?? false;
  requirePermission(context, 'entityresolution:GetIdNamespace', arn);
  if (manageResourcePolicies) requirePermission(context, 'entityresolution:AddPolicyStatement', arn);
  const namespace = world.idNamespaces.get(arn);
  if (namespace?.accountId !== caller.account.id || namespace.region !== caller.region) {
    throw invalidConfiguration(
      'inputReferenceConfig.inputReferenceArn',
      `The ID namespace ${arn} does not exist in account ${caller.account.id}.`,
    );
  }
  const name = input.text('name');
  const same = world.remainingIdNamespaceAssociationsOf(membership, now).find((each) => each.idNamespaceArn === arn || each.name === name);
  if (same !== undefined)
    throw conflict('ALREADY_EXISTS', `An association of this ID namespace or of this name exists already: ${same.name}.`, same.id);
  const limit = world.settings.quotas.id_namespace_associations_per_membership;
  if (world.idNamespaceAssociationsOf(membership).length >= limit)
    throw quotaExceeded(quotaNames.id_namespace_associations_per_membership, limit);
  const id = world.nextId();
  const association: IdNamespaceAssociationRecord = {
    id,
    arn: `arn:aws:cleanrooms:${caller.region}:${caller.account.id}:membership/${membership.id}/idnamespaceassociation/${id}`,
    membershipId: membership.id,
    collaborationId: membership.collaborationId,
    name,
    description: input.optionalText('description'),
    idNamespaceArn: arn,
    manageResourcePolicies,
    allowUseAsDimensionColumn: input.optionalStructure('idMappingConfig')?.optionalFlag('allowUseAsDimensionColumn'),
    createTime: now,
    updateTime: now,
  };
  world.addIdNamespaceAssociation(association);
  if (manageResourcePolicies) namespace.policy = withStatement(namespace.policy, arn, statementId(id));
  saveTags(world, association.arn, input);
  return { idNamespaceAssociation: describe(context, association) };
};

export const listIdNamespaceAssociations: Handler = (context, input) => {
  const { world, now } = context;
  const membership = findMembership(context, input.text('membershipIdentifier'));
  const mine = world.remainingIdNamespaceAssociationsOf(membership, now).filter((each) => world.isVisible(each.createTime, now));
  const page = pageOf(context, mine, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return { nextToken: page.nextToken, idNamespaceAssociationSummaries: page.items.map((each) => summary(context, each)) };
};

export const getIdNamespaceAssociation: Handler = (context, input) => {
  const association = find(context, input.text('membershipIdentifier'), input.text('idNamespaceAssociationIdentifier'));
  requireVisible(context, association.createTime, notFound(association.id));
  return { idNamespaceAssociation: describe(context, association) };
};

/** Name, description and use as a dimension change; the namespace never does. */
export const updateIdNamespaceAssociation: Handler = (context, input) => {
  const membership = findActiveMembership(context, input.text('membershipIdentifier'));
  const association = findIdNamespaceAssociation(context, membership, input.text('idNamespaceAssociationIdentifier'));
  association.name = input.optionalText('name') ?? association.name;
  association.description = input.optionalText('description') ?? association.description;
  association.allowUseAsDimensionColumn =
    input.optionalStructure('idMappingConfig')?.optionalFlag('allowUseAsDimensionColumn') ?? association.allowUseAsDimensionColumn;
  association.updateTime = context.now;
  return { idNamespaceAssociation: describe(context, association) };
};

export const deleteIdNamespaceAssociation: Handler = (context, input) => {
  const association = find(context, input.text('membershipIdentifier'), input.text('idNamespaceAssociationIdentifier'));
  const namespace = context.world.idNamespaces.get(association.idNamespaceArn);
  if (association.manageResourcePolicies && namespace !== undefined) {
    requirePermission(context, 'entityresolution:DeletePolicyStatement', association.idNamespaceArn);
    namespace.policy = withoutStatement(namespace.policy, statementId(association.id));
  }
  context.world.removeIdNamespaceAssociation(association, context.now);
  context.world.tags.delete(association.arn);
  return {};
};

/** Of the statement that the service itself adds to a namespace's resource policy. */
export function statementId(associationId: string): string {
  return `CleanRooms${associationId.replaceAll('-', '')}`;
}

function find(context: Context, membershipId: string, id: string): IdNamespaceAssociationRecord {
  return findIdNamespaceAssociation(context, findMembership(context, membershipId), id);
}

function summary(context: Context, association: IdNamespaceAssociationRecord): JsonObject {
  return {
    ...describeInMembership(context, association, association.idNamespaceArn),
    inputReferenceProperties: { idNamespaceType: context.world.idNamespaces.get(association.idNamespaceArn)?.type },
  };
}

function describe(context: Context, association: IdNamespaceAssociationRecord): JsonObject {
  const { allowUseAsDimensionColumn } = association;
  return {
    ...summary(context, association),
    inputReferenceProperties: {
      idNamespaceType: context.world.idNamespaces.get(association.idNamespaceArn)?.type,
      idMappingWorkflowsSupported: [],
    },
    idMappingConfig: allowUseAsDimensionColumn === undefined ? undefined : { allowUseAsDimensionColumn },
  };
}
