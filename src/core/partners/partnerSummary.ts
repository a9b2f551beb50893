import { foreignText } from '../foreignText.ts';
import type { PartnerResult, ReportedStep } from '../jobs/partners/partnerReport.ts';
import { counted, t } from '../text.ts';

/** How many steps ended how. */
export function countSteps(items: readonly ReportedStep[]): Record<ReportedStep['outcome'], number> {
  const counts = { done: 0, existing: 0, differs: 0, failed: 0, left_out: 0, planned: 0 };
  for (const { outcome } of items) counts[outcome] += 1;
  return counts;
}

/** One sentence about a finished run. */
export function partnerSummarySentence({ items }: Pick<PartnerResult, 'items'>): string {
  const { done, existing, differs, failed, left_out: leftOut, planned } = countSteps(items);
  const parts = [
    planned > 0 ? t('{0} planned', planned) : '',
    done > 0 ? t('{0} done', done) : '',
    existing > 0 ? t('{0} there already', existing) : '',
    differs > 0
      ? counted(differs, t('1 accepted, but read back it is different'), t('{0} accepted, but read back they are different', differs))
      : '',
    failed > 0 ? t('{0} failed', failed) : '',
    leftOut > 0 ? t('{0} left out', leftOut) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('nothing to do') : parts.join(', ');
}

const signs: Readonly<Record<ReportedStep['outcome'], string>> = {
  done: '+',
  existing: '=',
  differs: '!',
  failed: '!',
  left_out: '–',
  planned: '·',
};

/** Every item with its outcome and reason. */
export function partnerSummaryLines({
  items,
  warnings,
  findings,
  files = [],
}: Pick<PartnerResult, 'items' | 'warnings' | 'findings' | 'files'>): string[] {
  return [
    ...warnings.map(({ sentence }) => `⚠ ${foreignText(sentence, 500)}`),
    ...items.map(
      ({ outcome, sentence, reason, request_id: requestId }) =>
        `${signs[outcome]} ${foreignText(sentence, 300)}${reason === '' ? '' : `: ${foreignText(reason, 500)}`}${requestId === undefined ? '' : `  ${requestId}`}`,
    ),
    ...findings.flatMap(({ title, remedies }) => [
      `! ${foreignText(title, 500)}`,
      ...remedies.map((remedy) => `    → ${foreignText(remedy.title, 500)}`),
    ]),
    ...files.map(({ path, note }) => `+ ${path}: ${note}`),
  ];
}
