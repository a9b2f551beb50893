import { element } from './element.ts';
import { idOf } from './ids.ts';

/** A part of a form with a heading, which names it. */
export function formSection(heading: string, ...content: Node[]): HTMLElement {
  const title = element('h2', { text: heading });
  return element('section', { class: 'form-section', attributes: { 'aria-labelledby': idOf(title) } }, title, ...content);
}
