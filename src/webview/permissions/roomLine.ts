import type { RoomPermissions } from '../../protocol/permissionMessages.ts';
import { noConnectionWords } from '../partners/words.ts';
import { element } from '../ui/element.ts';
import { Notice } from '../ui/notice.ts';
import { t } from '../ui/text.ts';

/** What is to be known before the form: where it was read from, that it is read only, what could not be read. */
export class RoomLine {
  readonly element: HTMLElement;
  readonly #place = element('p', { class: 'muted' });
  readonly #readOnly = new Notice();
  readonly #problems = element('div', { class: 'form' });
  #shown = '';

  constructor() {
    this.element = element('div', { class: 'form room-line' }, this.#place, this.#readOnly.element, this.#problems);
  }

  show(
    permissions: RoomPermissions | undefined,
    { asked, connections, rooms, reading }: { asked: boolean; connections: number; rooms: number; reading: boolean },
  ): void {
    this.#place.textContent = permissions === undefined ? emptyWords(asked, connections, rooms, reading) : readWords(permissions);
    const { readOnly, problems = [] } = permissions ?? {};
    const shown = JSON.stringify([readOnly, problems]);
    // Said once, not with every tick.
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (readOnly === undefined) this.#readOnly.hide();
    else this.#readOnly.show('information', readOnly);
    this.#problems.hidden = problems.length === 0;
    this.#problems.replaceChildren(
      ...problems.map((problem) => {
        const notice = new Notice();
        notice.show('warning', problem);
        return notice.element;
      }),
    );
  }
}

function emptyWords(asked: boolean, connections: number, rooms: number, reading: boolean): string {
  if (!asked) return '';
  if (connections === 0) return noConnectionWords();
  if (reading) return t('Reading…');
  return rooms === 0 ? t('This connection has no clean rooms, or they could not be read.') : t('Choose a clean room.');
}

function readWords({ room, place, readAt, questions = [], stillReading }: RoomPermissions): string {
  return stillReading === 0
    ? t('{0} in {1}, read at {2}.', room.title, place, timeOf(readAt))
    : t(
        '{0} in {1}: {2} of {3} questions are read, the others follow.',
        room.title,
        place,
        questions.length - stillReading,
        questions.length,
      );
}

function timeOf(readAt: string): string {
  return new Date(readAt).toLocaleTimeString(document.documentElement.lang);
}
