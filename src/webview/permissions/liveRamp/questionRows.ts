import type { PanelQuestion, RoomPermissions } from '../../../protocol/permissionMessages.ts';
import { t } from '../../ui/text.ts';
import { isChanged, isTicked } from '../draft.ts';
import type { RoomForm } from '../form.ts';
import type { CellMark, MatrixCell, MatrixColumn, MatrixRow } from '../matrix/matrixContent.ts';
import { isSettable, settablePermissions, tickKey } from '../ticks.ts';
import { accessWords } from '../words.ts';

/** Permissions that no flag is about: they are shown, and set in LiveRamp's own pages. */
const readOnly = ['IN_PROGRESS', 'DELETE'] as const;

/** The settable permissions, then those that are only shown. */
export function questionColumns(permissions: RoomPermissions): MatrixColumn[] {
  return [
    ...settablePermissions(permissions).map(({ permission, title }) => ({
      id: permission,
      title,
      pressHint: t('{0}: opens it on the selected questions, or closes it where all have it', permission),
    })),
    ...readOnly.map((permission) => ({ id: permission, title: permission })),
  ];
}

/** One question with what partners may do. */
export function questionRow(question: PanelQuestion, form: RoomForm): MatrixRow {
  const { id, displayId, name, status, permissions: given, ownedBy } = question;
  const { draft, permissions, enabled, failures } = form;
  const settable = settablePermissions(permissions);
  const access = (permission: string): string | undefined => given?.find((each) => each.permission === permission)?.access;
  const cells: [string, MatrixCell][] = [
    ...settable.map(({ permission }): [string, MatrixCell] => [permission, checkOf(question, permission, form)]),
    ...readOnly.map((permission): [string, MatrixCell] => [permission, { kind: 'text', text: accessText(question, permission) }]),
  ];
  // A word that a check box cannot show.
  const unknown = settable.flatMap(({ permission }) => {
    const word = access(permission) ?? 'QUESTION_OWNER_ONLY';
    return ['ALL_CLEAN_ROOM_PARTNERS', 'QUESTION_OWNER_ONLY'].includes(word) ? [] : [`${permission}: ${word}`];
  });
  const failure = failures.get(`question|${id}`);
  return {
    id,
    name,
    detail: [displayId ?? '', status, ...unknown, ownedBy === undefined ? '' : t('belongs to {0}, who alone sets its permissions', ownedBy)]
      .filter((part) => part !== '')
      .join(' · '),
    problem: failure === undefined ? (question.problem ?? '') : t('Not applied: {0}', failure),
    cells: new Map(cells),
    selected: enabled && isSettable(question) ? draft.selected.has(id) : undefined,
  };
}

/** Who has a permission that cannot be set here; whether it is known yet. */
function accessText({ permissions, problem }: PanelQuestion, permission: string): string {
  if (permissions !== undefined) return accessWords(permissions.find((each) => each.permission === permission)?.access);
  return problem === undefined ? t('reading…') : t('not read');
}

function checkOf(
  question: PanelQuestion,
  permission: ReturnType<typeof settablePermissions>[number]['permission'],
  { draft, now, enabled, permissions }: RoomForm,
): MatrixCell {
  const { id: questionId } = question;
  const tick = { kind: 'question' as const, questionId, permission };
  if (!now.has(tickKey(tick))) return { kind: 'text', text: accessText(question, permission) };
  const ticked = isTicked(draft, now, tick);
  const kept = keptTick(permissions, questionId, permission);
  const marks: CellMark[] = [
    ...(isChanged(draft, now, tick) ? (['changed'] as const) : []),
    ...(kept !== undefined && kept !== ticked ? (['differs'] as const) : []),
  ];
  return { kind: 'check', ticked, enabled, marks };
}

/** What the template that is kept on the room says; undefined where it says nothing of this question. */
function keptTick({ kept, templates, flags }: RoomPermissions, questionId: string, permission: string): boolean | undefined {
  if (kept === undefined || kept.questionIds?.includes(questionId) === false) return undefined;
  const template = templates.find(({ id }) => id === kept.template);
  const flag = flags.find((each) => each.permission === permission)?.name;
  return template === undefined || flag === undefined ? undefined : template.flags[flag];
}
