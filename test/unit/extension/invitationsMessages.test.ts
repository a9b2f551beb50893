import assert from 'node:assert/strict';
import { createCleanRoomInput } from '../../../src/core/jobs/partners/createCleanRoom.ts';
import { invitePartnersInput } from '../../../src/core/jobs/partners/invitePartners.ts';
import { surveyPartners } from '../../../src/core/jobs/partners/surveyPartners.ts';
import { CleanRoomError } from '../../../src/core/errors.ts';
import { reminderText } from '../../../src/core/diagnosis/sentInvitationFindings.ts';
import { panelConnection } from '../../../src/extension/panels/invitations/panelConnections.ts';
import { panelItem } from '../../../src/extension/panels/panelItems.ts';
import { reminderMail } from '../../../src/extension/panels/reminderMail.ts';
import { createInput, inviteInput } from '../../../src/extension/panels/invitations/wishedInput.ts';
import { invitationProtocol, type InvitationWish, type NewRoomWish } from '../../../src/protocol/invitationMessages.ts';
import { fault, InMemoryPartners, organisation, PartnerWorld } from '../support/partners/inMemoryPartners.ts';
import { partnerContext } from '../support/partners/partnerJobs.ts';

const wish: InvitationWish = {
  connectionId: 'acme',
  room: { roomId: 'room-1' },
  invitations: [{ to: 'dana@nova.example', partnerName: 'Nova' }],
  mayReceiveResults: false,
  note: 'Hello',
};
const newRoom: NewRoomWish = {
  name: 'Spring',
  type: 'Hybrid',
  cloud: 'CLOUD_AWS',
  region: 'REGION_EU',
  subRegion: ' ',
  startAt: '',
  endAt: '',
  description: '',
  features: [],
};

/** A connection as it is after a reading, with what a partner or the service may have written anywhere. */
async function pictureWith(prepare: (world: PartnerWorld, service: InMemoryPartners) => void) {
  const world = new PartnerWorld();
  const service = new InMemoryPartners(world);
  prepare(world, service);
  const partners = await surveyPartners.run(partnerContext({ service }), { with_partners: true });
  const { accountId, region, sandbox } = organisation;
  return panelConnection(
    'acme',
    {
      settings: { name: 'acme', service: 'liveramp', organisation: accountId, clientId: 'acme-retail' },
      state: { kind: 'failed', error: new CleanRoomError('no_answer', 'Lost.\u202e'), before: undefined },
      place: { accountId, region, sandbox, endpoint: undefined },
      partners,
      opened: service,
    },
    { inviter: { name: 'ana' } },
  );
}

describe('What the form asks for', () => {
  it('is what the job that invites takes', () => {
    assert.deepEqual(invitePartnersInput.parse(inviteInput('room-1', { ...wish, mayReceiveResults: true })), {
      room: 'room-1',
      invitations: [{ to: 'dana@nova.example', partner_name: 'Nova', abilities: ['CAN_RECEIVE_RESULTS'] }],
      note: 'Hello',
    });
  });

  it('is what the job that makes a clean room takes, without what was left empty', () => {
    assert.deepEqual(createInput(newRoom, { ...wish, invitations: [] }), {
      name: 'Spring',
      type: 'Hybrid',
      cloud: 'CLOUD_AWS',
      region: 'REGION_EU',
      features: [],
    });
    const whole = { ...newRoom, subRegion: 'SUB_REGION_EAST1', startAt: '2026-12-01', endAt: '2027-12-01', description: 'For spring' };
    const parsed = createCleanRoomInput.parse(createInput(whole, wish));
    assert.deepEqual(
      [parsed.sub_region, parsed.start_at, parsed.end_at, parsed.description, parsed.invitations?.length, parsed.note],
      ['SUB_REGION_EAST1', '2026-12-01', '2027-12-01', 'For spring', 1, 'Hello'],
    );
  });
});

