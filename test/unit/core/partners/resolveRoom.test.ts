import assert from 'node:assert/strict';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import type { Connection } from '../../../../src/core/model/connection.ts';
import { resolveRoom } from '../../../../src/core/partners/resolveRoom.ts';
import { rejection } from '../../support/jobs.ts';

const connection: Connection = {
  id: 'c',
  service: 'liveramp',
  name: 'Acme',
  accountId: 'Acme Retail',
  region: 'api.habu.com',
  sandbox: false,
};
const room = (id: string, displayId: string, name: string): CleanRoom => ({
  id,
  displayId,
  name,
  owner: 'Acme Retail',
  ours: true,
  status: 'COMPLETE',
  partners: [],
});
const rooms = [
  room('06d4c0de-0000-4000-8000-000000000001', 'CR-045144', 'Media Insights'),
  room('06d4c0de-0000-4000-8000-000000000002', 'CR-045145', 'Twin'),
  room('06d4c0de-0000-4000-8000-000000000003', 'CR-045146', 'twin '),
];

describe('which clean room is meant', () => {
  for (const reference of [
    '06d4c0de-0000-4000-8000-000000000001',
    '06D4C0DE-0000-4000-8000-000000000001',
    'CR-045144',
    'cr-045144',
    ' media insights ',
  ])
    it(`is found by ${JSON.stringify(reference)}`, () => {
      assert.equal(resolveRoom(rooms, reference, connection).displayId, 'CR-045144');
    });
  it('is asked for by id where several have the name', async () => {
    const error = await rejection(Promise.resolve().then(() => resolveRoom(rooms, 'TWIN', connection)));
    assert.equal(error.code, 'invalid_input');
    assert.match(error.remedy ?? '', /CR-045145, CR-045146/);
  });
  it('is said to be unknown, with those that there are', async () => {
    const error = await rejection(Promise.resolve().then(() => resolveRoom(rooms, 'Nowhere', connection)));
    assert.equal(error.code, 'not_found');
    assert.match(error.sentence, /Acme Retail.*"Nowhere".*"Media Insights" \(CR-045144\)/);
  });
});
