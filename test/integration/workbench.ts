/** What the tests inside VS Code start from: our extension, activated. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Account } from '../../src/extension/connections/account.ts';
import type { TestHandle } from '../../src/extension/activate.ts';

/** The tests start before VS Code has finished starting, so nothing may rely on an activation event. */
export async function activateWorkbench(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('clean-rooms-workbench.clean-rooms-workbench');
  if (extension === undefined) {
    throw new Error('VS Code did not load the extension.');
  }
  await extension.activate();
  return extension;
}

/** The absolute path of the project: what a test starts from there is `dist/cleanrooms.js`. */
export function projectFolder(): string {
  const folder = process.env['CLEANROOMS_PROJECT'];
  if (folder === undefined) {
    throw new Error('CLEANROOMS_PROJECT is missing: these tests run by `npm test integration`.');
  }
  return folder;
}

/** What the extension gives to tests, and to nobody else. */
export async function testHandle(): Promise<TestHandle> {
  const extension = await activateWorkbench();
  const { exports } = extension;
  if (!isTestHandle(exports)) throw new Error('The extension gave no test handle: VS Code does not run it in test mode.');
  return exports;
}

/** Connects an account of a sandbox for this window; it has not been read yet. */
export async function connect({ endpoint }: { endpoint: string }, accountId = '111122223333'): Promise<Account> {
  const { workbench } = await testHandle();
  return workbench.accounts.addForSession({ name: 'Sandbox', service: 'aws', endpoint, region: 'us-east-1', sandbox: true, accountId });
}

/** Connects an organisation of a sandbox for this window; it has not been read yet. */
export async function connectOrganisation({ endpoint }: { endpoint: string }, organisation = 'Acme Retail'): Promise<Account> {
  const { workbench } = await testHandle();
  return workbench.accounts.addForSession({
    name: `Sandbox: ${organisation}`,
    service: 'liveramp',
    organisation,
    clientId: organisation.toLowerCase().replaceAll(' ', '-'),
    endpoint: `${endpoint}/v1`,
    sandbox: true,
  });
}

/** Takes every account away and answers no more questions. */
export async function disconnectAll(): Promise<void> {
  const { workbench, answerConsent } = await testHandle();
  answerConsent(undefined);
  for (const account of workbench.accounts.all) workbench.accounts.remove(account);
}

/** Where the configuration lies by default. */
export function configurationFile(): string {
  return join(workspaceFolder(), 'collaboration-config.json');
}

export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('VS Code has no folder open.');
  return folder.uri.fsPath;
}

/** The built program, for sandboxes. */
export function builtProgram(): string {
  return join(projectFolder(), 'dist/cleanrooms.js');
}

/** Looks until something is there. */
export async function eventually<T>(look: () => T | undefined | false): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('It did not come.');
}

function isTestHandle(value: unknown): value is TestHandle {
  return typeof value === 'object' && value !== null && 'workbench' in value && 'answerConsent' in value;
}
