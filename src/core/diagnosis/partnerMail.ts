import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import { t } from '../text.ts';

/** A mail to a partner of a clean room, or to its owner: whom it greets, and how it ends (`signatureOf`). */
export interface MailTo {
  room: CleanRoom;
  partner: string;
  signature: string;
}

/** What is missing on a partner's side, in the words of the onboarding's mails. Can be sent as it is. */
export function missingFromPartner(to: MailTo, missing: readonly string[]): string {
  const room = roomTitle(to.room);
  return mail(to, t('What is still missing in the clean room {0}', room), [
    t('before the clean room {0} can be used, these are missing on your side:', room),
    missing.map((each) => `- ${each}`).join('\n'),
  ]);
}

/** A question about a run that failed. @param reason the service's words; undefined where it gave none */
export function aboutFailedRun(to: MailTo, question: string, reason: string | undefined): string {
  return mail(to, t('A failed run in the clean room {0}', roomTitle(to.room)), [
    t('the newest run of the question "{0}" in the clean room {1} failed.', question, roomTitle(to.room)),
    ...(reason === undefined ? [] : [t('The service says: {0}', reason)]),
    t('Could you look whether it has to do with your data?'),
  ]);
}

/** Begins with its subject on a line of its own, as reminders do. */
function mail({ partner, signature }: MailTo, subject: string, body: readonly string[]): string {
  return [t('Subject: {0}', subject), '', t('Hello {0},', foreignText(partner)), '', ...body.flatMap((part) => [part, '']), signature].join(
    '\n',
  );
}
