import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Account } from '../../../src/extension/connections/account.ts';
import {
  connectionsSetting,
  keyOf,
  saveConnectionSettings,
  type LiveRampConnectionSettings,
} from '../../../src/extension/connections/connectionSettings.ts';
import { WorkbenchTools } from '../../../src/extension/tools/workbenchTools.ts';
import type { PanelReply } from '../../../src/protocol/panelMessages.ts';
import { ApiUserStateFile } from '../../../src/storage/apiUserStateFile.ts';
import { stateFolder } from '../../../src/storage/stateFolder.ts';
import type { SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, disconnectAll, eventually, testHandle, workspaceFolder } from '../workbench.ts';
import { startGuardedSandbox } from './guardedSandbox.ts';
import { hearWords } from './heardWords.ts';
import type { Place } from './hostFiles.ts';
import { offeredMcpServers } from './offeredMcpServers.ts';
import { saveReport } from './saveReport.ts';
import { talkTo } from './talkTo.ts';
import { watchPages } from './watchedPage.ts';

const room = 'CR-045144';
const token = new vscode.CancellationTokenSource().token;
/** Stands nowhere unless somebody has put it there. */
const unmistakable = (): string => `s3cr3t${randomBytes(18).toString('hex')}`;

/** What somebody at Acme Retail does with an API user whose secret only VS Code's secret storage knows, and all that is said meanwhile. */
export class FullRun {
  readonly secret: string;
  readonly wrongSecret = unmistakable();
  /** Access tokens in the order in which the service gave them. */
  readonly tokens: string[] = [];
  /** What the person is told about the connection with the wrong secret, each time that it was tried. */
  readonly sentencesOfWrongSecret: string[] = [];
  /** The page's reply after one of two invitations was refused. */
  invited: PanelReply | undefined;
  /** The MCP server as VS Code lists it, before it is started. */
  listedServer = '';
  startedServer: vscode.McpStdioServerDefinition | undefined;
  readonly #sandbox: SandboxProgram;
  readonly #words: ReturnType<typeof hearWords>;
  readonly #pages = watchPages();
  readonly #answers: Place[] = [];
  readonly #acme: LiveRampConnectionSettings;
  readonly #nova: LiveRampConnectionSettings;

  private constructor(sandbox: SandboxProgram, secret: string, log: vscode.LogOutputChannel) {
    const organisation = (name: string, clientId: string): LiveRampConnectionSettings => {
      return { name, service: 'liveramp', organisation: name, clientId, endpoint: `${sandbox.endpoint}/v1` };
    };
    this.secret = secret;
    this.#sandbox = sandbox;
    this.#words = hearWords(log);
    this.#acme = organisation('Acme Retail', 'acme-retail');
    this.#nova = organisation('Nova Media', 'nova-media');
  }

  static async begin(): Promise<FullRun> {
    await activateWorkbench();
    const { workbench } = await testHandle();
    const secret = unmistakable();
    return new FullRun(await startGuardedSandbox(secret), secret, workbench.log);
  }

  async carryOut(): Promise<void> {
    const acme = await this.#connect();
    await this.#tryWrongSecret();
    await this.#inviteInPanel(acme);
    await this.#lookAtPermissions(acme);
    await this.#beginOnboarding(acme);
    await this.#goOnAfterExpiry(acme);
    await this.#useTools();
    await this.#useMcpServer();
    for (const format of ['Markdown', 'CSV', 'JSON']) await saveReport(acme, format);
    this.#note('what the views show', acme.survey);
  }

