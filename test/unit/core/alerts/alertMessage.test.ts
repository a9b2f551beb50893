import assert from 'node:assert/strict';
import { alertMessage } from '../../../../src/core/alerts/alertMessage.ts';
import type { Alert } from '../../../../src/core/alerts/alerts.ts';

function alert(sentence: string): Alert {
  return { kind: 'failure', key: sentence, connection: 'prod', account_id: '111122223333', sentence };
}

describe('the message about alerts', () => {
  it('names the command, the connection and the account', () => {
    assert.equal(alertMessage('verify', [alert('It failed.')]), 'cleanrooms verify: 1 alerts\n• `prod 111122223333: It failed.`');
  });

  it('lets nobody be mentioned and nothing be linked', () => {
    const message = alertMessage('verify', [
      alert('<!channel> <@U1> <https://evil.example|here> & `https://evil.example` @here\n\u202eline'),
    ]);
    assert.ok(!/[<>]/.test(message));
    assert.ok(message.includes('&lt;!channel&gt;') && message.includes('&amp;'));
    // Outside code there are only our own words.
    assert.equal(message.replaceAll(/`[^`]*`/g, ''), 'cleanrooms verify: 1 alerts\n• ');
  });

  it('is not longer than a chat takes, and says how much it leaves out', () => {
    const message = alertMessage(
      'verify',
      Array.from({ length: 500 }, (_, index) => alert(`${index} ${'long '.repeat(40)}`)),
    );
    assert.ok(message.length < 4000, String(message.length));
    const shown = message.split('\n').filter((line) => line.startsWith('•')).length;
    assert.match(message, new RegExp(`… and ${500 - shown} more$`));
    assert.match(message, /^cleanrooms verify: 500 alerts\n/);
  });
});
