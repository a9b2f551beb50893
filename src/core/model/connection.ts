import { t } from '../text.ts';

/** One way into a service. Everything fetched, cached or written is keyed by `id`. */
export interface Connection {
  /** Stable while the way in stays the same: service, profile or API user, endpoint, Region. */
  readonly id: string;
  readonly service: 'aws' | 'liveramp';
  /** What a person calls it: the profile, the organisation, or "Sandbox". */
  readonly name: string;
  /**
   * For whom it acts. AWS: twelve digits, as GetCallerIdentity said when the connection was opened. LiveRamp: the
   * organisation's name, as the person entered it (the API has no operation that tells it).
   */
  readonly accountId: string;
  /** Where. AWS: the Region. LiveRamp, which has none: the host of its API. */
  readonly region: string;
  /** Where requests go when not to the service itself. */
  readonly endpoint?: string;
  /** True for the stand-in: every view that shows its data says so. */
  readonly sandbox: boolean;
}

/** Account and Region, or organisation and host, as confirmations of a write name them. */
export function describeConnection(connection: Connection): string {
  const { accountId, name, region, sandbox } = connection;
  const named = [name === accountId ? '' : name, region, sandbox ? t('sandbox') : ''].filter((part) => part !== '');
  return `${accountId} (${named.join(', ')})`;
}
