import type { PanelConnection } from '../../../protocol/invitationMessages.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/text.ts';
import { time } from '../../ui/time.ts';

/** What a service allows only so much of, and how much of it is left. */
export class AllowanceLine {
  readonly element = element('ul', { class: 'allowances muted', attributes: { 'aria-label': t('What is left') } });

  show(connections: readonly PanelConnection[]): void {
    const lines = connections.flatMap(({ name, content }) =>
      (content?.allowances ?? []).map((allowance) =>
        [connections.length > 1 ? `${name}:` : '', allowanceWords(allowance)].join(' ').trim(),
      ),
    );
    this.element.hidden = lines.length === 0;
    this.element.replaceChildren(...lines.map((text) => element('li', { text })));
  }
}

function allowanceWords({ name, left, of, moreAt }: NonNullable<PanelConnection['content']>['allowances'][number]): string {
  const words = t('{0}: {1} of {2} left', name, left, of);
  return moreAt === undefined ? words : `${words}, ${t('more from {0}', time(moreAt))}`;
}
