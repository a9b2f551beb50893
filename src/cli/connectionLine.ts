import { foreignText } from '../core/foreignText.ts';
import type { Report } from '../core/jobs/report.ts';
import type { Connection } from '../core/model/connection.ts';
import { t } from '../core/text.ts';

/** Whom a run was about, in a line; where requests go when that is not the service itself. */
export function connectionLine(
  { account_id: account, name, region, sandbox, endpoint }: NonNullable<Report['connection']>,
  service: Connection['service'],
): string {
  const elsewhere = sandbox || endpoint !== null ? `${endpoint ?? 'sandbox'} · ` : '';
  // The Region of an organisation is the host of its endpoint.
  const more = [...(name === account ? [] : [name]), ...(endpoint === null ? [region] : [])].map((each) => ` · ${foreignText(each)}`);
  return service === 'liveramp'
    ? t('{0}LiveRamp organisation {1}{2}', elsewhere, foreignText(account), more.join(''))
    : t('{0}account {1} · {2} · {3}', elsewhere, account, name, region);
}
