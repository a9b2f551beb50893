/** What the tests inside VS Code start from: our extension, activated. */
import * as vscode from 'vscode';
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

function isTestHandle(value: unknown): value is TestHandle {
  return typeof value === 'object' && value !== null && 'workbench' in value && 'answerConsent' in value;
}
