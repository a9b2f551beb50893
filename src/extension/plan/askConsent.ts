import * as vscode from 'vscode';
import { describeConnection } from '../../core/model/connection.ts';
import { deletes } from '../../core/sync/change.ts';
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
    const deleting = intention.plan.collaborations.some(({ changes }) => changes.some(deletes));
    const answer = await (costs.length > 0 || deleting
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

/**
 * Asks once for plans of several accounts. Every account is named, with what would be done in it. Where the plans are not
 * before the person's eyes already (as beside the coverage grid), `showAll` opens them and the question waits with them.
 */
export async function askOnce(intentions: readonly Intention[], showAll?: (text: string) => Promise<boolean>): Promise<boolean> {
  const lines = intentions.map((intention) =>
    vscode.l10n.t('Account {0}: {1}', describeConnection(intention.plan.connection), planHeadline(intention)),
  );
  const [only, ...more] = lines;
  if (only === undefined) return false;
  const apply = vscode.l10n.t('Apply');
  const question = more.length === 0 ? `${only}?` : vscode.l10n.t('Apply these changes in {0} accounts?', lines.length);
  const details = intentions.map((intention) => planDetail(intention, 12));
  const detail = more.length === 0 ? details.join('\n') : lines.map((line, index) => `${line}\n${details[index] ?? ''}`).join('\n\n');
  const changes = intentions.flatMap(({ plan }) => plan.collaborations).flatMap((each) => each.changes);
  const whole = vscode.l10n.t('Show the whole plan');
  const buttons = showAll === undefined ? [apply] : [apply, whole];
  const answer = await (changes.some(deletes)
    ? vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons)
    : vscode.window.showInformationMessage(question, { modal: true, detail }, ...buttons));
  return answer === whole && showAll !== undefined ? showAll(intentions.map(planText).join('\n')) : answer === apply;
}

/** Words in a notification that run a command of ours about a document. */
function link(words: string, command: string, document: string): string {
  return `[${words}](command:${command}?${encodeURIComponent(JSON.stringify([document]))})`;
}
