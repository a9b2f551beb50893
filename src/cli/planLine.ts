import { foreignText } from '../core/foreignText.ts';
import type { AllowProviders, Change } from '../core/sync/change.ts';
import { changeSentence, changeSign } from '../core/sync/changeSentence.ts';

/** A planned change in a line: `+` is made, `-` deleted, `±` deleted and made anew, `~` changed; then why. */
export function planLine(change: Change | AllowProviders): string {
  return `${changeSign(change)} ${changeSentence(change)}: ${foreignText(change.reason, 500)}`;
}
