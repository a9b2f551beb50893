import { element } from './element.ts';
import { icon } from './icon.ts';
import type { NoticeKind } from './notice.ts';

/** One of several notices in a list. */
export function noticeItem(kind: NoticeKind, ...words: Node[]): HTMLElement {
  return element('li', { class: 'notice', attributes: { 'data-kind': kind } }, icon(kind), ...words);
}
