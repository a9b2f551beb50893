import assert from 'node:assert/strict';
import { connectionFailure, type ConnectionIdentity } from '../../../../src/core/diagnosis/connectionFindings.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';

const connection: ConnectionIdentity = {
  id: 'aws:111122223333:us-east-1',
  service: 'aws',
  name: 'Acme Data',
  accountId: '111122223333',
  region: 'us-east-1',
  sandbox: false,
};

describe('what keeps a whole connection from being read', () => {
  const cases: [story: string, error: CleanRoomError, id: string, waitsFor: 'you' | 'service'][] = [
    ['no credentials', unusable('missing'), 'connection.credentials_missing', 'you'],
    ['credentials whose time is over', unusable('expired'), 'connection.credentials_expired', 'you'],
    ['credentials that are refused', unusable('refused'), 'connection.credentials_refused', 'you'],
    ['a profile that now belongs to another account', unusable('other_account'), 'connection.wrong_account', 'you'],
    [
      'a Region without the service',
      new CleanRoomError('invalid_input', 'No.', { details: { reason: 'region' } }),
      'connection.wrong_region',
      'you',
    ],
    ['a server that does not answer', new CleanRoomError('no_answer', 'No answer.'), 'connection.unreachable', 'you'],
    ['a service that asks to slow down', new CleanRoomError('throttled', 'Slow down.'), 'connection.throttled', 'service'],
    ['a service that fails', new CleanRoomError('service_fault', 'Internal error.'), 'connection.failed', 'service'],
  ];
  for (const [story, error, id, waitsFor] of cases)
    it(`is ${story}`, () => {
      const finding = connectionFailure(connection, error);
      assert.deepEqual([finding.id, finding.severity, finding.waitsFor], [id, 'error', waitsFor]);
      assert.match(finding.title, /^The connection Acme Data cannot be used: /);
      assert.equal(finding.remedies.length, 1);
    });

  it('is an action that is not permitted, which is named', () => {
    const error = new CleanRoomError('not_permitted', 'Denied.', {
      details: { operation: 'ListMemberships', missingAction: 'cleanrooms:ListMemberships' },
    });
    const { id, severity, subject } = connectionFailure(connection, error);
    assert.deepEqual([id, severity, subject.name], ['permission.missing', 'error', 'cleanrooms:ListMemberships']);
  });
});

function unusable(reason: 'missing' | 'expired' | 'refused' | 'other_account'): CleanRoomError {
  return new CleanRoomError('connection_unusable', 'The credentials do not do.', { details: { reason } });
}
