import { checkFailed } from '../../diagnosis/onboardingFindings.ts';
import { t } from '../../text.ts';
import type { Check, CheckId, CheckSubject, Failure } from './check.ts';

/** What a check is called. */
export function checkTitle(id: CheckId): string {
  switch (id) {
    case 'partner_present':
      return t('The partner takes part');
    case 'partner_users':
      return t('The partner has users with a role');
    case 'partner_datasets':
      return t("The partner's datasets are there and mapped");
    case 'datasets_assigned':
      return t('No question waits for a dataset that the partner may bring');
    case 'permissions':
      return t('Question permissions are as chosen');
    case 'may_receive_results':
      return t('The partner can receive results');
    case 'tables_ready':
      return t('Our tables are READY');
    case 'receivers':
      return t('Our tables let the partner receive results');
  }
}

export function passed(id: CheckId, detail: string): Check {
  return { id, title: checkTitle(id), state: 'passed', detail };
}

/** It could not be looked at: never taken for passed. */
export function unknown(id: CheckId, detail: string): Check {
  return { id, title: checkTitle(id), state: 'unknown', detail };
}

export function notApplicable(id: CheckId, detail: string): Check {
  return { id, title: checkTitle(id), state: 'not_applicable', detail };
}

export function failed(id: CheckId, { connection, engagement }: CheckSubject, failure: Failure): Check {
  const title = checkTitle(id);
  return { id, title, state: 'failed', detail: failure.detail, finding: checkFailed(connection, engagement, { id, title }, failure) };
}
