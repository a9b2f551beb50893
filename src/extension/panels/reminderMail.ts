import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { addressProblem } from '../../core/partners/invitees.ts';
import { t } from '../../core/text.ts';

/** The parts of a `mailto:` address (RFC 6068). */
export interface ReminderMail {
  /** Whom to; empty where the person fills it in. */
  path: string;
  query: string;
}

/**
 * A ready reminder as a mail that a mail program opens. Its first line names the subject.
 * @param to e-mail address or account id. Raises `invalid_input` where it is neither: a service's word does not choose
 *   what is opened.
 */
export function reminderMail(to: string, reminder: string): ReminderMail {
  const isAccount = addressProblem(to, 'account_id') === undefined;
  if (!isAccount && addressProblem(to, 'email') !== undefined)
    throw new CleanRoomError('invalid_input', t('"{0}" is not an e-mail address.', foreignText(to, 80)), {
      remedy: t('Copy the reminder and send it yourself.'),
    });
  return { path: isAccount ? '' : to.trim(), query: mailWords(reminder) };
}

/** A ready mail whose address the person fills in. */
export function mailToNobody(text: string): ReminderMail {
  return { path: '', query: mailWords(text) };
}

function mailWords(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  const subject = first.slice(first.indexOf(': ') + 1).trim();
  const body = rest.join('\r\n').trim();
  return `subject=${fitForMail(subject)}&body=${fitForMail(body)}`;
}

/**
 * VS Code encodes the address that it opens by itself, all but these, which would end a part of it. A look-alike that
 * people read the same way stands for each.
 */
function fitForMail(text: string): string {
  return text.replaceAll('&', '＆').replaceAll('#', '＃').replaceAll('?', '？');
}
