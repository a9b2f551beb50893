import type { PermissionPlan, PermissionStep } from '../../../protocol/permissionMessages.ts';
import { element } from '../../ui/element.ts';
import { icon, type IconName } from '../../ui/icon.ts';
import { counted, t } from '../../ui/text.ts';

/** A plan as a list: what to think about, what would be done, what is left out and why. */
export function planParts({ headline, place, steps, leftOut, warnings }: PermissionPlan): HTMLElement[] {
  const short = leftOut.filter(({ code }) => code !== 'already_so');
  const alike = leftOut.length - short.length;
  return [
    element('h3', { text: t('{0}: {1}', place, headline) }),
    ...(warnings.length === 0
      ? []
      : [
          element(
            'ul',
            { class: 'warnings', attributes: { 'aria-label': t('Warnings') } },
            ...warnings.map(({ sentence }) => line('warning', t('Warning'), sentence, '')),
          ),
        ]),
    ...(steps.length === 0
      ? [element('p', { text: t('There is nothing to do.') })]
      : [
          element(
            'ul',
            { class: 'steps', attributes: { 'aria-label': t('Planned changes') } },
            ...steps.map(({ sentence, reason, takesAway }) =>
              takesAway ? line('remove', t('Takes away'), sentence, reason) : line('add', t('Gives'), sentence, reason),
            ),
          ),
        ]),
    ...(short.length === 0
      ? []
      : [
          element(
            'ul',
            { class: 'left-out', attributes: { 'aria-label': t('Left out') } },
            ...short.map(({ name, reason }) => line('information', t('Left out'), name, reason)),
          ),
        ]),
    ...(alike === 0
      ? []
      : [
          element('p', {
            class: 'muted',
            text: counted(alike, t('1 thing is as it should be.'), t('{0} things are as they should be.', alike)),
          }),
        ]),
  ];
}

/** What became of one step. */
export function stepLine({ outcome, sentence, reason }: PermissionStep): HTMLElement {
  switch (outcome) {
    case 'done':
    case 'existing':
      return line('check', outcome === 'done' ? t('Done') : t('Was so already'), sentence, reason, outcome);
    case 'differs':
      return line('warning', t('Read back it differs'), sentence, reason, outcome);
    case 'failed':
      return line('error', t('Failed'), sentence, reason, outcome);
    case 'left_out':
    case 'planned':
      return line('information', t('Not done'), sentence, reason, outcome);
  }
}

function line(picture: IconName, kind: string, sentence: string, reason: string, outcome = ''): HTMLElement {
  const words = element(
    'span',
    {},
    element('span', { class: 'unseen', text: `${kind}: ` }),
    element('span', { text: sentence }),
    ...(reason === '' ? [] : [element('span', { class: 'row-detail muted', text: reason })]),
  );
  return element('li', { attributes: { 'data-outcome': outcome } }, icon(picture), words);
}
