import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import type { InvitationState } from '../../../../src/core/model/sentInvitation.ts';
import { temporaryFolder } from '../../support/environment.ts';
import { rejection } from '../../support/jobs.ts';
import { openAcme } from './acme.ts';
import { LocalLiveRamp } from './localLiveRamp.ts';

const room = { id: 'r-1', name: 'Media Insights', owner: 'Acme Retail', ours: true, status: 'COMPLETE', partners: [] };

describe('The state of an invitation on LiveRamp', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  const stateOf = async (more: object): Promise<[InvitationState | undefined, string | undefined]> => {
    const server = await LocalLiveRamp.start(({ path }) =>
      path === '/cleanrooms/r-1/invitations' ? { json: [{ id: 'i-1', partnerAdminEmail: 'ana@one.example', ...more }] } : undefined,
    );
    const { service } = await openAcme(server.baseUrl, folder);
    const [invitation] = await service.partnerInvitations.list(room);
    server.close();
    return [invitation?.state, invitation?.status];
  };

  const states: [string, InvitationState][] = [
    ['PENDING', 'pending'],
    ['REQUEST_SENT_ADMIN', 'pending'],
    ['IN_PROGRESS', 'pending'],
    ['ACCEPTED', 'accepted'],
    ['DECLINED', 'declined'],
    ['DECLINED_BY_ADMIN', 'declined'],
    ['INVITE_STATUS_UNKNOWN', 'unknown'],
    ['EXPIRED', 'unknown'],
    ['constructor', 'unknown'],
  ];
  for (const [status, state] of states)
    it(`${status} is ${state}, and the service's own word is kept`, async () => {
      assert.deepEqual(await stateOf({ Status: status }), [state, status]);
    });

  it('is unknown without a status: "status" in small letters is not what the service says', async () => {
    assert.deepEqual(await stateOf({ status: 'PENDING' }), ['unknown', '']);
  });
  it('that is still unknown after it was taken back proves nothing', async () => {
    const server = await LocalLiveRamp.start(({ method }) =>
      method === 'GET' ? { json: [{ id: 'i-1', partnerAdminEmail: 'ana@one.example', Status: 'EXPIRED' }] } : undefined,
    );
    const { service, options } = await openAcme(server.baseUrl, folder);
    const [invitation] = await service.partnerInvitations.list(room);
    const error = await rejection(service.partnerInvitations.cancel(invitation!, options));
    server.close();
    assert.equal(error.code, 'unexpected_answer');
  });
  it('is cancelled where the service has noted a time at which it was deleted', async () => {
    assert.deepEqual(await stateOf({ Status: 'PENDING', timeAudit: { deletedAt: '2026-01-01T00:00:00Z' } }), ['cancelled', 'PENDING']);
  });
  it('is not cancelled by a deletion in the year 1, which means never', async () => {
    assert.deepEqual(await stateOf({ Status: 'PENDING', timeAudit: { deletedAt: '0001-01-01T00:00:00Z' } }), ['pending', 'PENDING']);
  });
});
