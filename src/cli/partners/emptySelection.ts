import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { PartnerResult } from '../../core/jobs/partners/partnerReport.ts';
import { counted, t } from '../../core/text.ts';
import type { GrantOptions } from './grantInput.ts';

/**
 * Why a grant is not carried out of whose questions or datasets none is found: all that it would change is what nobody was
 * thinking of. Undefined where something is found, or nothing was chosen.
 */
export function emptySelection({ questions, datasets }: Pick<GrantOptions, 'questions' | 'datasets'>, result: PartnerResult) {
  return noneFound('question', questions, result) ?? noneFound('dataset', datasets, result);
}

function noneFound(kind: string, chosen: string[] | false | undefined, { items }: PartnerResult): CleanRoomError | undefined {
  const names = new Set(Array.isArray(chosen) ? chosen : []);
  const lost = items.filter(({ code, subject }) => code === 'not_found' && subject.kind === kind && names.delete(subject.name));
  const [first] = lost;
  if (first === undefined || names.size > 0) return undefined;
  const reason = foreignText(first.reason, 2000);
  const all = lost.map(({ subject }) => `"${foreignText(subject.name, 60)}"`).join(', ');
  return new CleanRoomError('invalid_input', counted(lost.length, reason, t('None of {0} is there: {1}', all, reason)), {
    remedy: t('Nothing was changed.'),
  });
}
