import { t } from '../text.ts';

/** One way into a service: an AWS account and Region. Everything fetched, cached or written is keyed by `id`. */
export interface Connection {
  /** Stable while the way in stays the same: service, profile or endpoint, Region. */
  readonly id: string;
  readonly service: 'aws';
  /** What a person calls it: the profile, or "Sandbox". */
  readonly name: string;
  /** Twelve digits, as GetCallerIdentity said when the connection was opened. */
  readonly accountId: string;
  readonly region: string;
  /** Where requests go when not to AWS itself. */
  readonly endpoint?: string;
  /** True for the stand-in: every view that shows its data says so. */
  readonly sandbox: boolean;
}

/** The account and Region as confirmations of a write name them. */
export function describeConnection(connection: Connection): string {
  const { accountId, name, region, sandbox } = connection;
  return `${accountId} (${[name, region, ...(sandbox ? [t('sandbox')] : [])].join(', ')})`;
}
