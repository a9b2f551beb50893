import type { ConfiguredTableAssociation } from '../../model/table.ts';
import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';

/**
 * Without what a single table does not need: each would be a call.
 * @param looked the associations that are looked at
 * @param withQuotas only a table that has yet to get a place needs to know how many there are
 */
export function serviceForOneTable(
  service: CleanRoomService,
  looked: readonly ConfiguredTableAssociation[],
  withQuotas: boolean,
): CleanRoomService {
  const [names, ids] = [new Set(looked.map(({ name }) => name)), new Set(looked.map(({ id }) => id))];
  const { inbox: _inbox, idNamespaces: _idNamespaces, associations, prerequisites, ...rest } = service;
  return {
    ...rest,
    callCounts: () => service.callCounts(),
    ...(associations === undefined
      ? {}
      : {
          associations: {
            ...associations,
            rules: (id, schemas, signal) =>
              associations.rules(
                id,
                schemas.filter(({ name }) => names.has(name)),
                signal,
              ),
            // The others' rules are neither shown nor compared.
            analysisRule: (membershipId, id, types, signal) =>
              ids.has(id) ? associations.analysisRule(membershipId, id, types, signal) : Promise.resolve(undefined),
            readiness: (id, all, signal) =>
              associations.readiness(
                id,
                all.filter((name) => names.has(name)),
                signal,
              ),
          },
        }),
    ...(prerequisites === undefined
      ? {}
      : {
          prerequisites: {
            ...prerequisites,
            quotas: (signal) => (withQuotas ? prerequisites.quotas(signal) : Promise.resolve({ source: t('not read') })),
          },
        }),
  };
}
