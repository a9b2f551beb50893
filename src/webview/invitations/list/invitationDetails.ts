import type { PanelInvitation } from '../../../protocol/invitationMessages.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import { time } from '../../ui/time.ts';

/** What else is known of an invitation: the service's own word, its times, the note that went with it, what was done about it. */
export function invitationDetails({ id, status, invitedBy, createdAt, updatedAt, note, history }: PanelInvitation): HTMLElement {
  const facts = [
    t('Status of the service: {0}', status),
    createdAt === undefined ? '' : t('Sent {0}', time(createdAt)),
    updatedAt === undefined || updatedAt === createdAt ? '' : t('Changed {0}', time(updatedAt)),
    invitedBy === undefined ? '' : t('Invited by {0}', invitedBy),
    t('Id {0}', id),
  ].filter((fact) => fact !== '');
  return element(
    'div',
    { class: 'invitation-details' },
    element('p', { text: facts.join(' · ') }),
    ...(note === undefined ? [] : [element('h3', { text: t('Note') }), element('p', { class: 'lines', text: note })]),
    element('h3', { text: t('History') }),
    history.length === 0
      ? element('p', { class: 'muted', text: t('Nothing that the audit logs of this machine tell.') })
      : element('ol', { class: 'history' }, ...history.map((event) => element('li', { text: eventWords(event) }))),
  );
}

function eventWords({ at, what, by, detail }: PanelInvitation['history'][number]): string {
  const words = {
    sent: t('sent'),
    cancelled: t('cancelled'),
    answered: t('answered'),
    failed: t('failed'),
    unknown: t('outcome not known'),
  };
  return [time(at), words[what], by === undefined ? '' : t('by {0}', by), detail ?? ''].filter((part) => part !== '').join(' · ');
}
