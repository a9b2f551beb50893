import type { SchemaReadiness } from '../model/readiness.ts';
import type { ConfiguredTableAssociation } from '../model/table.ts';

/** Which one counts where a table is associated more than once: the rightly named, else one that is ready, else the first. */
export function preferredAssociation(
  associations: readonly ConfiguredTableAssociation[] | undefined,
  wishedName: string,
  schemas: ReadonlyMap<string, SchemaReadiness>,
): ConfiguredTableAssociation | undefined {
  return (
    associations?.find(({ name }) => name === wishedName) ??
    associations?.find(({ name }) => schemas.get(name)?.ready === true) ??
    associations?.[0]
  );
}
