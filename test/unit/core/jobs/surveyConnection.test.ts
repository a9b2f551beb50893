import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { surveyConnection, withOlderPartners } from '../../../../src/core/jobs/surveyConnection.ts';
import { fault, InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { InMemoryCollaborations } from '../../support/partners/inMemoryCollaborations.ts';
import { World } from '../../inMemoryService.ts';
import { partnerContext } from '../../support/partners/partnerJobs.ts';
import { rejection } from '../../support/jobs.ts';

const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000 - 1000).toISOString();

function organisation() {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  world.partner(room, 'Nova');
  world.invitation(room, 'kim@orbit.example', { createdAt: eightDaysAgo });
  return { world, room, service: new InMemoryPartners(world) };
}
const broken = {
  file: 'clean-rooms/partners.json',
  read: () => Promise.reject(new CleanRoomError('configuration_broken', 'partners.json:1:2: no', { remedy: 'Correct it.' })),
  edit: () => Promise.resolve(),
};

describe('the survey of a connection', () => {
  it('of an organisation has its rooms, partners and what asks for a word, and no tables', async () => {
    const { service } = organisation();
    const { partners, result, coverage } = await surveyConnection.run(partnerContext({ service }), { all: true });
    assert.deepEqual(
      partners?.rooms.map(({ room, partners: those, invitations }) => [room.name, those?.length, invitations.length]),
      [['Media Insights', 1, 1]],
    );
    assert.deepEqual(
      result.findings.map(({ id }) => id),
      ['sent_invitation.unanswered'],
    );
    assert.deepEqual(coverage.rows, []);
  });

  it('keeps the invitations of a room whose partners cannot be read', async () => {
    const { room, service } = organisation();
    service.fault = fault('getAllCleanroomPartners', 'service_fault', 'It broke.', room.id);
    const { partners, result } = await surveyConnection.run(partnerContext({ service }), { all: true });
    assert.deepEqual([partners?.rooms[0]?.invitations.length, partners?.rooms[0]?.partnersProblem?.code], [1, 'service_fault']);
    const finding = result.findings.find(({ id }) => id === 'clean_room.unreadable');
    assert.match(finding?.title ?? '', /^Not readable: partners of "Media Insights"/);
    assert.doesNotMatch(finding?.remedies[0]?.title ?? '', /administrator/);
  });

  it('says of a room that the API user does not administer how to mend that', async () => {
    const { room, service } = organisation();
    service.fault = fault('listPartnerInvitationsForInviter', 'not_permitted', 'No.', room.id);
    const { result } = await surveyConnection.run(partnerContext({ service }), { all: true });
    assert.match(result.findings[0]?.remedies[0]?.title ?? '', /administrator of this clean room/);
  });

  it('reads everything although what the folder keeps about partners is broken, and says so', async () => {
    const { service } = organisation();
    const { partners, result } = await surveyConnection.run(partnerContext({ service, partnerSettings: broken }), { all: true });
    assert.equal(partners?.rooms.length, 1);
    assert.deepEqual(
      result.findings.filter(({ severity }) => severity === 'error').map(({ id, evidence }) => [id, evidence]),
      [['partner_settings.unreadable', ['partners.json:1:2: no']]],
    );
  });

  it('says that the organisation may be mistyped where no clean room is its own', async () => {
    const world = new PartnerWorld();
    world.room('Reach', { ours: false, owner: 'Acme Retail Inc.' });
    const { result } = await surveyConnection.run(partnerContext({ service: new InMemoryPartners(world) }), { all: true });
    const finding = result.findings.find(({ id }) => id === 'connection.no_room_of_ours');
    assert.match(finding?.evidence[0] ?? '', /Acme Retail Inc\./);
  });

  it('fails where an organisation cannot be read at all: there is nothing else', async () => {
    const { service } = organisation();
    service.fault = fault('getAllCleanrooms', 'no_answer');
    assert.equal((await rejection(surveyConnection.run(partnerContext({ service }), { all: true }))).code, 'no_answer');
  });

  it('of an AWS account keeps its tables where its partners cannot be read, with a finding', async () => {
    const service = new InMemoryCollaborations(new World());
    let asked = 0;
    // The first one is for invitations to us; the second for the collaborations whose partners are looked at.
    service.fault = (operation) =>
      operation === 'ListCollaborations' && (asked += 1) > 1 ? new CleanRoomError('throttled', 'Too fast.') : undefined;
    const { coverage, result, partners } = await surveyConnection.run(partnerContext({ service }), { all: true });
    assert.equal(partners, undefined);
    assert.equal(coverage.connection.accountId, service.connection.accountId);
    assert.deepEqual(
      result.findings.map(({ id, severity }) => [id, severity]).filter(([id]) => id === 'connection.partners_unreadable'),
      [['connection.partners_unreadable', 'warning']],
    );
  });

  it('shows what an older one knew of partners until the newer one does', async () => {
    const { service } = organisation();
    const older = await surveyConnection.run(partnerContext({ service }), { all: true });
    const { partners: _partners, ...interim } = { ...older, result: { ...older.result, findings: [] } };
    assert.deepEqual(
      withOlderPartners(interim, older).result.findings.map(({ id }) => id),
      ['sent_invitation.unanswered'],
    );
    assert.equal(withOlderPartners(older, older), older);
  });
});
