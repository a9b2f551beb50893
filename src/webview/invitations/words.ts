import type { InvitationRunKind, InvitationState } from '../../protocol/invitationMessages.ts';
import { dayWords } from '../partners/words.ts';
import type { PicturedWords } from '../ui/picturedWords.ts';
import { t } from '../ui/text.ts';

/** Where an invitation stands, in words and with a picture; a word that we do not know is shown as the service said it. */
export function stateWords({ state, status }: { state: InvitationState; status: string }): PicturedWords {
  switch (state) {
    case 'pending':
      return { word: t('Waiting'), picture: 'send' };
    case 'awaiting_approval':
      return { word: t('Waiting for approval'), picture: 'information' };
    case 'accepted':
      return { word: t('Accepted'), picture: 'check' };
    case 'declined':
      return { word: t('Declined'), picture: 'error' };
    case 'cancelled':
      return { word: t('Cancelled'), picture: 'close' };
    case 'ended':
      return { word: t('Takes part no more ({0})', status), picture: 'close' };
    case 'unknown':
      return { word: status, picture: 'information' };
  }
}

/** Whole days, or nothing where the service gives no time. */
export function ageWords(days: number | undefined): string {
  return days === undefined ? '' : dayWords(days);
}

/** What a run does. */
export function runWords(kind: InvitationRunKind): string {
  switch (kind) {
    case 'send':
      return t('Sending the invitations…');
    case 'cancel':
      return t('Cancelling the invitations…');
    case 'resend':
      return t('Sending the invitations again…');
  }
}
