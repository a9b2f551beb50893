import { element } from './element.ts';
import { icon, type IconName } from './icon.ts';

/** Words with a picture beside them, so that neither colour nor picture alone says something. */
export interface PicturedWords {
  word: string;
  picture: IconName;
}

/** A state in words with its picture; `data-state` gives it its colour. */
export function picturedWords({ word, picture }: PicturedWords, state: string): HTMLElement {
  return element('span', { class: 'pictured', attributes: { 'data-state': state } }, icon(picture), element('span', { text: word }));
}
