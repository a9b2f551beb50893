import { CleanRoomError, type CleanRoomErrorDetails } from '../../core/errors.ts';
import { t } from '../../core/text.ts';
import { spokenTime, tokensPerDay } from './apiUserLimits.ts';
import { errorOfRefusal, type CallSite, type Refusal } from './liveRampErrors.ts';

/** Whose token it is about. */
type Owner = Pick<CallSite, 'clientId' | 'organisation'>;

const details: CleanRoomErrorDetails = { operation: 'createToken' };

/** The token call was refused: wrong credentials are 401 or 400 there, and 429 means that the day's tokens are gone. */
export function tokenRefusal(refusal: Refusal, site: CallSite): CleanRoomError {
  const { status, requestId, words } = refusal;
  const withRequest = { ...details, ...(requestId === undefined ? {} : { requestId }) };
  switch (status) {
    case 400:
    case 401:
      return new CleanRoomError('connection_unusable', t('LiveRamp did not accept the API user {0}: {1}', nameOf(site), words), {
        details: { ...withRequest, reason: 'refused' },
        remedy: t('Check client id and secret; keys are rotated in the LiveRamp console under Admin → API Keys.'),
      });
    case 429:
      return new CleanRoomError(
        'quota_reached',
        t('LiveRamp gives the API user {0} no more tokens for now ({1} in 24 hours): {2}', nameOf(site), tokensPerDay, words),
        {
          details: withRequest,
          remedy: t('Nothing is lost. Another program may use the same API user; try again in an hour, at the latest in a day.'),
        },
      );
    default:
      return errorOfRefusal(refusal, site);
  }
}

/** By our own count there is none left; asking in vain may cost one of tomorrow's. */
export function tokensSpent(owner: Owner, moreAt: number): CleanRoomError {
  return new CleanRoomError(
    'quota_reached',
    t(
      'The API user {0} has used up its {1} tokens of 24 hours; the next one is possible at {2}.',
      nameOf(owner),
      tokensPerDay,
      spokenTime(moreAt),
    ),
    { details, remedy: t('Nothing is lost: what was done stays done. Go on then.') },
  );
}

/** Whoever asked while we waited got none. */
export function othersGotNone(owner: Owner): CleanRoomError {
  return new CleanRoomError(
    'connection_unusable',
    t('Another window, program or request has just asked for a token of the API user {0}, and got none.', nameOf(owner)),
    { details, remedy: t('It says why; try again when that is mended.') },
  );
}

export function noSecret(owner: Owner): CleanRoomError {
  return new CleanRoomError('connection_unusable', t('There is no secret for the API user {0}.', nameOf(owner)), {
    details: { ...details, reason: 'missing' },
    remedy: t('Enter it; keys are made in the LiveRamp console under Admin → API Keys.'),
  });
}

function nameOf({ clientId, organisation }: Owner): string {
  return t('{0} of {1}', clientId, organisation);
}