describe('A connection of the invitations panel', () => {
  it('holds our own rooms with what was sent, and fits the protocol', async () => {
    const shown = await pictureWith((world, service) => {
      const room = world.room('Media');
      world.room('Theirs', { ours: false });
      world.room('Locked');
      world.invitation(room, 'dana@nova.example', { createdAt: '2026-01-01T00:00:00Z' });
      world.allowances = [{ name: 'Tokens of today', left: 1, of: 2 }];
      service.fault = fault('listPartnerInvitationsForInviter', 'not_permitted', 'No administrator.', 'room-3');
    });
    const picture = { connections: [shown], mayWrite: true, noteTemplates: [], mayKeepTemplates: false, acceptedMailDomains: [] };
    assert.deepEqual(invitationProtocol.news.connections.parse(picture), picture);
    assert.deepEqual(
      shown.content?.rooms.map(({ name, invitations }) => [name, invitations.map(({ to, reminderDue }) => [to, reminderDue])]),
      [
        ['Media', [['dana@nova.example', true]]],
        ['Locked', []],
      ],
    );
    assert.match(shown.content.rooms[1]?.problem?.sentence ?? '', /No administrator/);
    assert.deepEqual(shown.content.inviting, {
      addressedBy: 'email',
      carriesNote: true,
      mayCreate: true,
      inviter: 'ana',
      organisation: 'Acme Retail',
    });
  });

  it('is cleaned of what words of others could forge; lines of a note stay', async () => {
    const shown = await pictureWith((world) => {
      const room = world.room('Me\u202edia\nX');
      world.invitation(room, 'a\u0007@b.example', { note: 'One\u001b[2J\nTwo', partnerName: 'P\u200b', status: 'S\nT', state: 'unknown' });
    });
    const [room] = shown.content?.rooms ?? [];
    const [sent] = room?.invitations ?? [];
    assert.deepEqual(
      [shown.error, room?.name, sent?.to, sent?.note, sent?.partnerName, sent?.status],
      ['Lost.', 'Media X', 'a@b.example', 'One[2J\nTwo', 'P', 'S T'],
    );
  });

  it('cannot invite while its service is not open, and shows what was read', async () => {
    const { content } = await pictureWith((world) => {
      world.room('Media');
    });
    assert.equal(content?.rooms.length, 1);
    const closed = panelConnection(
      'acme',
      {
        settings: { name: 'acme', service: 'liveramp', organisation: 'Acme', clientId: 'c' },
        state: { kind: 'closed' },
        place: { accountId: undefined, region: undefined, sandbox: false, endpoint: undefined },
        partners: undefined,
        opened: undefined,
      },
      undefined,
    );
    assert.deepEqual([closed.state, closed.content], ['reading', undefined]);
  });

  it('names a step by the whole address, however long it is', () => {
    const to = `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`;
    const { name } = panelItem({
      key: 'k',
      action: 'invite',
      subject: { kind: 'invitation', name: to },
      sentence: '',
      outcome: 'failed',
      reason: '',
    });
    assert.equal(name, to);
  });
});

describe('A reminder as a mail', () => {
  const room = { id: 'room-1', name: 'R&D: what next? #1', owner: 'Acme', ours: true, status: '', partners: [] };
  const invitation = { id: 'i', roomId: 'room-1', to: 'dana@nova.example', state: 'pending' as const, status: 'PENDING' };

  it('has the subject of its first line, and the rest as its words', () => {
    const { path, query } = reminderMail('dana@nova.example', 'Subject: Come\n\nHello,\nplease answer.\n');
    assert.deepEqual([path, query], ['dana@nova.example', 'subject=Come&body=Hello,\r\nplease answer.']);
  });

  it('stays whole where words of others hold what ends a part of an address', () => {
    const { query } = reminderMail('dana@nova.example', reminderText(organisation, room, invitation, 8));
    assert.equal(query.split('&').length, 2);
    assert.doesNotMatch(query, /[#?]/);
    assert.match(query, /R＆D: what next？ ＃1/);
  });

  it('goes to nobody where the partner is known by its account id only', () => {
    assert.equal(reminderMail('444455556666', 'Subject: Come\n\nHello').path, '');
  });

  it('is refused where the address is none', () => {
    for (const to of ['dana@nova.example?bcc=eve@x.example', 'dana', '', 'a@b.example,c@d.example', 'a@b.example&cc=x'])
      assert.throws(() => reminderMail(to, 'Subject: Come\n\nHello'), { code: 'invalid_input' });
  });
});
