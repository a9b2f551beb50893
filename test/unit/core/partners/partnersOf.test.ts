import assert from 'node:assert/strict';
import type { Coverage, CoverageRow } from '../../../../src/core/coverage/coverage.ts';
import type { PartnersSurvey } from '../../../../src/core/jobs/partners/surveyPartners.ts';
import { nameOf, partnersOf, type PartnersSource } from '../../../../src/core/partners/partnersOf.ts';
import { contoso, id, northwind, ownAccount } from '../../builders.ts';
import { organisation, PartnerWorld } from '../../support/partners/partnerWorld.ts';

const europe = '222233334444';

function row(number: number, name: string, members: Partial<CoverageRow['members'][number]>[]): CoverageRow {
  return {
    collaborationId: id('collaboration', number),
    membershipId: id('membership', number),
    name,
    creatorAccountId: northwind,
    creatorDisplayName: 'Northwind Media',
    managed: true,
    readAt: '2026-01-01T00:00:00.000Z',
    members: members.map((member) => ({ accountId: '', displayName: '', status: 'ACTIVE', abilities: [], pays: [], ...member })),
    cells: [],
  };
}

function source(accountId: string, rows: CoverageRow[], invitations: PartnersSource['invitations'] = []): PartnersSource {
  const connection = { id: `aws|${accountId}`, name: accountId, accountId, region: 'us-east-1', sandbox: false };
  const coverage: Coverage = { connection, takenAt: '2026-01-01T00:00:00.000Z', columns: [], tables: [], rows };
  return { connectionId: connection.id, accountId, coverage, invitations };
}

describe('partners', () => {
  const us = { accountId: ownAccount, displayName: 'Us' };
  const media = { accountId: northwind, displayName: 'Northwind Media', abilities: ['CAN_QUERY'], pays: ['queryCompute'] };

  it('stand once, with the collaborations that any of our accounts shares with them', () => {
    const partners = partnersOf([
      source(ownAccount, [row(1, 'Reach', [us, media])]),
      source(europe, [row(2, 'Loyalty', [{ accountId: europe, displayName: 'Europe' }, media])]),
    ]);
    assert.deepEqual(
      partners.map(({ accountId, rooms }) => [accountId, rooms.map((room) => [room.connectionId, room.name])]),
      [
        [
          northwind,
          [
            [`aws|${europe}`, 'Loyalty'],
            [`aws|${ownAccount}`, 'Reach'],
          ],
        ],
      ],
    );
  });

  it('show their status, abilities, what they pay, and whether they made the collaboration', () => {
    const [partner] = partnersOf([
      source(ownAccount, [row(1, 'Reach', [us, media, { accountId: contoso, displayName: 'Contoso', status: 'LEFT' }])]),
    ]);
    assert.equal(partner === undefined ? '' : nameOf(partner), 'Contoso');
    assert.deepEqual(
      partnersOf([source(ownAccount, [row(1, 'Reach', [us, media])])])[0]?.rooms.map(({ status, abilities, pays, isCreator }) => [
        status,
        abilities,
        pays,
        isCreator,
      ]),
      [['ACTIVE', ['CAN_QUERY'], ['queryCompute'], true]],
    );
    assert.equal(partner?.rooms[0]?.status, 'LEFT');
  });

  it('are known by an invitation too, and by every name that collaborations give them', () => {
    const invitation = {
      collaboration_id: id('collaboration', 3),
      name: 'New',
      creator_account_id: northwind,
      create_time: '2026-01-01T00:00:00Z',
    };
    const [partner] = partnersOf([
      source(ownAccount, [row(1, 'Reach', [us, media]), row(2, 'More', [us, { ...media, displayName: 'NW' }])], [invitation]),
    ]);
    assert.deepEqual(
      [partner?.names, partner?.rooms.map(({ name, status }) => [name, status])],
      [
        ['Northwind Media', 'NW'],
        [
          ['More', 'ACTIVE'],
          ['New', 'INVITES_YOU'],
          ['Reach', 'ACTIVE'],
        ],
      ],
    );
  });

  it('are never our own organisation, which LiveRamp lists in rooms of others', () => {
    const world = new PartnerWorld();
    const room = world.room('Theirs', { ours: false, owner: 'Nova' });
    const survey: PartnersSurvey = {
      connection: organisation,
      readAt: '2026-01-01T00:00:00.000Z',
      rooms: [{ room, invitations: [], partners: [world.partner(room, 'ACME retail'), world.partner(room, 'Orbit')] }],
      findings: [],
      reminderDays: 7,
      historyIncomplete: false,
      allowances: [],
    };
    assert.deepEqual(
      partnersOf([{ ...source('Acme Retail', []), partners: survey }]).map(({ accountId }) => accountId),
      ['Nova', 'Orbit'],
    );
  });
});
