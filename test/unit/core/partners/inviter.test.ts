import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/core/model/connection.ts';
import { inviterOf, signatureOf, signingName } from '../../../../src/core/partners/inviter.ts';
import { organisation } from '../../support/partners/partnerWorld.ts';

const aws: Connection = { ...organisation, service: 'aws', name: 'Measurement', accountId: '111122223333', region: 'eu-west-1' };
const sam = { inviter: { name: 'Sam Lee' } };

describe('who signs what partners read', () => {
  it('is whom the folder names, with an address where there is one', () => {
    assert.equal(inviterOf(sam), 'Sam Lee');
    assert.equal(inviterOf({ inviter: { name: 'Sam Lee', address: 'sam@acme.example' } }), 'Sam Lee (sam@acme.example)');
    assert.equal(inviterOf({ inviter: { name: ' ' } }), undefined);
  });

  it('is the organisation, or the connection by its name, where the folder names nobody', () => {
    assert.deepEqual([signingName(organisation, {}), signingName(aws, undefined)], ['Acme Retail', 'Measurement']);
    assert.equal(signingName(aws, sam), 'Sam Lee');
  });

  for (const [story, connection, settings, signature] of [
    ['an organisation', organisation, undefined, 'Kind regards\nAcme Retail'],
    ['somebody of an organisation', organisation, sam, 'Kind regards\nSam Lee\nAcme Retail'],
    ['an account', aws, undefined, 'Kind regards\nMeasurement (AWS account 111122223333)'],
    ['an account without a name', { ...aws, name: aws.accountId }, undefined, 'Kind regards\n111122223333'],
  ] as const)
    it(`ends a mail of ${story}`, () => {
      assert.equal(signatureOf(connection, settings), signature);
    });
});
