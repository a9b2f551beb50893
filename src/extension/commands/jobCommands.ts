import * as vscode from 'vscode';
import { acceptInvitations } from '../../core/jobs/acceptInvitations.ts';
import { addCollaboration } from '../../core/jobs/addCollaboration.ts';
import { associateResources } from '../../core/jobs/associateResources.ts';
import { initialiseConfiguration } from '../../core/jobs/initialiseConfiguration.ts';
import type { WritingJob } from '../../core/jobs/job.ts';
import { syncCollaborations } from '../../core/jobs/syncCollaborations.ts';
import type * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';
import { configurationUri } from '../configuration/workspaceConfiguration.ts';
import type { Account } from '../connections/account.ts';
import { planText } from '../plan/planText.ts';
import { summarySentence, summaryText } from '../plan/summaryText.ts';
import type { Workbench } from '../workbench.ts';
import { chooseAccount, chooseCollaboration, chooseInvitation } from './choose.ts';
import type { CommandTarget } from './commandTarget.ts';

export async function acceptInvitation(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account, hasInvitations);
  if (account === undefined) return;
  const collaborationId = target.collaborationId ?? (await chooseInvitation(workbench.accounts, account))?.collaboration_id;
  if (collaborationId === undefined) return;
  await acceptWithPayment(workbench, account, { collaboration_ids: [collaborationId], configuration: 'create' });
}

export async function acceptAllInvitations(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account, hasInvitations);
  if (account === undefined) return;
  await runAndSummarise(workbench, vscode.l10n.t('Accepting invitations'), acceptInvitations, account, { configuration: 'create' });
}

export async function associate(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  const membershipId = target.membershipId ?? (await chooseCollaboration(workbench.accounts, account))?.membership_id;
  if (membershipId === undefined || membershipId === null) return;
  await runAndSummarise(workbench, vscode.l10n.t('Associating resources'), associateResources, account, { membership_id: membershipId });
}

export async function syncCollaboration(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  const collaborationId = target.collaborationId ?? (await chooseCollaboration(workbench.accounts, account))?.collaboration_id;
  if (collaborationId === undefined) return;
  await runAndSummarise(workbench, vscode.l10n.t('Syncing'), syncCollaborations, account, { collaboration_ids: [collaborationId] });
}

export async function syncAll(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  await runAndSummarise(workbench, vscode.l10n.t('Syncing all collaborations'), syncCollaborations, account, {});
}

/** Shows the plan of a sync and does nothing: for one collaboration where one was chosen, else for the configuration's. */
export async function previewSync(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  const input = target.collaborationId === undefined ? {} : { collaboration_ids: [target.collaborationId] };
  const intention = await workbench.jobs.preview(vscode.l10n.t('Planning'), syncCollaborations, account, input);
  await workbench.documents.show(vscode.l10n.t('Plan for {0}', intention.plan.connection.accountId), planText(intention));
}

export async function initialise(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  const uri = configurationUri();
  if (account === undefined) return;
  if (uri === undefined) throw new CleanRoomError('invalid_input', vscode.l10n.t('The configuration lies in a folder, and none is open.'), { remedy: vscode.l10n.t('Open a folder first.') });
  await workbench.jobs.write(vscode.l10n.t('Reading the account'), initialiseConfiguration, account, {});
  await vscode.window.showTextDocument(uri);
  await workbench.accounts.refresh(account);
}

export async function addToConfiguration(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  const membershipId = target.membershipId ?? (await chooseCollaboration(workbench.accounts, account))?.membership_id;
  if (membershipId === undefined || membershipId === null) return;
  await workbench.jobs.write(vscode.l10n.t('Adding to the configuration'), addCollaboration, account, { membership_id: membershipId });
  await workbench.accounts.refresh(account);
}

/** Checks and shows what was found in "Needs You". */
export async function verify(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  await vscode.window.withProgress({ location: { viewId: 'cleanRooms.rooms' } }, () => workbench.accounts.refresh(account));
  const { state } = account;
  if (state.kind === 'failed') throw state.error;
  const errors = account.result?.findings.filter(({ severity }) => severity === 'error').length ?? 0;
  const sentence = summarySentence(account.result ?? { ok: true, dryRun: false, collaborations: [], findings: [], invitations: [] });
  await vscode.commands.executeCommand('cleanRooms.needsYou.focus');
  void vscode.window.showInformationMessage(errors === 0
    ? vscode.l10n.t('Account {0}: no errors; {1}.', account.opened?.connection.accountId ?? '', sentence)
    : vscode.l10n.t('Account {0}: {1} errors, see "Needs You"; {2}.', account.opened?.connection.accountId ?? '', errors, sentence));
}

/** Runs the first remedy of a finding that is a job. */
export async function fix(workbench: Workbench, target: CommandTarget): Promise<void> {
  const remedy = target.finding?.remedies.find(({ job }) => job !== undefined);
  switch (remedy?.job) {
    case acceptInvitations.id: return acceptInvitation(workbench, target);
    case syncCollaborations.id: return syncCollaboration(workbench, target);
    case addCollaboration.id: return addToConfiguration(workbench, target);
    default: throw new CleanRoomError('invalid_input', vscode.l10n.t('This has no automatic remedy.'));
  }
}

function hasInvitations({ result }: Account): boolean {
  return result === undefined || result.invitations.length > 0;
}

/** An invitation that makes this account pay is accepted only after the person has said so. */
async function acceptWithPayment(workbench: Workbench, account: Account, input: { collaboration_ids: string[]; configuration: 'create' }): Promise<void> {
  const [collaborationId] = input.collaboration_ids;
  const service = await account.open();
  const own = collaborationId === undefined ? undefined : (await service.memberships?.members(collaborationId))?.find(({ accountId }) => accountId === service.connection.accountId);
  const pays = Object.entries(own?.payment ?? {}).filter(([, responsible]) => responsible === true).map(([cost]) => cost);
  let acceptPayment = false;
  if (pays.length > 0) {
    const agree = vscode.l10n.t('Agree to pay');
    const question = vscode.l10n.t('By accepting, account {0} would pay for: {1}.', service.connection.accountId, pays.join(', '));
    if (await vscode.window.showWarningMessage(question, { modal: true }, agree) !== agree) return;
    acceptPayment = true;
  }
  await runAndSummarise(workbench, vscode.l10n.t('Accepting the invitation'), acceptInvitations, account, { ...input, accept_payment: acceptPayment });
}

/** Plan, question, progress, summary; then the account is read anew, whatever happened. */
async function runAndSummarise<Schema extends z.ZodMiniType>({ accounts, jobs, documents }: Workbench, title: string, job: WritingJob<Schema>, account: Account, input: object): Promise<void> {
  accounts.noteUsed(account);
  try {
    const result = await jobs.write(title, job, account, input);
    const { accountId } = (await account.open()).connection;
    const showSummary = vscode.l10n.t('Show summary');
    const sentence = vscode.l10n.t('Account {0}: {1}.', accountId, summarySentence(result));
    const shown = result.ok ? vscode.window.showInformationMessage(sentence, showSummary) : vscode.window.showWarningMessage(sentence, showSummary);
    // Not awaited: the views are refreshed while the message stands.
    void shown.then((answer) => answer === showSummary ? documents.show(vscode.l10n.t('Summary for {0}', accountId), summaryText(title, result)) : undefined);
  } finally {
    await accounts.refresh(account);
  }
}
