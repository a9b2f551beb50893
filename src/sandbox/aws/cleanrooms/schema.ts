import type { JsonObject } from '../../json.ts';

/** A table of whatever kind, as the members of a collaboration see it; every part in the model's own form. */
export interface Schema {
  type: 'TABLE' | 'ID_MAPPING_TABLE';
  summary: JsonObject;
  /** The summary, columns and readiness. */
  describe: () => JsonObject;
  /** The analysis rule of that type; undefined where it has none. */
  rule: (type: string) => JsonObject | undefined;
}
