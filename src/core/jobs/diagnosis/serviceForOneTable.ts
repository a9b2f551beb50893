import type { ConfiguredTableAssociation } from '../../model/table.ts';
import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';
import { onlyAssociations } from './onlyAssociations.ts';

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
  const { inbox: _inbox, idNamespaces: _idNamespaces, associations, prerequisites, ...rest } = service;
  return {
    ...rest,
    callCounts: () => service.callCounts(),
    ...(associations === undefined ? {} : { associations: onlyAssociations(associations, looked) }),
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
