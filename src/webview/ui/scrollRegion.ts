import { element } from './element.ts';

/** A place with a name in which something large, as a table of class `data`, can be scrolled, by keyboard too. */
export function scrollRegion(name: string, content: HTMLElement): HTMLElement {
  return element('div', { class: 'scroll-region', attributes: { role: 'region', 'aria-label': name, tabindex: '0' } }, content);
}
