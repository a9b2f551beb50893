import { foreignText } from '../../foreignText.ts';
import { accessOf } from '../../jobs/partners/readPartnerPermissions.ts';
import { wishedQuestionPermissions } from '../../partners/permissionFlags.ts';
import { counted, t } from '../../text.ts';
import type { Check, CheckSubject } from './check.ts';
import { failed, notApplicable, passed, unknown } from './outcome.ts';
import type { CheckedRoom } from './readCheckedRoom.ts';

/** Whether every question of ours in the room has the permissions that were chosen for the partner. */
export function checkPermissions(subject: CheckSubject, { questions }: CheckedRoom): Check {
  const id = 'permissions';
  if (questions === undefined) return notApplicable(id, t('The service has no questions.'));
  if (!questions.read) return unknown(id, questions.problem);
  const ours = questions.value.filter(({ ownedBy }) => ownedBy === undefined);
  if (ours.length === 0) return notApplicable(id, t('The room has no question of ours yet.'));
  const { engagement } = subject;
  const wished = wishedQuestionPermissions(engagement.permissions.flags);
  const different = ours.flatMap(({ question, permissions }) => {
    if (!permissions.read) return [];
    const differs = wished.filter(({ permission, access }) => accessOf(permissions.value, permission) !== access);
    return differs.length === 0 ? [] : [`"${foreignText(question.name)}": ${differs.map(({ permission }) => permission).join(', ')}`];
  });
  if (different.length > 0) {
    return failed(id, subject, {
      detail: counted(
        different.length,
        t('1 question differs from {0}.', engagement.permissions.template),
        t('{0} questions differ from {1}.', different.length, engagement.permissions.template),
      ),
      evidence: different,
      waitsFor: 'you',
      remedies: [
        { title: t('Apply the permissions'), job: 'advance-onboarding', input: { ids: [engagement.id], action: 'apply_permissions' } },
      ],
    });
  }
  const unread = ours.find(({ permissions }) => !permissions.read)?.permissions;
  if (unread?.read === false) return unknown(id, unread.problem);
  const count = ours.length;
  return passed(id, counted(count, t('1 question is as chosen.'), t('{0} questions are as chosen.', count)));
}
