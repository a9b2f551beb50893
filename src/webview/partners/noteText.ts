import { longestNote } from '../../protocol/invitationText.ts';
import type { NoteTemplate } from '../../protocol/partnerMessages.ts';
import { LabelledDropdown } from '../ui/dropdown.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/text.ts';
import { LabelledTextArea } from '../ui/textArea.ts';
import type { NotePreview } from './notePreview.ts';

/** Stands for a text that is no template. */
const ownWords = '';

/** The words that go with invitations: from a template or written, and as the first partner would read them. */
export class NoteText {
  readonly element = element('div', { class: 'form' });
  readonly #template: LabelledDropdown;
  readonly #text: LabelledTextArea;
  readonly #previewTitle = element('h3');
  readonly #preview = element('p', { class: 'lines' });
  #templates: readonly NoteTemplate[] = [];

  /** @param below what stands between the note and its preview */
  constructor(rows: number, change: (note: string) => void, ...below: Node[]) {
    this.#template = new LabelledDropdown({ label: t('Note from template') }, (chosen) => {
      const template = this.#templates.find(({ name }) => name === chosen);
      if (template !== undefined) change(template.text);
    });
    this.#text = new LabelledTextArea({ label: t('Note'), rows }, change);
    this.element.append(
      this.#template.element,
      this.#text.element,
      ...below,
      element('div', { class: 'preview' }, this.#previewTitle, this.#preview),
    );
  }

  /** Puts words in at the cursor. */
  insert(words: string): void {
    this.#text.insert(words);
  }

  /** @param problem why the note cannot be sent; empty where it can */
  show(note: string, templates: readonly NoteTemplate[], preview: NotePreview, problem: string): void {
    this.#templates = templates;
    const used = templates.find(({ text }) => text === note)?.name;
    this.#template.show(
      [
        ...(used === undefined ? [{ value: ownWords, label: t('(own words)') }] : []),
        ...templates.map(({ name }) => ({ value: name, label: name === 'standard' ? t('Standard') : name })),
      ],
      used ?? ownWords,
    );
    this.#text.value = note;
    this.#text.help = t('{0} of {1} characters', note.length, longestNote);
    this.#text.error = problem;
    this.#text.warning =
      preview.unknown.length === 0
        ? ''
        : t('{0} stands for nothing and would be sent as it is written.', preview.unknown.map((name) => `{{${name}}}`).join(', '));
    this.#previewTitle.textContent = preview.to === undefined ? t('Preview') : t('Preview for {0}', preview.to);
    this.#preview.textContent = preview.text;
  }
}
