import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activateWorkbench } from '../workbench.ts';

describe('the configuration file in an editor', function () {
  this.timeout(40_000);
  const file = (): string => join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'collaboration-config.json');

  before(() => activateWorkbench());
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(file(), { force: true });
  });

  it('gets problems, completion and hover from the contributed schema', async () => {
    await writeFile(file(), '{\n  "defaults": { "table_prefix": 7 },\n  "collaborations": []\n}\n');
    const document = await vscode.workspace.openTextDocument(file());
    await vscode.window.showTextDocument(document);
    const problem = await eventually(() => vscode.languages.getDiagnostics(document.uri).find(({ range }) => range.start.line === 1));
    assert.match(problem.message, /string/);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 18),
    );
    assert.match(
      hovers
        .flatMap(({ contents }) => contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')))
        .join('\n'),
      /Only configured tables whose name begins with this/,
    );
    const completion = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(1, 15),
    );
    assert.ok(completion.items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'exclude_tables'));
  });
});

async function eventually<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((later) => setTimeout(later, 200));
  }
  throw new Error('It did not come.');
}
