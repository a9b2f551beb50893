import type { OnboardingPicture, PermissionFlags } from '../../../protocol/onboardingMessages.ts';
import { element } from '../../ui/element.ts';
import { icon } from '../../ui/icon.ts';
import { t } from '../../ui/text.ts';

/** What a set of flags opens and keeps closed, each with what moves it in the service and for whom. */
export function flagList(flags: PermissionFlags, explained: OnboardingPicture['flags']): HTMLElement {
  return element(
    'ul',
    { class: 'flags' },
    ...explained.map(({ name, title, sentence }) =>
      element(
        'li',
        { attributes: { 'data-open': String(flags[name]) } },
        icon(flags[name] ? 'check' : 'close'),
        element('span', { class: 'flag', text: t('{0}: {1}', title, flags[name] ? t('yes') : t('no')) }),
        element('span', { class: 'muted', text: sentence }),
      ),
    ),
  );
}
