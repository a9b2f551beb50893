import type { ResultConfiguration } from '../model/collaboration.ts';
import type { CollaborationEntry, Configuration, Defaults, PendingInvitation } from './schema.ts';

/** What holds where neither the collaboration nor `defaults` says anything (seeds/001). */
export const builtInDefaults = {
  roleName: 'cleanrooms-glue-s3-access',
  idNamespaceName: 'ACXIdNamespace',
  tablePrefix: 'part_',
  excludeTables: ['part_n_a', 'part_n_a_a'],
  associationName: 'acx_{table_name}',
} as const;

/** The settings of one collaboration, with defaults put in. */
export interface CollaborationSettings {
  /** null: the configuration says that there is none. */
  roleName: string | null;
  /** null: the configuration says that there is none. `configured` is false where only the built-in name stands. */
  idNamespace: { name: string; arn: string | undefined; configured: boolean } | null;
  tablePrefix: string;
  excludeTables: readonly string[];
  tableOrder: readonly string[];
  associationName: string;
  /** undefined: nobody said who should be able to query. */
  allowedQueryProviders: readonly string[] | undefined;
  acceptPayment: boolean;
  resultConfiguration: ResultConfiguration | undefined;
  associateTables: boolean;
  associateNamespace: boolean;
}

/** The settings of a collaboration: its own entry first, then `defaults`, then what is built in. */
export function settingsOf(
  configuration: Configuration | undefined,
  entry: CollaborationEntry | PendingInvitation | undefined,
): CollaborationSettings {
  const defaults: Defaults = configuration?.defaults ?? {};
  const pick = <Key extends keyof Defaults>(key: Key) => entry?.[key] ?? defaults[key];
  const result = entry?.result_configuration ?? defaults.result_configuration;
  return {
    roleName: own(entry?.role_name, defaults.role_name, builtInDefaults.roleName),
    idNamespace: idNamespaceOf(
      own(entry?.id_namespace_name, defaults.id_namespace_name, undefined),
      own(entry?.id_namespace_arn, defaults.id_namespace_arn, undefined),
    ),
    tablePrefix: pick('table_prefix') ?? builtInDefaults.tablePrefix,
    excludeTables: pick('exclude_tables') ?? builtInDefaults.excludeTables,
    tableOrder: pick('table_order') ?? [],
    associationName: pick('association_name') ?? builtInDefaults.associationName,
    allowedQueryProviders: pick('allowed_query_providers'),
    acceptPayment: pick('accept_payment') ?? false,
    resultConfiguration:
      result === undefined
        ? undefined
        : {
            bucket: result.bucket,
            resultFormat: result.result_format,
            ...(result.key_prefix === undefined ? {} : { keyPrefix: result.key_prefix }),
            ...(result.role_arn === undefined ? {} : { roleArn: result.role_arn }),
          },
    associateTables: entry?.['auto_associate_tables'] !== false,
    associateNamespace: entry?.['auto_associate_namespace'] !== false,
  };
}

function idNamespaceOf(name: string | null | undefined, arn: string | null | undefined): CollaborationSettings['idNamespace'] {
  if (arn === null || (name === null && arn === undefined)) return null;
  const nameOfArn = arn?.split('/').at(-1);
  return { name: name ?? nameOfArn ?? builtInDefaults.idNamespaceName, arn, configured: name !== undefined || arn !== undefined };
}

/** null is an answer ("there is none"), undefined is not. */
function own<T, D>(mine: T | undefined, defaults: T | undefined, builtIn: D): T | D {
  if (mine !== undefined) return mine;
  return defaults !== undefined ? defaults : builtIn;
}
