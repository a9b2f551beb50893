import type { ConnectionIdentity } from '../../core/diagnosis/connectionFindings.ts';
import type { ChosenConnection } from '../chosenConnections.ts';

/** A connection as far as it is known before it is opened: which account a profile leads to, only AWS can tell. */
export function unopenedConnection(chosen: ChosenConnection): ConnectionIdentity {
  const { service, name } = chosen;
  const [accountId, region] = service === 'aws' ? ['', chosen.region ?? ''] : [chosen.organisation, ''];
  return { id: [service, name, region].join('|'), service, name, accountId, region, sandbox: false };
}
