import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import { partnerResultSchema, type PartnerResult, type ReportedStep } from '../../core/jobs/partners/partnerReport.ts';
import { reportSchema } from '../../core/jobs/report.ts';
import { partnerSummarySentence } from '../../core/partners/partnerSummary.ts';
import { asWishedCodes } from '../../core/partners/steps.ts';
import { terminalText } from '../../core/terminalText.ts';
import { counted, t } from '../../core/text.ts';
import { findingLines } from '../findingLines.ts';
import type { Colours, PartnerAnswer } from './partnerAnswer.ts';

const schema = z.extend(partnerResultSchema, { files: reportSchema.shape.files });
type Shown = z.infer<typeof schema>;

/** What a writing command did, or would do. What became of each step has been said when it happened, but for what was not begun. */
export function writeAnswer(next: string): PartnerAnswer<PartnerResult, Shown> {
  return {
    schema,
    shown: ({ ok, dryRun, headline, items, warnings, findings, files }) => ({
      ok,
      dry_run: dryRun,
      headline,
      items,
      warnings,
      findings,
      ...(files === undefined ? {} : { files }),
    }),
    reached: ({ ok }) => ok,
    lines: ({ dry_run: dryRun, headline, items, files = [] }, colours) => {
      const left = items.filter(({ action }) => action === 'left_out');
      const already = left.filter(({ code }) => code === 'already_so');
      const named = left.filter(({ code }) => code !== 'already_so' && asWishedCodes.has(code ?? ''));
      const done = items.some(({ outcome }) => outcome === 'done' || outcome === 'existing');
      return [
        ...(dryRun ? [colours.bold(t('Dry run: this would be done, nothing was written.'))] : []),
        // A headline over nothing would be about none.
        ...(left.length < items.length ? [colours.bold(foreignText(headline, 500))] : []),
        ...items.filter(({ outcome }) => outcome === 'planned').map((item) => `  ${planStepLine(item)}`),
        ...named.map(({ sentence, reason }) => `  – ${foreignText(sentence, 300)}: ${foreignText(reason, 500)}`),
        ...left.filter(({ code }) => !asWishedCodes.has(code ?? '')).map((item) => `  ${stepLine(item, colours)}`),
        ...(already.length === 0
          ? []
          : [`  ${counted(already.length, t('= 1 is so already'), t('= {0} are so already', already.length))}`]),
        ...files.flatMap(({ path, note }) =>
          dryRun
            ? [t('{0} would be written: {1}', terminalText(path), terminalText(note))]
            : [t('Wrote {0}: {1}', terminalText(path), terminalText(note))],
        ),
        ...endLines(items),
        ...(dryRun || !done || next === '' ? [] : [colours.dim(t('Next: {0}', next))]),
      ];
    },
    trouble: ({ items, warnings, findings }, colours, options) => [
      ...warnings.map(({ sentence }) => `${colours.yellow(t('warning:'))} ${foreignText(sentence, 500)}`),
      ...findingLines(findings, colours, options),
      ...(items.some(({ outcome, code }) => outcome === 'failed' || code === 'cancelled')
        ? [t('What failed or was not begun is still to be done: run the same command again.')]
        : []),
    ],
  };
}

/** How many steps ended how. Where somebody stopped it, what was not begun is listed, once and without a reason for each. */
function endLines(items: ReportedStep[]): string[] {
  const waiting = items.filter(({ outcome, code }) => outcome === 'left_out' && code === 'cancelled');
  if (waiting.length === 0) return [`  ${partnerSummarySentence({ items })}`];
  const begun = items.filter((item) => !waiting.includes(item));
  return [
    begun.length === 0
      ? t('Cancelled: {0} not begun.', waiting.length)
      : t('Cancelled: {0}, {1} not begun.', partnerSummarySentence({ items: begun }), waiting.length),
    ...waiting.map(({ sentence }) => `  · ${foreignText(sentence, 300)}`),
  ];
}

/** What became of one step, in a line. */
export function stepLine({ outcome, sentence, reason }: ReportedStep, colours: Colours): string {
  const signs: Readonly<Record<ReportedStep['outcome'], string>> = {
    done: colours.green('+'),
    existing: '=',
    differs: colours.red(t('differs:')),
    failed: colours.red(t('failed:')),
    left_out: colours.yellow(t('left out:')),
    planned: '·',
  };
  return `${signs[outcome]} ${foreignText(sentence, 300)}${reason === '' ? '' : `: ${foreignText(reason, 2000)}`}`;
}

function planStepLine({ sentence, reason }: ReportedStep): string {
  return `· ${foreignText(sentence, 300)}${reason === '' ? '' : `: ${foreignText(reason, 500)}`}`;
}
