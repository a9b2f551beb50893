import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';

/**
 * What a member can be given or lose after the collaboration was made. MemberChangeSpecification says of CAN_QUERY and
 * CAN_RUN_JOB that they are "currently not supported" there, and no ChangeType grants or revokes them (both from the
 * service model).
 */
const changeable = new Set(['CAN_RECEIVE_RESULTS', 'CAN_EXPORT_QUERY_ANALYSIS_LOG']);

/** Those that a change request may name. */
export function changeableAbilities(abilities: readonly string[]): string[] {
  return abilities.filter((ability) => changeable.has(ability));
}

/** Whether both name the same abilities, in whatever order. */
export function sameAbilities(some: readonly string[], others: readonly string[]): boolean {
  return new Set([...some, ...others]).size === new Set(some).size && new Set(some).size === new Set(others).size;
}

/**
 * Raises `invalid_input` where a wish would give a member, or take from it, what can only be decided when the
 * collaboration is made. A new member has none of that.
 */
export function expectChangeable(accountId: string, wanted: readonly string[], present: readonly string[] = []): void {
  const fixed = [
    ...wanted.filter((ability) => !present.includes(ability)),
    ...present.filter((ability) => !wanted.includes(ability)),
  ].filter((ability) => !changeable.has(ability));
  if (fixed.length === 0) return;
  throw new CleanRoomError(
    'invalid_input',
    t(
      'AWS Clean Rooms does not let account {0} be given, or lose, {1} after the collaboration was made.',
      foreignText(accountId),
      fixed.map((ability) => foreignText(ability)).join(', '),
    ),
    {
      remedy: t('Change only {0}; for the rest make a new collaboration in the AWS console.', [...changeable].join(', ')),
    },
  );
}
