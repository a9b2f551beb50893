import type * as z from 'zod/mini';
import { CleanRoomError } from '../core/errors.ts';
import { issueText } from '../core/issueText.ts';
import { t } from '../core/text.ts';

/** Usage is checked before anything is asked of anybody. Raises `invalid_input`. */
export function requireInput(command: string, schema: z.ZodMiniType, input: unknown): void {
  const parsed = schema.safeParse(input);
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  const named = issue?.code === 'invalid_format' || issue === undefined ? '' : `--${issue.path.join('.').replaceAll('_', '-')}: `;
  throw new CleanRoomError('invalid_input', issue === undefined ? t('wrong input') : `${named}${issueText(issue, input)}`, {
    remedy: t('See: cleanrooms {0} --help.', command),
  });
}
