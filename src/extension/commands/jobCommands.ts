import * as vscode from 'vscode';
import { counted } from '../../core/text.ts';
import { acceptInvitations } from '../../core/jobs/acceptInvitations.ts';
import { addCollaboration } from '../../core/jobs/addCollaboration.ts';
import { associateResources } from '../../core/jobs/associateResources.ts';
import { initialiseConfiguration } from '../../core/jobs/initialiseConfiguration.ts';
import type { Intention } from '../../core/jobs/job.ts';
import type { JobResult } from '../../core/jobs/report.ts';
import { repairCollaborations } from '../../core/jobs/repairCollaborations.ts';
import { syncCollaborations } from '../../core/jobs/syncCollaborations.ts';
import { CleanRoomError } from '../../core/errors.ts';
import { fixOfGroup } from '../../core/diagnosis/groupFindings.ts';
import { changeKey, countChanges } from '../../core/sync/change.ts';
import { configurationUri } from '../configuration/workspaceConfiguration.ts';
import type { Account } from '../connections/account.ts';
import { planText } from '../plan/planText.ts';
import { showError } from '../log.ts';
import { plainMessage } from '../plainMessage.ts';
import { summarySentence, summaryText } from '../plan/summaryText.ts';
import type { Workbench } from '../workbench.ts';
import { chooseAccount, chooseCollaboration, chooseInvitation } from './choose.ts';
import type { CommandTarget } from './commandTarget.ts';

export async function acceptInvitation(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account, hasInvitations);
  if (account === undefined) return;
  const collaborationId = target.collaborationId ?? (await chooseInvitation(workbench.accounts, account))?.collaboration_id;
  if (collaborationId === undefined) return;
  await runAndSummarise(workbench, vscode.l10n.t('Accepting the invitation'), account, (title) =>
    acceptOne(workbench, title, account, collaborationId),
  );
}

export async function acceptAllInvitations(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account, hasInvitations);
  if (account === undefined) return;
  await runAndSummarise(workbench, vscode.l10n.t('Accepting invitations'), account, (title) =>
    workbench.jobs.write(title, acceptInvitations, account, { configuration: 'create' }),
  );
}

export async function associate(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  const membershipId = target.membershipId ?? (await chooseCollaboration(workbench.accounts, account))?.membership_id;
  if (membershipId === undefined || membershipId === null) return;
  await runAndSummarise(workbench, vscode.l10n.t('Associating resources'), account, (title) =>
    workbench.jobs.write(title, associateResources, account, { membership_id: membershipId }),
  );
}

export async function syncCollaboration(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  const collaborationId = target.collaborationId ?? (await chooseCollaboration(workbench.accounts, account))?.collaboration_id;
  if (collaborationId === undefined) return;
  await runAndSummarise(workbench, vscode.l10n.t('Syncing'), account, (title) =>
    workbench.jobs.write(title, syncCollaborations, account, { collaboration_ids: [collaborationId] }),
  );
}

export async function syncAll(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  await runAndSummarise(workbench, vscode.l10n.t('Syncing all collaborations'), account, (title) =>
    workbench.jobs.write(title, syncCollaborations, account, {}),
  );
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
  const uri = configurationUri();
  // The code for which showError offers to open a folder.
  if (uri === undefined) throw new CleanRoomError('configuration_missing', vscode.l10n.t('No folder is open.'));
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
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
  void vscode.window.showInformationMessage(
    plainMessage(
      errors === 0
        ? vscode.l10n.t('Account {0}: no errors; {1}.', account.place.accountId ?? '', sentence)
        : vscode.l10n.t(
            'Account {0}: {1}, see "Needs You"; {2}.',
            account.place.accountId ?? '',
            counted(errors, vscode.l10n.t('1 error'), vscode.l10n.t('{0} errors', errors)),
            sentence,
          ),
    ),
  );
}

/** Puts right what earlier tools left wrong: in one collaboration where one was chosen, else in the configuration's. */
export async function repair(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(workbench.accounts, target.account);
  if (account === undefined) return;
  await runRepair(workbench, account, target.membershipId === undefined ? {} : { membership_ids: [target.membershipId] });
}

async function runRepair(workbench: Workbench, account: Account, input: object): Promise<void> {
  const run = (title: string): Promise<JobResult> => workbench.jobs.write(title, repairCollaborations, account, input);
  await runAndSummarise(workbench, vscode.l10n.t('Repairing'), account, run, (result) =>
    isEmpty(result) ? nothingRepaired(result) : summarySentence(result),
  );
}

/** Syncs the configuration's collaborations of every connected account. Each keeps its own question, error and summary. */
export async function syncAllAccounts(workbench: Workbench): Promise<void> {
  const { accounts, jobs } = workbench;
  const planned = await Promise.all(
    accounts.aws.map(async (account) => {
      try {
        return {
          account,
          intention: await jobs.preview(vscode.l10n.t('Planning for {0}', account.settings.name), syncCollaborations, account, {}),
        };
      } catch (thrown) {
        showError(thrown, workbench.log);
        return undefined;
      }
    }),
  );
  const due = planned.flatMap((each) => (each !== undefined && countChanges(each.intention.plan).total > 0 ? [each] : []));
  for (const each of planned) if (each !== undefined) sayWhatCannotBeSynced(each.intention);
  if (due.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing to sync in {0} accounts.', planned.length));
    return;
  }
  const showAll = (text: string): Promise<boolean> =>
    workbench.plans.ask(vscode.l10n.t('Plan for {0} accounts', due.length), text, new AbortController().signal, () => undefined);
  const intentions = due.map(({ intention }) => intention);
  if (!(await workbench.askOnce(intentions, showAll))) return;
  await Promise.all(
    due.map(async ({ account, intention }) => {
      const agreed = intention.plan.collaborations.flatMap(({ collaborationId, changes }) =>
        changes.map((change) => changeKey(collaborationId, change)),
      );
      const run = (title: string): Promise<JobResult> => jobs.write(title, syncCollaborations, account, { agreed }, { agreed: true });
      // One account's failure is its own.
      await runAndSummarise(workbench, vscode.l10n.t('Syncing {0}', account.place.accountId ?? ''), account, run).catch(
        (thrown: unknown) => {
          showError(thrown, workbench.log);
        },
      );
    }),
  );
}

