import type { DesiredCollaboration } from '../../sync/desired.ts';
import type { Explanation } from './explanation.ts';

/** Each may stand for all that a sync would make and does not, in the collaborations that need just this. */
const prerequisites = ['role.missing', 'role.not_trusting', 'role.unchecked', 'id_namespace.missing', 'id_namespace.unchecked'];
const madeBySync = ['association.missing', 'rule.missing', 'id_namespace.not_associated', 'collaboration.incomplete'];

/** While a role or an ID namespace is not there, or a role is too new, no sync makes what is missing where it is needed. */
export function whatASyncNeeds(desired: ReadonlyMap<string, Pick<DesiredCollaboration, 'blocked' | 'roleArn'>>): Explanation[] {
  const isBlocked: Explanation['when'] = ({ title }, { subject: { collaboration_id: id = '' } }) =>
    desired.get(id)?.blocked?.includes(title) === true;
  const isTooNew: Explanation['when'] = ({ subject: { id: arn } }, { subject: { collaboration_id: id = '' } }) =>
    arn !== undefined && desired.get(id)?.roleArn === arn;
  return [
    ...prerequisites.flatMap((cause) => madeBySync.map((consequence) => ({ cause, consequence, when: isBlocked }))),
    ...['association.missing', 'collaboration.incomplete'].map((consequence) => ({
      cause: 'role.not_propagated',
      consequence,
      when: isTooNew,
    })),
  ];
}
