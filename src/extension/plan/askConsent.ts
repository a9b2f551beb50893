import * as vscode from 'vscode';
import { describeConnection } from '../../core/model/connection.ts';
import type { Intention } from '../../core/jobs/job.ts';
import { planDetail, planHeadline, planText } from './planText.ts';
import type { ReadOnlyDocuments } from './readOnlyDocuments.ts';

/**
 * Shows what would be done, in which account, and asks once. "Show the whole plan" opens it as a text; the question then
 * waits in a notification, so that the plan can be read.
 */
export async function askConsent(intention: Intention, documents: ReadOnlyDocuments): Promise<boolean> {
  const apply = vscode.l10n.t('Apply');
  const showAll = vscode.l10n.t('Show the whole plan');
  const account = describeConnection(intention.plan.connection);
  const question = vscode.l10n.t('Account {0}: {1}?', account, planHeadline(intention));
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail: planDetail(intention) }, apply, showAll);
  if (answer !== showAll) return answer === apply;
  await documents.show(vscode.l10n.t('Plan for {0}', intention.plan.connection.accountId), planText(intention));
  return await vscode.window.showInformationMessage(question, apply, vscode.l10n.t('Cancel')) === apply;
}
