import * as vscode from 'vscode';
import { CleanRoomError } from '../../../core/errors.ts';
import { foreignText } from '../../../core/foreignText.ts';
import { onboardingStatus } from '../../../core/jobs/onboarding/onboardingStatus.ts';
import { syncCollaborations } from '../../../core/jobs/syncCollaborations.ts';
import type { PartnerSettings } from '../../../core/partners/partnerSettings.ts';
import { engagementFolderUri, workspaceEngagements } from '../../configuration/workspaceEngagements.ts';
import { workspacePartners } from '../../configuration/workspacePartners.ts';
import type { Account } from '../../connections/account.ts';
import { keyOf } from '../../connections/connectionSettings.ts';
import type { Workbench } from '../../workbench.ts';
import { accountOf, connectionCalled } from '../accountOf.ts';
import { invitingOf, namedConnection } from '../namedConnection.ts';
import { followed } from '../panelRuns.ts';
import { mailToNobody, reminderMail } from '../reminderMail.ts';
import type { OnboardingWorkplace } from './onboardingWorkplace.ts';

/** The onboarding panel's way to connections and jobs. A connection's id in the panel is that of its settings. */
export function jobsWorkplace({ accounts, jobs }: Pick<Workbench, 'accounts' | 'jobs'>): OnboardingWorkplace {
  const find = (connectionId: string): Account => accountOf(accounts.all, connectionId);
  return {
    connections: (settings) => accounts.all.map((account) => panelConnection(account, settings)),
    lastUsed: () => (accounts.lastUsed === undefined ? undefined : keyOf(accounts.lastUsed.settings)),
    connectionCalled: (id) => connectionCalled(accounts.all, id),
    mayWrite: () => vscode.workspace.isTrusted,
    settings: workspacePartners,
    engagements: workspaceEngagements,
    readRooms: async (again) => {
      await Promise.all(accounts.all.filter(({ state }) => again || state.kind === 'closed').map((account) => accounts.refresh(account)));
    },
    status: async (connectionId, signal) => {
      const account = find(connectionId);
      const service = await account.open(signal);
      // Without a folder nobody is being brought on board here.
      if (workspaceEngagements() === undefined)
        return {
          connection: service.connection,
          readAt: new Date().toISOString(),
          folder: '',
          engagements: [],
          missing: [],
          problems: [],
          findings: [],
        };
      return jobs.readQuietly(onboardingStatus, service, {}, { signal: AbortSignal.any([signal, account.life]) });
    },
    plan: async (connectionId, job, input) => {
      const account = find(connectionId);
      const title = vscode.l10n.t('Checking the onboarding for {0}', account.settings.name);
      return (await jobs.preview(title, job, account, input, { shownIn: 'statusBar' })).preview;
    },
    write: async (connectionId, job, input, { agreed, ...follow }) => {
      const account = find(connectionId);
      const title = vscode.l10n.t('Onboarding for {0}', account.settings.name);
      const result = await jobs.write(title, job, account, input, { ...followed(follow), agreed });
      accounts.noteUsed(account);
      // Not waited for: the panel reads its engagements itself.
      void accounts.refresh(account);
      return result;
    },
    sync: async (connectionId, input, stop) => {
      const account = find(connectionId);
      const title = vscode.l10n.t('Syncing for {0}', account.settings.name);
      const result = await jobs.write(title, syncCollaborations, account, input, { stop });
      accounts.noteUsed(account);
      void accounts.refresh(account);
      return result;
    },
    copy: async (text) => {
      await vscode.env.clipboard.writeText(text);
    },
    openMail: async (to, text) => {
      const parts = to === '' ? mailToNobody(text) : reminderMail(to, text);
      if (await vscode.env.openExternal(vscode.Uri.from({ scheme: 'mailto', ...parts }))) return;
      throw new CleanRoomError('invalid_state', vscode.l10n.t('No mail was opened.'), {
        remedy: vscode.l10n.t('Copy the text and paste it into a mail.'),
      });
    },
    openFile: async (id) => {
      const folder = engagementFolderUri();
      if (folder !== undefined) await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(folder, `${id}.json`));
    },
  };
}

function panelConnection(
  account: Account,
  partnerSettings: PartnerSettings | undefined,
): ReturnType<OnboardingWorkplace['connections']>[number] {
  const { settings, partners, opened } = account;
  const inviting = opened === undefined ? undefined : invitingOf(opened, partnerSettings);
  return {
    ...namedConnection(keyOf(settings), account),
    ...(opened === undefined || inviting === undefined ? {} : { inviting: { ...inviting, service: opened.connection.service } }),
    // Only the owner of a room invites.
    rooms: (partners?.rooms ?? [])
      .filter(({ room }) => room.ours)
      .map(({ room: { id, displayId, name } }) => ({
        id,
        name: foreignText(name),
        ...(displayId === undefined ? {} : { displayId: foreignText(displayId) }),
      })),
  };
}
