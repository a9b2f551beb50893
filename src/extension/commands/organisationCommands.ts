import * as vscode from 'vscode';
import { foreignText } from '../../core/foreignText.ts';
import type { CleanRoomService } from '../../core/service.ts';
import { Account } from '../connections/account.ts';
import { saveConnectionSettings, type LiveRampConnectionSettings } from '../connections/connectionSettings.ts';
import { serviceOpener } from '../connections/openService.ts';
import { plainMessage } from '../plainMessage.ts';
import type { Workbench } from '../workbench.ts';
import type { CommandTarget } from './commandTarget.ts';

/** Asks for organisation, API user and secret, tries them, and remembers the connection. A secret that opens nothing is not kept. */
export async function addLiveRampOrganisation({ accounts, secrets }: Workbench): Promise<void> {
  const organisation = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add LiveRamp organisation (1/3): name'),
    prompt: vscode.l10n.t('The organisation as LiveRamp Clean Room shows it: clean rooms whose owner has this name count as yours.'),
    ignoreFocusOut: true,
    validateInput: required,
  });
  if (organisation === undefined) return;
  const clientId = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add LiveRamp organisation (2/3): client id of the API user'),
    prompt: vscode.l10n.t('LiveRamp console, Admin, API Keys. Each organisation has one API user.'),
    ignoreFocusOut: true,
    validateInput: required,
  });
  if (clientId === undefined) return;
  const entered = liveRampSettings(organisation.trim(), clientId.trim());
  const secret = await askForSecret(entered, vscode.l10n.t('Add LiveRamp organisation (3/3): client secret'));
  if (secret === undefined) return;
  const { owners, tested } = await tryOut(entered, secret);
  const name = await ownName(entered.organisation, owners);
  if (name === undefined) return;
  const settings = liveRampSettings(name, entered.clientId);
  await secrets.store(settings, secret);
  await saveConnectionSettings(settings);
  void vscode.window.showInformationMessage(
    plainMessage(
      tested
        ? vscode.l10n.t('Connected to the organisation {0}.', name)
        : vscode.l10n.t(
            'Connected to the organisation {0} with a token that was there; the secret is kept and tried with the next one.',
            name,
          ),
    ),
  );
  await accounts.refreshAll();
}

/** After the secret was changed in LiveRamp's console. */
export async function enterSecret({ accounts, secrets }: Workbench, { account }: CommandTarget): Promise<void> {
  if (account?.settings.service !== 'liveramp') return;
  const { settings } = account;
  const secret = await askForSecret(settings, vscode.l10n.t('New client secret for {0}', settings.organisation));
  if (secret === undefined) return;
  const { tested } = await tryOut(settings, secret);
  await secrets.store(settings, secret);
  if (!tested)
    void vscode.window.showInformationMessage(vscode.l10n.t('The secret is kept. It is tried when the token of now has expired.'));
  account.reopen();
  await accounts.refresh(account);
}

function liveRampSettings(organisation: string, clientId: string): LiveRampConnectionSettings {
  return { name: organisation, service: 'liveramp', organisation, clientId };
}

/** Opens the connection with a secret that is kept nowhere yet. Raises CleanRoomError where LiveRamp does not take it. */
async function tryOut(settings: LiveRampConnectionSettings, secret: string): Promise<{ owners: string[]; tested: boolean }> {
  const open = serviceOpener({ get: () => Promise.resolve(secret) });
  const trial = new Account(settings, false, (life) => open(settings, () => undefined, life));
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Connecting to LiveRamp'), cancellable: true },
      async (_progress, token) => {
        const listening = token.onCancellationRequested(() => {
          trial.dispose();
        });
        try {
          const service = await trial.open();
          return { owners: await ownersOf(service, trial.life), tested: (service.callCounts()['createToken'] ?? 0) > 0 };
        } finally {
          listening.dispose();
        }
      },
    );
  } finally {
    trial.dispose();
  }
}

async function ownersOf({ cleanRooms }: CleanRoomService, signal: AbortSignal): Promise<string[]> {
  const rooms = (await cleanRooms?.list(signal)) ?? [];
  return [...new Set(rooms.map(({ owner }) => owner))].sort();
}

/** A mistyped name would make every clean room somebody else's: the owners that there are can be picked instead. */
async function ownName(entered: string, owners: readonly string[]): Promise<string | undefined> {
  if (owners.length === 0 || owners.some((owner) => owner.trim().toLowerCase() === entered.toLowerCase())) return entered;
  const picked = await vscode.window.showQuickPick(
    [
      ...owners.map((owner) => ({
        label: foreignText(owner),
        description: vscode.l10n.t('owns clean rooms that this API user sees'),
        owner,
      })),
      { label: entered, description: vscode.l10n.t('as entered; owns no clean room yet'), owner: entered },
    ],
    { title: vscode.l10n.t('No clean room is owned by "{0}". Which organisation is yours?', entered), ignoreFocusOut: true },
  );
  return picked?.owner;
}

/** Undefined where the person gave up. */
function askForSecret(settings: Pick<LiveRampConnectionSettings, 'endpoint'>, title: string): Promise<string | undefined> {
  return Promise.resolve(
    vscode.window.showInputBox({
      title,
      prompt: vscode.l10n.t(
        'Kept in the secret storage of VS Code, and sent nowhere else than to {0}.',
        settings.endpoint ?? 'https://api.habu.com',
      ),
      password: true,
      ignoreFocusOut: true,
      validateInput: required,
    }),
  ).then((secret) => secret?.trim());
}

function required(text: string): string | undefined {
  return text.trim() === '' ? vscode.l10n.t('Something has to stand here.') : undefined;
}
