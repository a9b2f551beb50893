import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  connectionsSetting,
  forgetConnectionSettings,
  readConnectionSettings,
  saveConnectionSettings,
} from '../../../src/extension/connections/connectionSettings.ts';
import { activateWorkbench } from '../workbench.ts';

describe('the connections in the settings', function () {
  this.timeout(30_000);
  const written = (): unknown => vscode.workspace.getConfiguration().inspect(connectionsSetting)?.globalValue;
  const write = (value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration().update(connectionsSetting, value, vscode.ConfigurationTarget.Global);

  before(() => activateWorkbench());
  after(() => write(undefined));

  it('are added and taken away without touching what is written wrongly, and never twice', async () => {
    const wrong = { name: 'Typo', servise: 'aws' };
    const connection = { name: 'Nightly', service: 'aws' as const, region: 'eu-west-1', profile: 'no-such-profile' };
    await write([wrong]);
    await saveConnectionSettings(connection);
    await saveConnectionSettings({ profile: 'no-such-profile', region: 'eu-west-1', service: 'aws', name: 'Nightly' });
    assert.deepEqual(written(), [wrong, connection]);
    assert.equal(readConnectionSettings().problems.length, 1);
    await forgetConnectionSettings(connection);
    assert.deepEqual(written(), [wrong]);
  });
});
