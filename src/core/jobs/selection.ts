import * as z from 'zod/mini';
import type { DesiredCollaboration } from '../sync/desired.ts';
import { uuid } from './input.ts';

/** A part of what is wished: of some collaborations all, or only some tables and the ID namespace or not. */
export const selectionInput = z
  .array(
    z.object({
      collaboration_id: uuid,
      /** Left out: every table and the ID namespace. */
      table_ids: z.optional(z.array(uuid)),
      /** Beside `table_ids`: whether the ID namespace belongs to it. */
      id_namespace: z._default(z.boolean(), false),
    }),
  )
  .check(z.minLength(1));
export type Selection = z.infer<typeof selectionInput>;

/** What is wished, without what was not selected. The order in which tables get a place stays. */
export function onlySelected(
  desired: ReadonlyMap<string, DesiredCollaboration>,
  selection: Selection | undefined,
): ReadonlyMap<string, DesiredCollaboration> {
  if (selection === undefined) return desired;
  const parts = new Map(selection.map((part) => [part.collaboration_id, part]));
  return new Map(
    [...desired].flatMap(([id, wish]): [string, DesiredCollaboration][] => {
      const part = parts.get(id);
      if (part === undefined) return [];
      const { table_ids: ids, id_namespace: withNamespace } = part;
      if (ids === undefined) return [[id, wish]];
      const tables = wish.tables.filter(({ table }) => ids.includes(table.id));
      return [[id, { ...wish, tables, idNamespace: withNamespace ? wish.idNamespace : undefined }]];
    }),
  );
}
