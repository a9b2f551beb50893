import type { Reply } from './conversation.ts';
import { Notice, type NoticeKind } from './notice.ts';
import { t } from './text.ts';

/** The answer to what the person has just done: what went wrong, or what has been done. It stays until it is dismissed. */
export class MessageLine {
  readonly #notice = new Notice();
  readonly element = this.#notice.element;
  #shown: NoticeKind | undefined;

  showError(sentence: string): void {
    this.show('error', sentence);
  }

  showDone(sentence: string): void {
    this.show('information', sentence);
  }

  /** Says why a request came to nothing; to have cancelled it is no error. */
  showRefusal({ message, cancelled }: Extract<Reply, { ok: false }>): void {
    this.show(cancelled === true ? 'information' : 'error', message);
  }

  clear(): void {
    this.#shown = undefined;
    this.#notice.hide();
  }

  /** Takes an error away; what has been done stays. */
  clearError(): void {
    if (this.#shown === 'error') this.clear();
  }

  show(kind: NoticeKind, sentence: string): void {
    this.#shown = kind;
    this.#notice.show(kind, sentence, {
      label: t('Dismiss'),
      press: () => {
        this.clear();
      },
    });
  }
}
