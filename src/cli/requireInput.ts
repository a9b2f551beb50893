import type * as z from 'zod/mini';
import { CleanRoomError } from '../core/errors.ts';
import { issueText } from '../core/issueText.ts';
import { t } from '../core/text.ts';

/** What a command calls a field of a job's input where it is not the field's own word. */
const otherWords: ReadonlyMap<PropertyKey, string> = new Map([
  ['override_reason', '--override'],
  ['start_at', '--start'],
  ['end_at', '--end'],
  ['membership_ids', '--membership-id'],
  ['subject_ids', '--subject-id'],
  ['pending_only', '--pending'],
  ['ids', '[id...]'],
]);

/** Usage is checked before anything is asked of anybody. Raises `invalid_input`. */
export function requireInput(command: string, schema: z.ZodMiniType, input: unknown): void {
  const parsed = schema.safeParse(input);
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  throw new CleanRoomError('invalid_input', issue === undefined ? t('wrong input') : `${optionOf(issue)}${issueText(issue, input)}`, {
    remedy: t('See: cleanrooms {0} --help.', command),
  });
}

/** The option that an issue is about, before its words; nothing where those name what is wrong themselves. */
function optionOf({ code, path: [field], message }: z.core.$ZodIssue): string {
  if (field === undefined || (code === 'invalid_format' && message.startsWith('"'))) return '';
  return `${otherWords.get(field) ?? `--${String(field).replaceAll('_', '-')}`}: `;
}
