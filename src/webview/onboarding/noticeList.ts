import type { OnboardingPicture } from '../../protocol/onboardingMessages.ts';
import { element } from '../ui/element.ts';
import { noticeItem } from '../ui/noticeItem.ts';
import { t } from '../ui/text.ts';

/** What could not be read: connections, files, settings; and files that are of no connection here. */
export class NoticeList {
  readonly element = element('ul', { class: 'notices', attributes: { 'aria-label': t('Problems') } });
  #shown = '';

  show(picture: OnboardingPicture | undefined): void {
    const lines = picture === undefined ? [] : linesOf(picture);
    const now = JSON.stringify(lines);
    if (now === this.#shown) return;
    this.#shown = now;
    this.element.replaceChildren(...lines.map(noticeLine));
    this.element.hidden = lines.length === 0;
  }

  constructor() {
    this.element.hidden = true;
  }
}

interface Line {
  kind: 'error' | 'information';
  sentence: string;
}

function linesOf({ connections, problems, folderProblem, elsewhere, mayWrite }: OnboardingPicture): Line[] {
  return [
    ...connections.flatMap(({ name, error }): Line[] => (error === undefined ? [] : [{ kind: 'error', sentence: `${name}: ${error}` }])),
    ...(folderProblem === undefined ? [] : [{ kind: 'error' as const, sentence: folderProblem }]),
    ...problems.map((sentence): Line => ({ kind: 'error', sentence })),
    ...(elsewhere.length === 0
      ? []
      : [{ kind: 'information' as const, sentence: t('Of connections that are not here: {0}', elsewhere.join(', ')) }]),
    ...(mayWrite ? [] : [{ kind: 'information' as const, sentence: t('This workspace is not trusted: nothing can be written.') }]),
  ];
}

function noticeLine({ kind, sentence }: Line): HTMLElement {
  return noticeItem(kind, element('span', { text: sentence, attributes: { role: kind === 'error' ? 'alert' : 'status' } }));
}
