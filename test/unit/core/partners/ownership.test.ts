import assert from 'node:assert/strict';
import { otherOwner } from '../../../../src/core/partners/ownership.ts';
import { organisation, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';

describe('who alone sets a question’s permissions', () => {
  const cases: { story: string; ours: boolean; ownerOrganisationId: string | undefined; owner: string | undefined }[] = [
    { story: 'in our room: we, where the service does not say', ours: true, ownerOrganisationId: undefined, owner: undefined },
    { story: 'in our room: we, where the owner is no partner', ours: true, ownerOrganisationId: 'organisation-x', owner: undefined },
    { story: 'in our room: the partner that brought it', ours: true, ownerOrganisationId: 'organisation-Orbit', owner: 'Orbit' },
    { story: 'in our room: we, where we invited ourselves', ours: true, ownerOrganisationId: 'organisation-Acme Retail', owner: undefined },
    { story: 'in Nova’s room: Nova, where the service does not say', ours: false, ownerOrganisationId: undefined, owner: 'Nova' },
    { story: 'in Nova’s room: Nova, where the owner is no partner', ours: false, ownerOrganisationId: 'organisation-x', owner: 'Nova' },
    { story: 'in Nova’s room: another partner', ours: false, ownerOrganisationId: 'organisation-Orbit', owner: 'Orbit' },
    { story: 'in Nova’s room: we of our own', ours: false, ownerOrganisationId: 'organisation-Acme Retail', owner: undefined },
  ];
  for (const { story, ours, ownerOrganisationId, owner } of cases) {
    it(story, () => {
      const world = new PartnerWorld();
      const room = world.room('Media Insights', ours ? {} : { ours: false, owner: 'Nova' });
      const partners = [world.partner(room, 'Orbit'), world.partner(room, 'Acme Retail')];
      const question = world.question(room, 'Reach', [], ownerOrganisationId === undefined ? {} : { ownerOrganisationId });
      assert.equal(otherOwner(question, room, partners, organisation), owner);
    });
  }
});
