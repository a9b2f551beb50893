import type { ConfiguredTableAssociation } from '../../model/table.ts';
import type { CleanRoomService } from '../../service.ts';

type Associations = NonNullable<CleanRoomService['associations']>;

/**
 * Of the associations only these are looked at closely: the others' rules and readiness are neither shown nor compared, and
 * each would be a call.
 */
export function onlyAssociations(associations: Associations, looked: readonly ConfiguredTableAssociation[]): Associations {
  const [names, ids] = [new Set(looked.map(({ name }) => name)), new Set(looked.map(({ id }) => id))];
  return {
    ...associations,
    rules: (id, schemas, signal) => {
      const left = schemas.filter(({ name }) => names.has(name));
      return left.length === 0 ? Promise.resolve(new Map()) : associations.rules(id, left, signal);
    },
    analysisRule: (membershipId, id, types, signal) =>
      ids.has(id) ? associations.analysisRule(membershipId, id, types, signal) : Promise.resolve(undefined),
    readiness: (id, all, signal) => {
      const left = all.filter((name) => names.has(name));
      return left.length === 0 ? Promise.resolve([]) : associations.readiness(id, left, signal);
    },
  };
}
