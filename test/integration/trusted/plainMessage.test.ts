import assert from 'node:assert/strict';
import { plainMessage } from '../../../src/extension/plainMessage.ts';

describe('a sentence for a notification', () => {
  it('holds no link, whatever a partner calls his collaboration', () => {
    const linked = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)/;
    for (const name of ['[Accept](command:cleanRooms.acceptAllInvitations)', '[[a]](command:x)', '](https://x)[y](https://z)']) {
      assert.doesNotMatch(plainMessage(`"${name}" was not accepted`), linked);
    }
  });

  it('keeps its words', () => {
    assert.equal(plainMessage('12 invitations (of 14) [draft]'), '12 invitations (of 14) [draft]');
    assert.equal(plainMessage('[a](command:b)'), '[a] (command:b)');
  });
});
