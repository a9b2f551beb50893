import { userInfo } from 'node:os';
import { t } from '../core/text.ts';

/** Who runs this, for the audit log; a container may run under a user id without a name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? `uid ${process.getuid?.() ?? t('unknown')}`;
  }
}
