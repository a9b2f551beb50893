import * as vscode from 'vscode';
import type { Workbench } from '../workbench.ts';
import { forgetConnectionSettings, saveConnectionSettings } from '../connections/connectionSettings.ts';
import { Account } from '../connections/account.ts';
import type { CommandTarget } from './commandTarget.ts';

/** The scenario of the first five minutes: twelve invitations and the tables for them. */
const firstScenario = 'inbox';

/** Asks for profile and Region, checks that AWS answers, and remembers the connection. */
export async function addAwsAccount({ accounts }: Workbench): Promise<void> {
  const { listProfiles } = await import('../../services/aws/profiles.ts');
  const { knownRegions } = await import('../../services/aws/regions.ts');
  const profiles = await listProfiles();
  const profile = await vscode.window.showQuickPick([
    ...profiles.map(({ name, kind, region }) => ({ label: name, description: [kind, region].filter((part) => part !== undefined).join(' · '), name, region })),
    { label: vscode.l10n.t('Credentials of the environment'), description: vscode.l10n.t('environment variables, container or instance role'), name: undefined, region: process.env['AWS_REGION'] },
  ], { title: vscode.l10n.t('Add AWS account (1/2): profile'), placeHolder: vscode.l10n.t('Profiles of ~/.aws/config and ~/.aws/credentials') });
  if (profile === undefined) return;
  const regions = [...new Set([...(profile.region === undefined ? [] : [profile.region]), ...knownRegions])];
  const region = await vscode.window.showQuickPick(regions, { title: vscode.l10n.t('Add AWS account (2/2): Region'), placeHolder: vscode.l10n.t('A collaboration lives in one Region') });
  if (region === undefined) return;

  const settings = { name: profile.name ?? vscode.l10n.t('environment'), service: 'aws' as const, region, ...(profile.name === undefined ? {} : { profile: profile.name }) };
  const trial = new Account(settings, false, () => undefined);
  try {
    const { connection } = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Connecting to AWS') }, () => trial.open());
    await saveConnectionSettings(settings);
    void vscode.window.showInformationMessage(vscode.l10n.t('Connected to account {0} in {1}.', connection.accountId, connection.region));
  } finally {
    trial.dispose();
  }
  await accounts.refreshAll();
}

/** Starts a sandbox for this window and connects two of its accounts: the data provider and a creator of collaborations. */
export async function trySandbox({ accounts, sandbox }: Workbench): Promise<void> {
  if (sandbox.running) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The sandbox is running already.'));
    return;
  }
  const { endpoint, accounts: [first, second] } = await vscode.window.withProgress({ location: { viewId: 'cleanRooms.rooms' } }, () => sandbox.start(firstScenario));
  const settings = (name: string, accountId: string) => ({ name, service: 'aws' as const, endpoint, region: 'us-east-1', sandbox: true, accountId });
  for (const old of accounts.all.filter(({ saved }) => !saved)) accounts.remove(old);
  if (first !== undefined) accounts.addForSession(settings(vscode.l10n.t('Sandbox: data provider'), first));
  if (second !== undefined) accounts.addForSession(settings(vscode.l10n.t('Sandbox: a creator'), second));
  await vscode.commands.executeCommand('cleanRooms.needsYou.focus');
  await accounts.refreshAll();
}

/** Reads accounts anew; a refresh by hand also signs in anew. */
export async function refresh({ accounts }: Workbench, target: CommandTarget): Promise<void> {
  const chosen = target.account === undefined ? accounts.all : [target.account];
  for (const account of chosen) account.reopen();
  await vscode.window.withProgress({ location: { viewId: 'cleanRooms.rooms' } }, () => Promise.all(chosen.map((account) => accounts.refresh(account))));
}

/** Takes a connection away; nothing in AWS changes. */
export async function removeConnection({ accounts }: Workbench, { account }: CommandTarget): Promise<void> {
  if (account === undefined) return;
  if (account.saved) await forgetConnectionSettings(account.settings);
  else accounts.remove(account);
}
