import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../src/core/errors.ts';
import { wordsFor } from '../../../src/extension/log.ts';

describe('an error in VS Code', () => {
  it('offers to make the configuration that is missing, instead of naming the program', () => {
    const { sentence, step } = wordsFor(
      new CleanRoomError('configuration_missing', 'There is no configuration file x.json.', {
        remedy: 'Make one with: cleanrooms init-config.',
      }),
    );
    assert.equal(sentence, 'There is no configuration file x.json.');
    assert.deepEqual(step, { title: 'Initialise configuration', command: 'cleanRooms.initialiseConfiguration' });
  });

  it('leaves other steps of the command line out and keeps those for everybody', () => {
    assert.equal(
      wordsFor(new CleanRoomError('not_found', 'No invitation.', { remedy: 'List the invitations with: cleanrooms invitations.' }))
        .sentence,
      'No invitation.',
    );
    assert.equal(
      wordsFor(new CleanRoomError('connection_unusable', 'The sign-in has expired', { remedy: 'Sign in with: aws sso login.' })).sentence,
      'The sign-in has expired. Sign in with: aws sso login.',
    );
  });
});
