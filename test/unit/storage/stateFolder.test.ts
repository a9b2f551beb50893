import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { stateFolder } from '../../../src/storage/stateFolder.ts';

describe("the user's state folder", () => {
  for (const [story, environment, platform, expected] of [
    ['on Linux', {}, 'linux', join(homedir(), '.local/state/clean-rooms-workbench')],
    ['on a Mac', {}, 'darwin', join(homedir(), 'Library/Application Support/clean-rooms-workbench')],
    ['on Windows', { LOCALAPPDATA: '/users/ada/local' }, 'win32', '/users/ada/local/clean-rooms-workbench'],
    ['on Windows without the variable', { LOCALAPPDATA: '' }, 'win32', join(homedir(), 'AppData/Local/clean-rooms-workbench')],
    ['where XDG_STATE_HOME says', { XDG_STATE_HOME: '/var/state' }, 'linux', '/var/state/clean-rooms-workbench'],
    [
      'at its usual place where XDG_STATE_HOME is empty',
      { XDG_STATE_HOME: '' },
      'linux',
      join(homedir(), '.local/state/clean-rooms-workbench'),
    ],
    [
      'at its usual place where XDG_STATE_HOME is relative, which counts for nothing',
      { XDG_STATE_HOME: 'state' },
      'linux',
      join(homedir(), '.local/state/clean-rooms-workbench'),
    ],
  ] as const) {
    it(`lies ${story}`, () => {
      assert.equal(stateFolder(environment, platform), expected);
    });
  }
});
