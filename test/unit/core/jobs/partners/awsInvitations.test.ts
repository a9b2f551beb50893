import assert from 'node:assert/strict';
import { cancelPartnerInvitations } from '../../../../../src/core/jobs/partners/cancelPartnerInvitations.ts';
import { invitePartners } from '../../../../../src/core/jobs/partners/invitePartners.ts';
import { listPartnerInvitations } from '../../../../../src/core/jobs/partners/listPartnerInvitations.ts';
import { resendPartnerInvitations } from '../../../../../src/core/jobs/partners/resendPartnerInvitations.ts';
import type { CleanRoomService } from '../../../../../src/core/service.ts';
import { openAwsConnection } from '../../../../../src/services/aws/openAwsConnection.ts';
import { outcomes, partnerContext, planPartnerJob, runPartnerJob } from '../../../support/partners/partnerJobs.ts';
import { TestSandbox } from '../../../support/sandbox.ts';

const nova = '444455556666';
const harbour = '555566667777';
const tailspin = '777788889999';
const newcomer = '888899990000';

describe('invitations to collaborations of AWS', function () {
  this.timeout(20_000);
  let sandbox: TestSandbox;
  let service: CleanRoomService;
  beforeEach(async () => {
    sandbox = await TestSandbox.start('partners');
    service = await openAwsConnection({ region: 'us-east-1', endpoint: sandbox.endpoint, sandboxAccountId: '111122223333' }, undefined, {});
  });
  afterEach(() => sandbox.stop());

  it('stand in the same list as all others, and the old one wants a reminder', async () => {
    const { rooms, findings } = await listPartnerInvitations.run(partnerContext({ service }), { pending_only: true });
    assert.deepEqual(rooms.map(({ room, invitations }) => [room.name, invitations.map(({ to }) => to).sort()]).sort(), [
      ['Acme and Nova reach study', [harbour]],
      ['Holiday measurement', [nova, tailspin]],
    ]);
    assert.deepEqual(
      findings.map(({ id, subject, remedies }) => [id, subject.name, remedies.map(({ job }) => job)]),
      [['sent_invitation.unanswered', harbour, [undefined, 'resend-partner-invitations']]],
    );
  });

  it('are not sent again where the partner would lose for good what only the making of a collaboration gives', async () => {
    const { plan } = await planPartnerJob({ service }, resendPartnerInvitations, { room: 'Holiday measurement', invitations: [nova] });
    assert.deepEqual([plan.steps, plan.leftOut.map(({ code }) => code)], [[], ['not_possible']]);
    assert.match(plan.leftOut[0]?.reason ?? '', /CAN_QUERY, queryCompute.*reminder/);
  });

  it('are sent again with what the partner could do, and the plan says that members may have to agree', async () => {
    const { plan } = await planPartnerJob({ service }, resendPartnerInvitations, { room: 'Holiday measurement', invitations: [tailspin] });
    assert.deepEqual(
      plan.warnings.map(({ code }) => code),
      ['resend', 'needs_approval'],
    );
    // AWS sends no mail.
    assert.doesNotMatch(plan.warnings[0]?.sentence ?? '', /mail/);
    const result = await runPartnerJob({ service }, resendPartnerInvitations, { room: 'Holiday measurement', invitations: [tailspin] });
    assert.deepEqual(
      result.items.map(({ outcome }) => outcome),
      ['done', 'done'],
    );
  });

  it('are cancelled with a warning where something is lost for good', async () => {
    const { plan } = await planPartnerJob({ service }, cancelPartnerInvitations, { room: 'Holiday measurement', invitations: [nova] });
    assert.deepEqual(
      plan.warnings.map(({ code }) => code),
      ['takes_away'],
    );
  });

  it('want a name for a new member, and not ourselves', async () => {
    const room = (await service.cleanRooms?.list())?.find(({ name }) => name === 'Holiday measurement');
    const result = await runPartnerJob({ service }, invitePartners, {
      room: 'Holiday measurement',
      invitations: [
        { to: newcomer, partner_name: 'Orbit Data', abilities: ['CAN_RECEIVE_RESULTS'] },
        { to: '999900001111' },
        { to: '111122223333', partner_name: 'Us' },
      ],
    });
    assert.deepEqual(outcomes(result), [
      `done invite|${room?.id ?? ''}|${newcomer}`,
      `left_out left_out|invalid_address|invitation|${room?.id ?? ''}|999900001111`,
      `left_out left_out|already_partner|invitation|${room?.id ?? ''}|111122223333`,
    ]);
  });
});
