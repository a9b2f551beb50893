import { addressKey, addressProblem, isFreeMail, mostInvitees, readInvitees, type Invitee } from '../../protocol/invitationText.ts';
import { counted, t } from '../ui/text.ts';

/** How a connection's partners are named, and which mail domains are taken as theirs. */
export interface AddressRules {
  addressedBy: 'email' | 'account_id';
  acceptedMailDomains: readonly string[];
}

/** An address that cannot be used, and why. */
export interface WrongAddress {
  line: number;
  reason: string;
}

/** What the pasted text says. */
export interface AddressReading {
  /** As they were written, the wrong ones too: the plan reports those as left out. */
  all: Invitee[];
  /** Those that can be invited, each once. */
  usable: Invitee[];
  wrong: WrongAddress[];
  /** How often an address stands there again. */
  repeated: number;
  /** Domains of usable addresses at which anybody can have one. */
  freeMailDomains: string[];
}

/** Reads pasted text or a CSV file by the rules of the job that invites. */
export function readAddresses(text: string, { addressedBy, acceptedMailDomains }: AddressRules): AddressReading {
  const all = readInvitees(text);
  const usable = new Map<string, Invitee>();
  const wrong: WrongAddress[] = [];
  let repeated = 0;
  for (const each of all) {
    const reason = whyWrong(each, addressedBy);
    if (reason !== undefined) wrong.push({ line: each.line ?? 0, reason });
    else if (usable.has(addressKey(each.to))) repeated += 1;
    else usable.set(addressKey(each.to), each);
  }
  const free = addressedBy === 'email' ? [...usable.keys()].filter((key) => isFreeMail(key, acceptedMailDomains)) : [];
  const domains = new Set(free.map((key) => key.split('@').at(-1) ?? ''));
  return { all, usable: [...usable.values()], wrong, repeated, freeMailDomains: [...domains] };
}

/** What is wrong with an address, in the page's language. */
function whyWrong({ to, partnerName }: Invitee, addressedBy: AddressRules['addressedBy']): string | undefined {
  const written = to.slice(0, 80);
  if (addressProblem(to, addressedBy) !== undefined)
    return addressedBy === 'email' ? t('"{0}" is not an e-mail address', written) : t('"{0}" is not a 12-digit AWS account id', written);
  // AWS shows every member under a name.
  if (addressedBy === 'account_id' && (partnerName ?? '').trim() === '') return t('{0} has no name', written);
  return undefined;
}

/** The line below the addresses: how many there are, how many can be used, and what is wrong with the first others. */
export function readingWords({ all, usable, wrong, repeated }: AddressReading): string {
  if (all.length === 0) return '';
  const [first, second, ...more] = wrong;
  const reasons = [first, second].flatMap((each) => (each === undefined ? [] : [t('line {0}: {1}', each.line, each.reason)]));
  if (more.length > 0) reasons.push(t('and {0} more', more.length));
  const parts = [
    t('{0} usable', usable.length),
    wrong.length === 0 ? '' : t('{0} wrong ({1})', wrong.length, reasons.join('; ')),
    repeated === 0 ? '' : t('{0} more than once', repeated),
  ].filter((part) => part !== '');
  return `${counted(all.length, t('1 address'), t('{0} addresses', all.length))}: ${parts.join(', ')}.`;
}

/** What keeps the addresses from being sent at all; empty where nothing does. */
export function readingProblem({ all }: AddressReading): string {
  return all.length > mostInvitees ? t('At most {0} can be invited at once.', mostInvitees) : '';
}

/** What to mind before inviting; empty where there is nothing. */
export function readingWarning({ freeMailDomains }: AddressReading): string {
  if (freeMailDomains.length === 0) return '';
  return t("Anybody can have an address at {0}. Make sure that these are the partners'.", freeMailDomains.join(', '));
}
