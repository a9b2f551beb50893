import { element } from './element.ts';
import { TextControl, type TextWords } from './textControl.ts';

/** A text field of the toolkit, for one line. Healed: it has a name, and says its help and what is wrong with it. */
export class LabelledTextField extends TextControl {
  /** @param change called with every letter typed */
  constructor(words: TextWords, change: (value: string) => void) {
    super(element('vscode-text-field'), words, change);
  }
}
