import assert from 'node:assert/strict';
import type { CleanRoomErrorCode } from '../../../../src/core/errors.ts';
import { errorOfRefusal, wordsOf, type CallSite } from '../../../../src/services/liveramp/liveRampErrors.ts';

const site: CallSite = {
  operation: 'getCleanroomDatasets',
  organisation: 'Acme Retail',
  clientId: 'acme-retail',
  host: 'api.habu.com',
  about: { room: '"Media Insights" (CR-045144)' },
};
const live = (code: number, message: string): string =>
  JSON.stringify({ status: 'NAME', code, timestamp: '12-08-2026 05:17:12', message, details: 'uri=/v1/cleanrooms' });
const secrets = ['xy"zzy'];
const said = (status: number, text: string, at: CallSite = site) =>
  errorOfRefusal({ status, words: wordsOf(status, text, secrets), requestId: 'r-1' }, at);

describe('A refusal of the service', () => {
  const codes: [number, CleanRoomErrorCode][] = [
    [302, 'refused'],
    [400, 'refused'],
    [401, 'connection_unusable'],
    [403, 'not_permitted'],
    [404, 'not_found'],
    [405, 'refused'],
    [409, 'already_exists'],
    [412, 'invalid_state'],
    [415, 'refused'],
    [429, 'throttled'],
    [500, 'service_fault'],
    [503, 'service_fault'],
  ];
  for (const [status, code] of codes)
    it(`with ${status} is ${code}, names the organisation, and keeps the request id`, () => {
      const error = said(status, live(status, 'Words of the service'));
      assert.deepEqual(
        [error.code, error.message.includes('Acme Retail'), error.details],
        [code, true, { operation: 'getCleanroomDatasets', requestId: 'r-1', ...(status === 401 ? { reason: 'refused' } : {}) }],
      );
    });

  const bodies: [string, string, string][] = [
    ['in the live form', live(400, 'Bad date'), 'Bad date'],
    ['in the form of the document', JSON.stringify({ code: '400', message: 'Bad date' }), 'Bad date'],
    ['with an empty body', '', 'HTTP status 400'],
    ['as a page of a proxy', '<html><body>Bad</body></html>', 'HTTP status 400'],
    ['as JSON without a message', '{"code":400}', 'HTTP status 400'],
    ['with a message that repeats the secret', live(400, 'You sent xy"zzy'), 'You sent …'],
    ['with a message that ends within the secret when it is cut short', live(400, `${'a'.repeat(396)}xy"zzy`), `${'a'.repeat(396)}…`],
    ['with a message that would forge lines', live(400, 'Bad\n\u001b[31mdate\u202e'), 'Bad [31mdate'],
  ];
  for (const [form, text, words] of bodies)
    it(`${form} is put as: ${words}`, () => {
      assert.ok(said(400, text).message.endsWith(`: ${words}`), said(400, text).message);
    });

  it('with 403 says who is no administrator of which room, and where to make it one', () => {
    assert.equal(
      said(403, live(403, 'Access denied')).sentence,
      'The API user acme-retail of Acme Retail is not an administrator of "Media Insights" (CR-045144): Access denied. ' +
        'Add acme-retail under Access → Users of that clean room, with administrator permission.',
    );
  });

  it('with 403 in a room of somebody else says whose it is, and that the owner has to act', () => {
    const { message, remedy } = said(403, live(403, 'Access denied'), {
      ...site,
      about: { room: '"Nova Reach Lab"', otherOwner: 'Nova Media' },
    });
    assert.deepEqual(
      [message, remedy],
      [
        'getCleanroomDatasets is not permitted to Acme Retail in "Nova Reach Lab", which belongs to Nova Media: Access denied',
        'Ask Nova Media: only the owner of a clean room invites, grants and configures.',
      ],
    );
  });

  it('with 403 names the operation where it is about no room', () => {
    const { message } = said(403, live(403, 'Access denied'), { ...site, operation: 'createCleanroom', about: undefined });
    assert.equal(message, 'The API user acme-retail of Acme Retail is not permitted createCleanroom: Access denied');
  });
});
