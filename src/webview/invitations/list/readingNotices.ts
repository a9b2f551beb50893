import type { PanelConnection } from '../../../protocol/invitationMessages.ts';
import { connectionWords, roomWords } from '../../partners/words.ts';
import { element } from '../../ui/element.ts';
import type { NoticeKind } from '../../ui/notice.ts';
import { noticeItem } from '../../ui/noticeItem.ts';
import { t } from '../../ui/text.ts';
import { time } from '../../ui/time.ts';

interface ReadingNotice {
  kind: NoticeKind;
  about: string;
  sentence: string;
}

/** A line for every connection that is being read or could not be, and for every clean room whose invitations are unknown. */
export class ReadingNotices {
  readonly element = element('ul', { class: 'notices', attributes: { 'aria-label': t('Connections and clean rooms') } });
  #shown = '';

  show(connections: readonly PanelConnection[]): void {
    const notices = connections.flatMap(noticesOf);
    // An alert that is made anew is spoken anew.
    const next = JSON.stringify(notices);
    if (next === this.#shown) return;
    this.#shown = next;
    this.element.hidden = notices.length === 0;
    this.element.replaceChildren(...notices.map(noticeLine));
  }
}

function noticesOf(connection: PanelConnection): ReadingNotice[] {
  const { state, error, content } = connection;
  const about = connectionWords(connection);
  const older = content === undefined ? '' : t('What is shown was read {0}.', time(content.readAt));
  const failed = [error ?? t('It could not be read.'), older].filter((part) => part !== '').join(' ');
  return [
    ...(state === 'failed' ? [{ kind: 'error' as const, about, sentence: failed }] : []),
    ...(state === 'reading' ? [{ kind: 'information' as const, about, sentence: [t('Reading…'), older].join(' ').trim() }] : []),
    ...(content?.rooms ?? []).flatMap((room) =>
      room.problem === undefined
        ? []
        : [
            {
              kind: 'warning' as const,
              about: roomWords(room),
              sentence: [room.problem.sentence, room.problem.remedy ?? ''].join(' ').trim(),
            },
          ],
    ),
  ];
}

function noticeLine({ kind, about, sentence }: ReadingNotice): HTMLElement {
  return noticeItem(
    kind,
    element('strong', { text: about }),
    element('span', { text: sentence, ...(kind === 'error' ? { attributes: { role: 'alert' } } : {}) }),
  );
}
