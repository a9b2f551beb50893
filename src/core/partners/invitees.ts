import * as z from 'zod/mini';
import { csvRows } from '../csvRows.ts';
import { t } from '../text.ts';

/** Somebody to invite, as a person gave it. */
export interface Invitee {
  /** E-mail address (LiveRamp) or account id (AWS), as it was written. */
  to: string;
  partnerName?: string | undefined;
  /** 1-based line of what was pasted. */
  line?: number | undefined;
}

/** How many can be asked for at once: a slip must not send thousands of mails. */
export const mostInvitees = 500;

const emailSchema = z.email();
const accountIdPattern = /^\d{12}$/;

/** Where anybody can have an address: an invitation there may reach a private person. */
const freeMailDomains: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'hotmail.co.uk',
  'live.com',
  'msn.com',
  'yahoo.com',
  'yahoo.co.uk',
  'yahoo.de',
  'yahoo.fr',
  'ymail.com',
  'rocketmail.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  't-online.de',
  'freenet.de',
  'mail.com',
  'mail.ru',
  'yandex.com',
  'yandex.ru',
  'proton.me',
  'protonmail.com',
  'pm.me',
  'tutanota.com',
  'tuta.io',
  'zoho.com',
  'fastmail.com',
  'hey.com',
  'orange.fr',
  'wanadoo.fr',
  'free.fr',
  'laposte.net',
  'libero.it',
  'qq.com',
  '163.com',
  '126.com',
  'naver.com',
  'hanmail.net',
  'rediffmail.com',
  'mailinator.com',
  'guerrillamail.com',
  '10minutemail.com',
  'yopmail.com',
]);

/** The same address, however it was written: no partner has two that differ in case only. */
export function addressKey(to: string): string {
  return to.trim().toLowerCase();
}

/** What is wrong with the form of an address; undefined where nothing is. */
export function addressProblem(to: string, addressedBy: 'email' | 'account_id'): string | undefined {
  const written = to.trim();
  if (addressedBy === 'account_id')
    return accountIdPattern.test(written) ? undefined : t('"{0}" is not a 12-digit AWS account id.', written.slice(0, 80));
  return written.length <= 254 && emailSchema.safeParse(written).success
    ? undefined
    : t('"{0}" is not an e-mail address.', written.slice(0, 80));
}

/** True where anybody can have an address of that domain. @param accepted domains that the folder takes as a partner's */
export function isFreeMail(to: string, accepted: readonly string[] = []): boolean {
  const domain = addressKey(to).split('@').at(-1) ?? '';
  return freeMailDomains.has(domain) && !accepted.some((each) => each.toLowerCase() === domain);
}

/**
 * Those whom pasted text or a CSV file names: addresses separated by line ends, commas, semicolons or spaces,
 * `Name <address>`, or a table with a header (`email` or `account_id`, perhaps `name`). What is no address stays in, so
 * that it is reported and not lost.
 */
export function readInvitees(text: string): Invitee[] {
  const rows = csvRows(text);
  const header = rows[0]?.cells.map((cell) => cell.toLowerCase().replaceAll(/[\s-]+/g, '_'));
  const address = header?.findIndex((cell) => addressHeaders.has(cell)) ?? -1;
  if (header === undefined || address === -1) return text.split('\n').flatMap((line, index) => readLine(line, index + 1));
  const name = header.findIndex((cell) => nameHeaders.has(cell));
  return rows.slice(1).map(({ cells, line }) => {
    const partnerName = name === -1 ? undefined : cells[name];
    return { to: cells[address] ?? '', line, ...(partnerName === undefined || partnerName === '' ? {} : { partnerName }) };
  });
}

const addressHeaders: ReadonlySet<string> = new Set([
  'email',
  'e_mail',
  'email_address',
  'e_mail_address',
  'address',
  'partner_email',
  'account_id',
  'account',
]);
const nameHeaders: ReadonlySet<string> = new Set(['name', 'partner', 'partner_name', 'company', 'organisation', 'organization']);

/** Commas and semicolons separate, except in quotes and in angle brackets. */
const piece = /(?:"[^"]*"|<[^<>]*>|[^,;"<])+|["<]/g;
const namedAddress = /^(.*?)<([^<>]*)>\s*(.*)$/;

function readLine(line: string, number: number): Invitee[] {
  return (line.match(piece) ?? []).flatMap((each) => readPiece(each.trim(), number));
}

/** `Name <address>`, or addresses with spaces between them; what stands behind an address is read on. */
function readPiece(text: string, line: number): Invitee[] {
  const named = namedAddress.exec(text);
  if (named === null) {
    return text
      .split(/\s+/)
      .filter((part) => part !== '')
      .map((to) => ({ to, line }));
  }
  const [, before = '', to = '', rest = ''] = named;
  const name = before.trim().replaceAll(/^"|"$/g, '').trim();
  // An address before the brackets is one of its own, not somebody's name.
  const first = name.includes('@')
    ? [...readPiece(name, line), { to: to.trim(), line }]
    : [{ to: to.trim(), line, ...(name === '' ? {} : { partnerName: name }) }];
  return [...first, ...(rest.trim() === '' ? [] : readPiece(rest.trim(), line))];
}
