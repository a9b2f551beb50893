import type { Connection } from '../model/connection.ts';
import { t } from '../text.ts';
import type { PartnerSettings } from './partnerSettings.ts';

/** What partners know us by: the organisation (LiveRamp), else what the connection is called. */
export function ownName({ service, name, accountId }: Connection): string {
  return service === 'liveramp' ? accountId : name;
}

/** Whom a partner can ask, as the folder names him: "Sam Lee (sam@acme.example)". Undefined where it names nobody. */
export function inviterOf(settings: PartnerSettings | undefined): string | undefined {
  const name = settings?.inviter?.name.trim() ?? '';
  const address = settings?.inviter?.address?.trim() ?? '';
  if (name === '') return undefined;
  return address === '' ? name : `${name} (${address})`;
}

/** What `{{inviter}}` stands for in a note: never the operating system's user, who means nothing to a partner. */
export function signingName(connection: Connection, settings: PartnerSettings | undefined): string {
  return inviterOf(settings) ?? ownName(connection);
}

/** The end of a mail to a partner or about one: who sends it, and for which organisation or account. */
export function signatureOf(connection: Connection, settings: PartnerSettings | undefined): string {
  const { service, accountId } = connection;
  const name = ownName(connection);
  const organisation = service === 'liveramp' || name === accountId ? name : t('{0} (AWS account {1})', name, accountId);
  const inviter = inviterOf(settings);
  return [t('Kind regards'), ...(inviter === undefined ? [] : [inviter]), organisation].join('\n');
}
