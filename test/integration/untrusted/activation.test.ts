import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateWorkbench } from '../workbench.ts';

describe('in an untrusted workspace', () => {
  it('the extension activates all the same', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const extension = await activateWorkbench();
    assert.equal(extension.isActive, true);
  });
});
