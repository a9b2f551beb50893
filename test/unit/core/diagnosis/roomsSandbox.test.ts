import assert from 'node:assert/strict';
import { Acme } from '../../services/liveramp/acme.ts';
import { causes } from './roomsBench.ts';

describe('a diagnosis of clean rooms in the LiveRamp sandbox', () => {
  let acme: Acme;
  beforeEach(async () => {
    acme = await Acme.start();
  });
  afterEach(() => acme.stop());

  const total = (): number => Object.values(acme.opened.service.callCounts()).reduce((sum, count) => sum + count, 0);

  it('finds what is wrong in the whole organisation, each cause once', async () => {
    assert.deepEqual(await causes(acme.opened.service), [
      'clean_room.unreadable Loyalty Overlap',
      'question.missing_datasets Holiday audience overlap',
      'question.missing_datasets Sales after a site visit',
      'dataset.not_mapped Harbour subscribers > question.missing_datasets Subscriber value',
      'run.failed Audience overlap',
      'sent_invitation.declined ops@tailspin-insurance.example',
      'sent_invitation.unanswered data.partnerships@brightline-agency.example',
    ]);
    assert.ok(total() <= 4 * 7 + 40, `${total()} calls`);
  });

  it('says why one question cannot be run, in a few calls, until the partner has mapped its dataset', async () => {
    const asked = { subject: 'CRQ-136019' };
    assert.deepEqual(await causes(acme.opened.service, asked), [
      'dataset.not_mapped Harbour subscribers > question.missing_datasets Subscriber value > run.refused Subscriber value',
    ]);
    assert.ok(total() <= 12, `${total()} calls`);
    await acme.control('liveramp/questions/CRQ-136019', { assign: { SUBSCRIBERS: 'Harbour subscribers' } });
    assert.deepEqual(await causes(acme.opened.service, asked), []);
  });

  it('says of the old room that the API user has to be added, and nothing once it is', async () => {
    const asked = { room: 'CR-045077' };
    assert.deepEqual(await causes(acme.opened.service, asked), ['clean_room.unreadable Loyalty Overlap']);
    await acme.control('liveramp/rooms/CR-045077', { api_user_is_administrator: true });
    assert.deepEqual(await causes(acme.opened.service, asked), []);
  });
});
