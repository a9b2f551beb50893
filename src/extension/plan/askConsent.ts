import * as vscode from 'vscode';
import { describeConnection } from '../../core/model/connection.ts';
import { deletes } from '../../core/sync/change.ts';
import { isPartnerPlan, type AnyIntention, type Intention, type ShownIntention } from '../../core/jobs/job.ts';
import type { PartnerPlan } from '../../core/partners/steps.ts';
import { partnerPlanDetail, partnerPlanHeadline, partnerPlanText } from '../../core/partners/partnerPlanText.ts';
import type { PendingPlans } from './pendingPlans.ts';
import { costsOf, planDetail, planHeadline, planText } from './planText.ts';

/** Asks whether a plan may be carried out. `waiting` says in the job's notification how the question can be answered. */
export type Consent = (intention: AnyIntention, signal: AbortSignal, waiting: (how: string) => void) => Promise<boolean>;

/** A question, what an answer has to know, and all of it. */
interface Question {
  question: string;
  detail: string;
  /** What the button that agrees says. */
  apply: string;
  /** True where something is deleted, taken away or paid for. */
  grave: boolean;
  title: string;
  whole: string;
}

/**
 * Shows what would be done, in which account and at whose cost, and asks once. "Show the whole plan" opens it as a text
 * with the question in its title bar and in the job's notification, so that the plan can be read before it is answered.
 */
export function askConsent(plans: PendingPlans): Consent {
  return async ({ plan, files }, signal, waiting) => {
    const { question, detail, apply, grave, title, whole } = isPartnerPlan(plan)
      ? questionAboutPartners({ plan, files })
      : questionAboutCollaborations({ plan, files });
    const showAll = vscode.l10n.t('Show the whole plan');
    waiting(vscode.l10n.t('Waiting for your answer'));
    const options = { modal: true, detail };
    const answer = await (grave
      ? vscode.window.showWarningMessage(question, options, apply, showAll)
      : vscode.window.showInformationMessage(question, options, apply, showAll));
    if (answer !== showAll) return answer === apply;
    return plans.ask(title, whole, signal, (document) => {
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

function questionAboutCollaborations(intention: ShownIntention): Question {
  const { connection, collaborations } = intention.plan;
  const costs = costsOf(intention);
  const pays = costs.length > 0 ? `${vscode.l10n.t('Account {0} will PAY FOR {1}.', connection.accountId, costs.join(', '))}\n\n` : '';
  return {
    question: vscode.l10n.t('Account {0}: {1}?', describeConnection(connection), planHeadline(intention)),
    detail: `${pays}${planDetail(intention)}`,
    apply: costs.length > 0 ? vscode.l10n.t('Agree to pay and apply') : vscode.l10n.t('Apply'),
    grave: costs.length > 0 || collaborations.some(({ changes }) => changes.some(deletes)),
    title: vscode.l10n.t('Plan for {0}', connection.accountId),
    whole: `${pays}${planText(intention)}`,
  };
}

function questionAboutPartners(intention: ShownIntention<PartnerPlan>): Question {
  const { connection, steps, warnings } = intention.plan;
  return {
    question: vscode.l10n.t('{0}: {1}?', describeConnection(connection), partnerPlanHeadline(intention)),
    detail: partnerPlanDetail(intention),
    apply: vscode.l10n.t('Apply'),
    grave: warnings.length > 0 || steps.some(({ takesAway }) => takesAway),
    title: vscode.l10n.t('Plan for {0}', connection.accountId),
    whole: partnerPlanText(intention),
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
