import * as vscode from 'vscode';

/** A beginning of the sandbox that a person can pick. */
export interface SandboxScenario {
  /** As the program knows it. */
  name: string;
  title: string;
  description: string;
  /** What the two accounts are called that are connected. */
  accounts: readonly [string, string];
}

/** The scenario of the first five minutes. */
export const firstScenario = 'inbox';

export function sandboxScenarios(): SandboxScenario[] {
  const provider = vscode.l10n.t('Sandbox: data provider');
  const creator = vscode.l10n.t('Sandbox: a creator');
  return [
    {
      name: firstScenario,
      title: vscode.l10n.t('Twelve invitations'),
      description: vscode.l10n.t('An account that has been invited and has not begun.'),
      accounts: [provider, creator],
    },
    {
      name: 'messy',
      title: vscode.l10n.t('What earlier tools left behind'),
      description: vscode.l10n.t('Wrong names, missing rules, foreign receivers and a quota that is used up; a second account in order.'),
      accounts: [provider, vscode.l10n.t('Sandbox: data provider Europe')],
    },
    {
      name: 'unready',
      title: vscode.l10n.t('One table that is not ready'),
      description: vscode.l10n.t('A collaboration in order but for one table: ask @cleanroom why.'),
      accounts: [provider, creator],
    },
    {
      name: 'fifty',
      title: vscode.l10n.t('Fifty collaborations'),
      description: vscode.l10n.t('Joined, with nothing associated yet.'),
      accounts: [provider, creator],
    },
    {
      name: 'partners',
      title: vscode.l10n.t('Partners to invite'),
      description: vscode.l10n.t(
        'Two LiveRamp organisations with clean rooms, invitations and questions, and an AWS account that has invited others.',
      ),
      accounts: [vscode.l10n.t('Sandbox: a creator'), vscode.l10n.t('Sandbox: a member')],
    },
  ];
}
