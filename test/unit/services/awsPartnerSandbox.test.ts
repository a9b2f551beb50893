import assert from 'node:assert/strict';
import {
  CleanRoomsClient,
  ListCollaborationChangeRequestsCommand,
  UpdateCollaborationChangeRequestCommand,
} from '@aws-sdk/client-cleanrooms';
import type { WriteRecord } from '../../../src/core/jobs/audit.ts';
import type { CleanRoom } from '../../../src/core/model/cleanRoom.ts';
import type { RoomPartner, SentInvitation } from '../../../src/core/model/sentInvitation.ts';
import type { MemberChanges, PartnerInvitations } from '../../../src/core/partnerService.ts';
import type { CleanRoomService } from '../../../src/core/service.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { rejection } from '../support/jobs.ts';
import { TestSandbox } from '../support/sandbox.ts';

const acme = '111122223333';
const nova = '444455556666';
const harbour = '555566667777';
const tailspin = '777788889999';
const newcomer = '888899990000';

describe('partners of AWS Clean Rooms in the sandbox', function () {
  this.timeout(15_000);
  let sandbox: TestSandbox;
  let service: CleanRoomService;
  let records: WriteRecord[];
  const recorder = { record: (write: WriteRecord) => void records.push(write) };
  beforeEach(async () => {
    sandbox = await TestSandbox.start('partners');
    records = [];
    service = await connect(acme);
  });
  afterEach(() => sandbox.stop());

  const connect = (sandboxAccountId: string): Promise<CleanRoomService> =>
    openAwsConnection({ region: 'us-east-1', endpoint: sandbox.endpoint, sandboxAccountId, requestTimeoutMs: 2000 }, undefined, {});
  const invitations = (): PartnerInvitations => service.partnerInvitations ?? assert.fail('no invitations');
  const changes = (): MemberChanges => service.memberChanges ?? assert.fail('no changes of members');
  const room = async (name: string): Promise<CleanRoom> =>
    (await service.cleanRooms?.list())?.find((each) => each.name === name) ?? assert.fail(`no ${name}`);
  /** Where Nova, the other active member, has to agree to every change. */
  const reachStudy = (): Promise<CleanRoom> => room('Acme and Nova reach study');
  /** Approves new members and what they may do by itself. */
  const holiday = (): Promise<CleanRoom> => room('Holiday measurement');
  const partner = async (of: CleanRoom, account: string): Promise<RoomPartner> =>
    (await service.partners?.list(of))?.find(({ id }) => id === account) ?? assert.fail(`no ${account}`);
  const invitation = async (of: CleanRoom, account: string): Promise<SentInvitation | undefined> =>
    (await invitations().list(of)).find(({ to }) => to === account);
  const invite = async ({ id }: CleanRoom, abilities: string[] = []): ReturnType<PartnerInvitations['invite']> =>
    invitations().invite({ roomId: id, to: newcomer, partnerName: 'Orbit Data', abilities }, { recorder });
  const cancel = async (of: CleanRoom, account: string): ReturnType<PartnerInvitations['cancel']> =>
    invitations().cancel((await invitation(of, account)) ?? assert.fail(`nobody invited ${account}`), { recorder });
  const setAbilities = async ({ id }: CleanRoom, accountId: string, abilities: string[]): ReturnType<MemberChanges['setAbilities']> =>
    changes().setAbilities({ collaborationId: id, accountId, displayName: 'them', abilities }, { recorder });
  const written = (): string[] => records.map(({ operation, outcome }) => `${operation} ${outcome}`);

  /** What the other member does in the AWS console with the one change request that waits. */
  const answer = async ({ id: collaborationIdentifier }: CleanRoom, action: 'APPROVE' | 'DENY'): Promise<void> => {
    const credentials = { accessKeyId: nova, secretAccessKey: 'sandbox' };
    const client = new CleanRoomsClient({ region: 'us-east-1', endpoint: sandbox.endpoint, credentials });
    const { collaborationChangeRequestSummaries: [waiting] = [] } = await client.send(
      new ListCollaborationChangeRequestsCommand({ collaborationIdentifier, status: 'PENDING' }),
    );
    await client.send(
      new UpdateCollaborationChangeRequestCommand({ collaborationIdentifier, changeRequestIdentifier: waiting?.id, action }),
    );
    client.destroy();
  };

  it('are listed with what became of their invitation', async () => {
    assert.deepEqual(
      (await invitations().list(await reachStudy())).map(({ to, partnerName, state, status }) => [to, partnerName, state, status]),
      [
        [nova, 'Nova Media', 'accepted', 'ACTIVE'],
        [harbour, 'Harbour Publishing', 'pending', 'INVITED'],
        ['666677778888', 'Brightline Agency', 'ended', 'LEFT'],
      ],
    );
  });

  it('are invited at once where the collaboration approves new members by itself', async () => {
    const { value, outcome } = await invite(await holiday(), ['CAN_RECEIVE_RESULTS']);
    assert.deepEqual([value.state, value.abilities, outcome], ['pending', ['CAN_RECEIVE_RESULTS'], 'created']);
    const { status, abilities } = await partner(await holiday(), newcomer);
    assert.deepEqual([status, abilities, written()], ['INVITED', ['CAN_RECEIVE_RESULTS'], ['CreateCollaborationChangeRequest created']]);
  });

  it('wait for the members to agree, and are invited when asked for again', async () => {
    const study = await reachStudy();
    const { value } = await invite(study);
    assert.deepEqual([value.state, value.status], ['awaiting_approval', 'PENDING']);
    assert.equal((await invite(study)).outcome, 'existing', 'a second request is not made');
    await answer(study, 'APPROVE');
    assert.equal((await invitation(study, newcomer))?.status, 'APPROVED');
    assert.deepEqual([(await invite(study)).value.state, (await invitation(study, newcomer))?.status], ['pending', 'INVITED']);
    assert.deepEqual(written(), ['CreateCollaborationChangeRequest created', 'UpdateCollaborationChangeRequest updated']);
  });

  it('are declined where a member denies, and can be asked for anew', async () => {
    const study = await reachStudy();
    await invite(study);
    await answer(study, 'DENY');
    assert.equal((await invitation(study, newcomer))?.state, 'declined');
    assert.deepEqual(
      [(await invite(study)).outcome, (await invitations().list(study)).filter(({ to }) => to === newcomer).map(({ status }) => status)],
      ['created', ['DENIED', 'PENDING']],
    );
  });

  it('are taken back before the members have agreed', async () => {
    const study = await reachStudy();
    await invite(study);
    assert.equal((await cancel(study, newcomer)).outcome, 'deleted');
    assert.deepEqual(
      [(await invitation(study, newcomer))?.state, (await cancel(study, newcomer)).outcome, written().at(-1)],
      ['cancelled', 'existing', 'UpdateCollaborationChangeRequest deleted'],
    );
  });

  it('are taken back after they were invited, and not once they have joined', async () => {
    const [study, measurement] = [await reachStudy(), await holiday()];
    assert.equal((await cancel(measurement, tailspin)).outcome, 'deleted');
    assert.deepEqual([(await invitation(measurement, tailspin))?.status, written()], ['REMOVED', ['DeleteMember deleted']]);
    assert.equal((await rejection(cancel(study, nova))).code, 'invalid_state');
  });

  it('are given and lose an ability, which is read back', async () => {
    const measurement = await holiday();
    assert.deepEqual((await setAbilities(measurement, nova, ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'])).value.applied, true);
    assert.deepEqual((await partner(measurement, nova)).abilities, ['CAN_QUERY', 'CAN_RECEIVE_RESULTS']);
    assert.equal((await setAbilities(measurement, nova, ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'])).outcome, 'existing');
    assert.deepEqual((await setAbilities(measurement, nova, ['CAN_QUERY'])).value.applied, true);
    assert.deepEqual((await partner(measurement, nova)).abilities, ['CAN_QUERY']);
  });

  it('are given an ability when the members have agreed and it is asked for again', async () => {
    const study = await reachStudy();
    const wished = ['CAN_RECEIVE_RESULTS', 'CAN_EXPORT_QUERY_ANALYSIS_LOG'];
    const { value } = await setAbilities(study, harbour, wished);
    assert.deepEqual(value, { applied: false, status: 'PENDING' });
    await answer(study, 'APPROVE');
    assert.deepEqual((await setAbilities(study, harbour, wished)).value, { applied: true, status: 'COMMITTED' });
    assert.deepEqual((await partner(study, harbour)).abilities, wished);
  });

  it('are not given what only the making of a collaboration gives', async () => {
    const error = await rejection(setAbilities(await holiday(), tailspin, ['CAN_QUERY']));
    assert.deepEqual([error.code, written()], ['invalid_input', []]);
  });

  it('are invited and changed by the creator alone', async () => {
    const study = await reachStudy();
    service = await connect(nova);
    const theirs = await rejection(invite(study));
    const ability = await rejection(setAbilities(study, harbour, []));
    assert.deepEqual([theirs.code, ability.code, written()], ['not_permitted', 'not_permitted', []]);
  });
});
