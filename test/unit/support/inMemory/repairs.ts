import { CleanRoomError } from '../../../../src/core/errors.ts';
import type { Repairs } from '../../../../src/core/service.ts';
import { arnOf } from '../../builders.ts';
import { checkReceivers } from './associations.ts';
import type { Requests } from './requests.ts';

/** Looking closely, changing and deleting. What is gone already counts as deleted. */
export function inMemoryRepairs(requests: Requests): Repairs {
  const { world } = requests;
  const isKnown = (arn: string): boolean =>
    world.tables.some((table) => table.arn === arn) ||
    world.rooms.some(
      ({ associations, idNamespaceAssociations }) =>
        associations.some(({ id }) => arnOf('configuredtableassociation', id) === arn) ||
        idNamespaceAssociations.some((each) => each.arn === arn),
    );

  return {
    tags: (arn, signal) =>
      requests.read('ListTagsForResource', arn, signal, () => {
        if (!isKnown(arn)) throw new CleanRoomError('not_found', `There is no ${arn}.`);
        return { ...world.tags.get(arn) };
      }),

    allowProviders: ({ id, name, add, remove = [] }, options) =>
      requests.write('UpdateConfiguredTableAnalysisRule', name, options, () => {
        const rule = world.tableRule(id);
        if (rule?.type !== 'CUSTOM') throw new CleanRoomError('not_found', 'No such rule.');
        const providers = [...new Set([...rule.allowedAnalysisProviders.filter((each) => !remove.includes(each)), ...add])];
        if (providers.length === 0) throw new CleanRoomError('refused', 'A rule that allows any query needs a provider.');
        world.providers.set(id, providers);
        return { value: undefined, outcome: 'updated' };
      }),

    association: ({ membershipId, associationId, arn }, signal) =>
      requests.read('GetConfiguredTableAssociation', associationId, signal, () => {
        const { roleArn, description, rule } = world.association(membershipId, associationId);
        return {
          roleArn,
          tags: { ...world.tags.get(arn) },
          ...(description === undefined ? {} : { description }),
          ...(rule === undefined ? {} : { rule }),
        };
      }),

    setRole: ({ membershipId, associationId, name, roleArn }, options) =>
      requests.write('UpdateConfiguredTableAssociation', name, options, () => {
        world.association(membershipId, associationId).roleArn = roleArn;
        return { value: undefined, outcome: 'updated' };
      }),

    deleteAssociation: ({ membershipId, associationId, name }, options) =>
      requests.write('DeleteConfiguredTableAssociation', name, options, () => {
        const room = world.room(membershipId);
        const present = room.associations.find((each) => each.id === associationId);
        if (present !== undefined) room.deleted.push(present);
        room.associations = room.associations.filter((each) => each !== present);
        world.tags.delete(arnOf('configuredtableassociation', associationId));
        return { value: undefined, outcome: present === undefined ? 'existing' : 'deleted' };
      }),

    allowReceivers: ({ membershipId, associationId, name, type, add, remove }, options) =>
      requests.write('UpdateConfiguredTableAssociationAnalysisRule', name, options, () => {
        const { rule } = world.association(membershipId, associationId);
        if (rule?.type !== type) throw new CleanRoomError('not_found', 'No such rule.');
        const receivers = [...new Set([...rule.allowedResultReceivers.filter((each) => !remove.includes(each)), ...add])];
        checkReceivers(requests, membershipId, receivers);
        rule.allowedResultReceivers = receivers;
        return { value: undefined, outcome: 'updated' };
      }),

    deleteAnalysisRule: ({ membershipId, associationId, name, type }, options) =>
      requests.write('DeleteConfiguredTableAssociationAnalysisRule', name, options, () => {
        const association = world.association(membershipId, associationId);
        if (association.rule?.type !== type) return { value: undefined, outcome: 'existing' };
        delete association.rule;
        return { value: undefined, outcome: 'deleted' };
      }),

    idNamespaceAssociation: ({ membershipId, associationId, arn }, signal) =>
      requests.read('GetIdNamespaceAssociation', associationId, signal, () => {
        const found = world.room(membershipId).idNamespaceAssociations.find((each) => each.id === associationId);
        if (found === undefined) throw new CleanRoomError('not_found', 'No such ID namespace association.');
        const { description, manageResourcePolicies = true, allowUseAsDimensionColumn } = found;
        return {
          tags: { ...world.tags.get(arn) },
          manageResourcePolicies,
          ...(description === undefined ? {} : { description }),
          ...(allowUseAsDimensionColumn === undefined ? {} : { allowUseAsDimensionColumn }),
        };
      }),

    deleteIdNamespaceAssociation: ({ membershipId, associationId, name }, options) =>
      requests.write('DeleteIdNamespaceAssociation', name, options, () => {
        const room = world.room(membershipId);
        const present = room.idNamespaceAssociations.find((each) => each.id === associationId);
        room.idNamespaceAssociations = room.idNamespaceAssociations.filter((each) => each !== present);
        world.tags.delete(present?.arn ?? '');
        return { value: undefined, outcome: present === undefined ? 'existing' : 'deleted' };
      }),
  };
}