  /** Everything that was said: to the person, to pages and by them, to the log, to models. */
  async said(): Promise<Place[]> {
    const places = this.#words.heard.map(({ where, words }) => ({ where, content: Buffer.from(words) }));
    for (const { panel, said, told } of this.#pages.pages)
      places.push({
        where: `messages of the page ${panel.viewType}`,
        content: Buffer.from(JSON.stringify([said, told, panel.webview.html])),
      });
    for (const document of vscode.workspace.textDocuments)
      places.push({ where: `document ${document.uri.toString()}`, content: Buffer.from(document.getText()) });
    places.push({ where: 'clipboard', content: Buffer.from(await vscode.env.clipboard.readText()) });
    places.push({ where: "the extension host's environment", content: Buffer.from(JSON.stringify([process.env, process.argv])) });
    return [...places, ...this.#answers];
  }

  /** The one file in which Acme Retail's token may stand. */
  get tokenFile(): string {
    return this.#apiUsers.fileOf(this.#apiUser);
  }

  async end(): Promise<void> {
    const { workbench } = await testHandle();
    await workbench.secrets.forget(this.#acme);
    await workbench.secrets.forget(this.#nova);
    await vscode.workspace.getConfiguration().update(connectionsSetting, undefined, vscode.ConfigurationTarget.Global);
    await disconnectAll();
    this.#words.end();
    this.#pages.end();
    await this.#sandbox.stop();
    for (const name of ['clean-rooms', 'report.Markdown', 'report.CSV', 'report.JSON'])
      await rm(join(workspaceFolder(), name), { recursive: true, force: true });
  }

  /** A connection of the person's settings; the secret lies in the secret storage before it is first opened. */
  async #connect(): Promise<Account> {
    const { workbench, answerConsent } = await testHandle();
    await workbench.secrets.store(this.#acme, this.secret);
    await saveConnectionSettings(this.#acme);
    const acme = await eventually(() => workbench.accounts.all.find(({ settings }) => keyOf(settings) === keyOf(this.#acme)));
    await workbench.accounts.refresh(acme);
    await this.#noteToken();
    answerConsent((intention) => {
      this.#note('plan that was agreed to', intention);
      return true;
    });
    return acme;
  }

  /** The service refuses it twice: once with words that repeat it. */
  async #tryWrongSecret(): Promise<void> {
    const { workbench } = await testHandle();
    await workbench.secrets.store(this.#nova, this.wrongSecret);
    const nova = workbench.accounts.addForSession(this.#nova);
    for (const message of [`Bad client credentials: ${this.wrongSecret}`, undefined]) {
      if (message !== undefined)
        await this.#sandbox.fault({ operation: 'createToken', count: 1, error: { name: 'UNAUTHORIZED', message, status: 401 } });
      await workbench.accounts.refresh(nova);
      if (nova.state.kind === 'failed') this.sentencesOfWrongSecret.push(nova.state.error.sentence);
    }
    this.#note('what the views show of a failure', this.sentencesOfWrongSecret);
  }

  /** Two partners, of whom the service refuses the second, with words that repeat the token. */
  async #inviteInPanel(acme: Account): Promise<void> {
    const { workbench } = await testHandle();
    (await workbench.invitations()).show();
    const page = await this.#pages.page('cleanRooms.invitations');
    const [message] = this.tokens.map((each) => `Bearer ${each} may not invite`);
    await this.#sandbox.fault({ operation: 'addCleanroomPartner', after: 1, count: 1, error: { name: 'FORBIDDEN', message, status: 403 } });
    const wish = {
      connectionId: keyOf(acme.settings),
      room: { roomId: roomIdOf(acme) },
      invitations: [{ to: 'dana@lumen.example' }, { to: 'eli@lumen.example' }],
      mayReceiveResults: false,
      note: 'Welcome, {{partner}}',
    };
    await page.ask('check', { wish });
    this.invited = await page.ask('send', { runId: 'run-1', wish });
  }

  async #lookAtPermissions(acme: Account): Promise<void> {
    const { workbench } = await testHandle();
    (await workbench.permissions()).show();
    const page = await this.#pages.page('cleanRooms.permissions');
    await page.ask('read', { connectionId: keyOf(acme.settings), roomId: roomIdOf(acme), withShares: true });
  }

  async #beginOnboarding(acme: Account): Promise<void> {
    const { workbench } = await testHandle();
    (await workbench.onboarding()).show();
    const page = await this.#pages.page('cleanRooms.onboarding');
    const partners = [{ to: 'gus@lumen.example', name: 'Lumen' }];
    await page.ask('start', {
      runId: 'run-2',
      wish: { connectionId: keyOf(acme.settings), roomId: roomIdOf(acme), partners, flow: 'standard' },
    });
  }

  async #goOnAfterExpiry(acme: Account): Promise<void> {
    const { workbench } = await testHandle();
    await this.#sandbox.happens('tokens/expire', { client_id: this.#acme.clientId });
    await workbench.accounts.refresh(acme);
    await this.#noteToken();
  }

  /** As a model does: one reading, one that fails, one that writes after its plan was shown. */
  async #useTools(): Promise<void> {
    const { workbench } = await testHandle();
    const connection = this.#acme.name;
    const invite = { connection, cleanroomId: room, partnerEmails: ['fay@lumen.example'] };
    const tools = new WorkbenchTools(workbench);
    const invoke = (name: string, input: object) =>
      Promise.resolve(vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined })).catch(String);
    this.#note('tool list_connections', await invoke('list_connections', {}));
    this.#note('tool list_clean_rooms', await invoke('list_clean_rooms', { connection }));
    this.#note('tool that fails', await invoke('list_clean_rooms', { connection: this.#nova.name }));
    this.#note('plan of a tool', await tools.prepare('invite_partner_to_cleanroom', invite, token));
    this.#note('tool that writes', await tools.invoke('invite_partner_to_cleanroom', invite, token));
  }

  async #useMcpServer(): Promise<void> {
    const { listed, started } = await offeredMcpServers();
    this.listedServer = JSON.stringify(listed);
    const [server] = listed;
    if (server === undefined) throw new Error('No MCP server is listed.');
    this.startedServer = await started(server);
    for (const connection of [this.#acme.name, this.#nova.name])
      this.#note('MCP server', await talkTo(this.startedServer, 'list_clean_rooms', { connection }));
  }

  async #noteToken(): Promise<void> {
    const { token: given } = await this.#apiUsers.read(this.#apiUser);
    if (given === undefined) throw new Error('Acme Retail has no token.');
    this.tokens.push(given.accessToken);
  }

  get #apiUser(): { origin: string; clientId: string } {
    return { origin: this.#sandbox.endpoint, clientId: this.#acme.clientId };
  }

  get #apiUsers(): ApiUserStateFile {
    return new ApiUserStateFile(stateFolder());
  }

  #note(where: string, answer: unknown): void {
    this.#answers.push({ where, content: Buffer.from(JSON.stringify(answer ?? null)) });
  }
}

/** The room "Media Insights", by the id that messages name. */
function roomIdOf({ partners }: Account): string {
  const found = partners?.rooms.find((each) => each.room.displayId === room);
  if (found === undefined) throw new Error(`The clean room ${room} was not read.`);
  return found.room.id;
}
