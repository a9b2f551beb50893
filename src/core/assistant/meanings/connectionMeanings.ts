import { t } from '../../text.ts';
import type { Meanings } from './meaning.ts';

/** Of what keeps a whole connection from being used. */
export const connectionMeanings: Meanings = {
  'connection.credentials_missing': () =>
    t('Nothing says who is asking: no key, profile or sign-in was found for this connection, so no request can be made.'),
  'connection.credentials_expired': () => t('The sign-in was good and has ended. Nothing else is wrong until somebody signs in again.'),
  'connection.credentials_refused': () => t('The service does not accept the key or the sign-in: it was mistyped, replaced or taken away.'),
  'connection.wrong_account': () =>
    t('The credentials are valid and lead to another account than the one that is meant, so what is looked for is not there.'),
  'connection.wrong_region': () =>
    t('A collaboration lives in one Region. Asked in another Region, the service knows neither it nor its tables.'),
  'connection.unreachable': () => t('No answer came from the service: the network, a proxy or the address keeps requests from arriving.'),
  'connection.throttled': () =>
    t('The service refuses requests for a while because too many came at once; others on the same account count too. It passes by itself.'),
  'connection.token_budget_spent': () =>
    t('LiveRamp gives an API user at most two tokens in 24 hours. Both have been used, so nothing can be asked before the next one.'),
  'connection.no_room_of_ours': () =>
    t('Only the owner of a clean room can invite partners. None of the clean rooms that can be seen has this organisation as its owner.'),
  'connection.partners_unreadable': () =>
    t('Who takes part and who has been invited could not be read. Everything else of the connection could.'),
  'connection.failed': () => t('The first question to the service ended with an error, so nothing is known of this connection.'),
  'permission.missing': () =>
    t('The caller is known and may not do this one thing. What it would show or change stays unknown until a policy allows it.'),
};
