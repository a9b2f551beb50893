import type { RoomPermissions } from '../../protocol/permissionMessages.ts';
import { counted, t } from '../ui/text.ts';
import { changedProviders, changedRoles, changedTicks, type Draft } from './draft.ts';
import { settablePermissions, type Tick, type Ticks } from './ticks.ts';

/** What the form would change, in one line: "5 questions × 2 partners; opens RUN on 4, takes VIEW_CODE from 1". */
export function impactWords(draft: Draft, permissions: RoomPermissions, now: Ticks): string {
  const changes = changedTicks(draft, now);
  const providers = changedProviders(draft, permissions);
  const parts = [
    ...questionWords(changes, permissions),
    ...tickWords(changes, 'dataset', {
      open: (count) => counted(count, t('1 dataset opened to partners'), t('{0} datasets opened to partners', count)),
      close: (count) => counted(count, t('1 dataset kept to us'), t('{0} datasets kept to us', count)),
    }),
    ...tickWords(changes, 'share', {
      open: (count) => counted(count, t('1 result share given'), t('{0} result shares given', count)),
      close: (count) => counted(count, t('1 result share taken back'), t('{0} result shares taken back', count)),
    }),
    ...tickWords(changes, 'member', {
      open: (count) => counted(count, t('1 member receives results'), t('{0} members receive results', count)),
      close: (count) => counted(count, t('1 member no longer receives results'), t('{0} members no longer receive results', count)),
    }),
    ...tickWords(changes, 'receiver', {
      open: (count) => counted(count, t('1 receiver added'), t('{0} receivers added', count)),
      close: (count) => counted(count, t('1 receiver taken away'), t('{0} receivers taken away', count)),
    }),
    ...countWords(changedRoles(draft, permissions).length, t('1 role changed'), (count) => t('{0} roles changed', count)),
    ...countWords(
      providers.reduce((sum, { add }) => sum + add.length, 0),
      t('1 account may query more'),
      (count) => t('{0} accounts may query more', count),
    ),
    ...countWords(
      providers.reduce((sum, { remove }) => sum + remove.length, 0),
      t('1 account may no longer query'),
      (count) => t('{0} accounts may no longer query', count),
    ),
    ...(draft.keepOnRoom ? [t('the template is kept on the clean room')] : []),
  ];
  return parts.length === 0 ? t('Nothing is changed yet.') : parts.join('; ');
}

function questionWords(changes: readonly { tick: Tick; ticked: boolean }[], permissions: RoomPermissions): string[] {
  const questions = new Set(changes.flatMap(({ tick }) => (tick.kind === 'question' ? tick.questionId : [])));
  if (questions.size === 0) return [];
  const partners = permissions.partners.length;
  const words = (ticked: boolean, word: (permission: string, count: number) => string): string[] =>
    settablePermissions(permissions).flatMap(({ permission }) => {
      const { length } = changes.filter(
        (each) => each.tick.kind === 'question' && each.tick.permission === permission && each.ticked === ticked,
      );
      return length === 0 ? [] : [word(permission, length)];
    });
  const [opens, takes] = [
    words(true, (permission, count) => t('opens {0} on {1}', permission, count)),
    words(false, (permission, count) => t('takes {0} from {1}', permission, count)),
  ];
  return [
    t(
      '{0} × {1}',
      counted(questions.size, t('1 question'), t('{0} questions', questions.size)),
      counted(partners, t('1 partner'), t('{0} partners', partners)),
    ),
    [...opens, ...takes].join(', '),
  ];
}

function tickWords(
  changes: readonly { tick: Tick; ticked: boolean }[],
  kind: Tick['kind'],
  words: { open: (count: number) => string; close: (count: number) => string },
): string[] {
  const meant = changes.filter(({ tick }) => tick.kind === kind);
  const opened = meant.filter(({ ticked }) => ticked).length;
  const closed = meant.length - opened;
  return [...(opened > 0 ? [words.open(opened)] : []), ...(closed > 0 ? [words.close(closed)] : [])];
}

function countWords(count: number, one: string, many: (count: number) => string): string[] {
  return count === 0 ? [] : [counted(count, one, many(count))];
}
