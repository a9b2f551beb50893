import * as vscode from 'vscode';
import { describeConnection } from '../../core/model/connection.ts';
import type { Intention } from '../../core/jobs/job.ts';
import type { PendingPlans } from './pendingPlans.ts';
import { costsOf, planDetail, planHeadline, planText } from './planText.ts';

/** Asks whether a plan may be carried out. `waiting` says in the job's notification how the question can be answered. */
export type Consent = (intention: Intention, signal: AbortSignal, waiting: (how: string) => void) => Promise<boolean>;

/**
 * Shows what would be done, in which account and at whose cost, and asks once. "Show the whole plan" opens it as a text
 * with the question in its title bar and in the job's notification, so that the plan can be read before it is answered.
 */
export function askConsent(plans: PendingPlans): Consent {
  return async (intention, signal, waiting) => {
    const { connection } = intention.plan;
    const costs = costsOf(intention);
    const apply = costs.length > 0 ? vscode.l10n.t('Agree to pay and apply') : vscode.l10n.t('Apply');
    const showAll = vscode.l10n.t('Show the whole plan');
    const pays = costs.length > 0 ? `${vscode.l10n.t('Account {0} will PAY FOR {1}.', connection.accountId, costs.join(', '))}\n\n` : '';
    const question = vscode.l10n.t('Account {0}: {1}?', describeConnection(connection), planHeadline(intention));
    waiting(vscode.l10n.t('Waiting for your answer'));
    const options = { modal: true, detail: `${pays}${planDetail(intention)}` };
    const answer = await (costs.length > 0
      ? vscode.window.showWarningMessage(question, options, apply, showAll)
      : vscode.window.showInformationMessage(question, options, apply, showAll));
    if (answer !== showAll) return answer === apply;
    return plans.ask(vscode.l10n.t('Plan for {0}', connection.accountId), `${pays}${planText(intention)}`, signal, (document) => {
      waiting(
        vscode.l10n.t(
          'Waiting for your answer: {0} or {1}',
          link(apply, 'cleanRooms.applyPlan', document),
          link(vscode.l10n.t('Discard'), 'cleanRooms.discardPlan', document),
        ),
      );
    });
  };
}

/** Words in a notification that run a command of ours about a document. */
function link(words: string, command: string, document: string): string {
  return `[${words}](command:${command}?${encodeURIComponent(JSON.stringify([document]))})`;
}
