import { element } from './element.ts';
import { TextControl, type TextWords } from './textControl.ts';

/** A text area of the toolkit, for several lines. Healed: it has a name, and says its help and what is wrong with it. */
export class LabelledTextArea extends TextControl {
  /** @param change called with every letter typed */
  constructor({ rows = 4, ...words }: TextWords & { rows?: number }, change: (value: string) => void) {
    super(element('vscode-text-area', { attributes: { rows: String(rows), resize: 'vertical' } }), words, change);
  }
}
