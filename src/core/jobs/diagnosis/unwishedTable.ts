import { notReadyTable, tableNotWished } from '../../diagnosis/tableFindings.ts';
import type { Finding } from '../../model/finding.ts';
import type { ConfiguredTable } from '../../model/table.ts';
import { identityOf } from '../../sync/inventory.ts';
import { t } from '../../text.ts';
import type { Looked } from '../surveyAccount.ts';

/**
 * What a survey does not tell of a table that somebody asks about, because the configuration does not ask for it: that it is
 * in no collaboration, or why it is not ready where it is in one all the same.
 * @param inventory with the associations of this table only
 * @param room the name of the collaboration that was asked about
 */
export function unwishedTable(
  { inventory: { connection, collaborations }, desired }: Looked['prepared'],
  table: ConfiguredTable,
  room: string | undefined,
): Finding[] {
  const isWished = (collaborationId: string): boolean => {
    const { tables = [], tablesLeftAlone } = desired.get(collaborationId) ?? {};
    return tablesLeftAlone !== true && tables.some((each) => each.table.id === table.id);
  };
  const identities = collaborations.map((each) => ({ ...each, identity: identityOf(each) }));
  const unwished = identities.filter(({ identity }) => !isWished(identity.collaborationId));
  if (unwished.length === identities.length && identities.every(({ associations }) => associations.length === 0))
    return [tableNotWished(connection, table, room)];
  return unwished.flatMap(({ identity, associations, schemas }) =>
    associations
      .filter(({ name }) => schemas.get(name)?.ready !== true)
      .flatMap(({ name }) => notReadyTable(connection, identity, name, schemas.get(name)))
      .map((finding) => (finding.waitsFor === 'service' ? finding : { ...finding, remedies: [mendedByHand()] })),
  );
}

function mendedByHand(): Finding['remedies'][number] {
  return {
    title: t(
      'The configuration does not ask for this table here, so neither a sync nor a repair touches it: let table_prefix, exclude_tables and auto_associate_tables take it in, or mend it in the AWS console.',
    ),
  };
}