/** An account in which something keeps a sync from working is not passed over in silence. */
function sayWhatCannotBeSynced({ plan: { connection, collaborations } }: Intention): void {
  const reasons = new Set(
    collaborations.flatMap(({ settled }) =>
      settled.filter(({ kind, outcome }) => kind === 'membership' && outcome === 'failed').map((item) => item.reason),
    ),
  );
  if (reasons.size > 0)
    void vscode.window.showWarningMessage(plainMessage(vscode.l10n.t('Account {0}: {1}', connection.accountId, [...reasons].join(' '))));
}

/** Runs the first remedy of a finding that is a job, or the one job that mends a group of findings. */
export async function fix(workbench: Workbench, target: CommandTarget): Promise<void> {
  const together = target.group === undefined ? undefined : fixOfGroup(target.group);
  if (together !== undefined && target.account !== undefined) {
    if (together.job === repairCollaborations.id) return runRepair(workbench, target.account, together.input);
    return mendInGeneral(workbench, target.account, together.job, together.input);
  }
  const remedy = target.finding?.remedies.find(({ job }) => job !== undefined);
  switch (remedy?.job) {
    case acceptInvitations.id:
      return acceptInvitation(workbench, target);
    case syncCollaborations.id:
      return syncCollaboration(workbench, target);
    case addCollaboration.id:
      return addToConfiguration(workbench, target);
    case repairCollaborations.id: {
      const account = await chooseAccount(workbench.accounts, target.account);
      return account === undefined ? undefined : runRepair(workbench, account, remedy.input ?? {});
    }
    case advanceOnboardingId:
      // What comes next in an onboarding is seen, and done, in its panel.
      return (await import('./partnerCommands.ts')).openOnboarding(workbench, target);
    default:
      if (target.account !== undefined && remedy?.job !== undefined)
        return mendInGeneral(workbench, target.account, remedy.job, remedy.input ?? {});
      throw new CleanRoomError('invalid_input', vscode.l10n.t('This has no automatic remedy.'));
  }
}

async function mendInGeneral(workbench: Workbench, account: Account, job: string, input: object): Promise<void> {
  const { mend } = await import('./mend.ts');
  await mend(workbench, account, { title: vscode.l10n.t('Mending'), job, input });
}

/** `advanceOnboarding.id`, whose code is loaded with the panel. */
const advanceOnboardingId = 'advance-onboarding';

function hasInvitations({ result }: Account): boolean {
  return result === undefined || result.invitations.length > 0;
}

/**
 * Accepts one invitation. Where it would make this account pay, the first run finds nothing that it may do and asks
 * nothing; the second one's question then says what would be paid: a person is asked exactly once.
 */
function acceptOne({ jobs }: Workbench, title: string, account: Account, collaborationId: string): Promise<JobResult> {
  const input = { collaboration_ids: [collaborationId], configuration: 'create' };
  return jobs.write(title, acceptInvitations, account, input, {
    again: ({ findings }) => {
      const wantsPayer = findings.some(({ id, subject }) => id === 'invitation.payer' && subject.collaboration_id === collaborationId);
      return wantsPayer ? { ...input, accept_payment: true } : undefined;
    },
  });
}

function isEmpty({ collaborations, tables = [] }: JobResult): boolean {
  return collaborations.every(({ items }) => items.length === 0) && tables.length === 0;
}

/** What was found and left alone is said, so that nobody takes it for mended. */
function nothingRepaired({ findings }: JobResult): string {
  const left = findings.filter(({ id }) => id !== 'rule.fewer_receivers').length;
  return left === 0
    ? vscode.l10n.t('nothing to repair')
    : counted(
        left,
        vscode.l10n.t('nothing to repair; 1 thing is left alone'),
        vscode.l10n.t('nothing to repair; {0} things are left alone', left),
      );
}

/** Plan, question, progress, summary; then the account is read anew, whatever happened. */
async function runAndSummarise(
  { accounts, jobs, documents }: Workbench,
  title: string,
  account: Account,
  run: (title: string) => Promise<JobResult>,
  sentenceOf: (result: JobResult) => string = summarySentence,
): Promise<void> {
  try {
    const result = await run(title);
    accounts.noteUsed(account);
    const { accountId } = (await account.open()).connection;
    const showSummary = vscode.l10n.t('Show summary');
    const sentence = plainMessage(vscode.l10n.t('Account {0}: {1}.', accountId, sentenceOf(result)));
    const shown = result.ok
      ? vscode.window.showInformationMessage(sentence, showSummary)
      : vscode.window.showWarningMessage(sentence, showSummary);
    // Not awaited: the views are refreshed while the message stands.
    void shown.then((answer) =>
      answer === showSummary ? documents.show(vscode.l10n.t('Summary for {0}', accountId), summaryText(title, result)) : undefined,
    );
  } finally {
    // Where the job was refused because another one runs, that one's reading follows.
    if (!jobs.isBusy(account)) await accounts.refresh(account);
  }
}
