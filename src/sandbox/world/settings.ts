/** How the services behave in a scenario; see scenarioSchema.ts for what each one means. */
export interface Settings {
  region: string;
  consistencyDelayMs: number;
  youngParentsRefuseChildren: boolean;
  deletesLingerMs: number;
  readyDelayMs: number;
  iamSynchronizationMs: number;
  idMappingJobMs: number;
  oneAssociationPerTable: boolean;
  shortPages: boolean;
  omitAnalysisRuleTypes: boolean;
  quotas: Quotas;
  /** Requests per second of every operation; null where neither the scenario nor the caller of the sandbox set one. */
  rate: number | null;
  /** Exceptions by operation. */
  rates: Record<string, number>;
}

/** Limits that the simulated operations keep, by their key in scenario files. */
export interface Quotas {
  table_associations_per_membership: number;
  id_namespace_associations_per_membership: number;
  id_mapping_tables_per_membership: number;
  collaborations_per_account: number;
  memberships_per_account: number;
  configured_tables_per_account: number;
  members_per_collaboration: number;
}

/** Operations whose default is 20 requests per second instead of 5 (AWS Clean Rooms quotas page). */
const fasterByDefault = new Set(['GetConfiguredTable', 'GetProtectedQuery']);

/** Requests per second that an account may make of an operation in one Region. */
export function rateOf(settings: Settings, operation: string): number {
  return settings.rates[operation] ?? settings.rate ?? (fasterByDefault.has(operation) ? 20 : 5);
}
