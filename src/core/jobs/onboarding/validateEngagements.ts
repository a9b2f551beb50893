import { partnerOf } from '../../onboarding/engagement.ts';
import { allPassed } from '../../onboarding/checks/check.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import { counted, t } from '../../text.ts';
import { fileStep, type PlanAction } from './advance.ts';
import { checkEngagements, checkWords, findingsOf, withValidation } from './checkedEngagements.ts';

/** Runs the checks of engagements and writes what came of them into their files. */
export const planValidation: PlanAction = async (advance) => {
  const checked = await checkEngagements(advance);
  const intention = intendSteps({
    connection: advance.context.service.connection,
    headline: counted(checked.length, t('write down 1 validation'), t('write down {0} validations', checked.length)),
    steps: checked.map(({ engagement, at, checks }) => {
      const words = checkWords(checks);
      return fileStep(
        advance,
        engagement,
        { sentence: t('Write down the validation of {0}', partnerOf(engagement)), reason: words, detail: words },
        (read) => withValidation(read, { at, checks }, advance.by),
      );
    }),
    leftOut: advance.leftOut,
    warnings: [],
    findings: findingsOf(checked),
  });
  // A validation that was written down and did not pass is no success.
  const passed = checked.every(({ checks }) => allPassed(checks));
  return {
    ...intention,
    preview: { ...intention.preview, ok: intention.preview.ok && passed },
    async carryOut(context) {
      const result = await intention.carryOut(context);
      return { ...result, ok: result.ok && passed };
    },
  };
};
