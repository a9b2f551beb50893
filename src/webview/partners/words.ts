import type { NamedConnection, RunItem, RunPlan } from '../../protocol/partnerMessages.ts';
import type { DropdownOption } from '../ui/dropdown.ts';
import type { PicturedWords } from '../ui/picturedWords.ts';
import { counted, t } from '../ui/text.ts';

/** Name, account or organisation, Region and, where it is one, sandbox. */
export function connectionWords({ name, accountId, region, sandbox }: NamedConnection): string {
  return [name, accountId === name ? '' : accountId, region, sandbox ? t('sandbox') : ''].filter((part) => part !== '').join(' · ');
}

/** The connections to choose from. */
export function connectionOptions(connections: readonly NamedConnection[]): DropdownOption[] {
  return connections.map((each) => ({ value: each.connectionId, label: connectionWords(each) }));
}

/** What there is to do before anything else. */
export function noConnectionWords(): string {
  return t('Nothing is connected. Add an AWS account or a LiveRamp organisation, or try the sandbox, in the Clean Rooms view.');
}

/** A room by its name and the short id that the service's own pages show. */
export function roomWords({ name, displayId }: { name: string; displayId?: string | undefined }): string {
  return displayId === undefined ? name : `${name} (${displayId})`;
}

/** Whole days. */
export function dayWords(days: number): string {
  return days === 0 ? t('today') : counted(days, t('1 day'), t('{0} days', days));
}

/** What became of a step. */
export function outcomeWords(outcome: RunItem['outcome']): PicturedWords {
  switch (outcome) {
    case 'planned':
      return { word: t('planned'), picture: 'edit' };
    case 'done':
      return { word: t('done'), picture: 'check' };
    case 'existing':
      return { word: t('there already'), picture: 'check' };
    case 'differs':
      return { word: t('differs'), picture: 'warning' };
    case 'failed':
      return { word: t('failed'), picture: 'error' };
    case 'left_out':
      return { word: t('left out'), picture: 'information' };
  }
}

/** How much a plan would do, for a screen reader. */
export function planWords({ items }: RunPlan): string {
  const planned = items.filter(({ outcome }) => outcome === 'planned').length;
  return [
    counted(planned, t('1 thing would be done.'), t('{0} things would be done.', planned)),
    t('{0} left out.', items.length - planned),
  ].join(' ');
}
