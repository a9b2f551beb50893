import assert from 'node:assert/strict';
import { answers, expectAnswer } from '../../../../src/services/liveramp/answers.ts';
import { rejection } from '../../support/jobs.ts';

const invitation = { id: 'i-1', partnerAdminEmail: 'ana@nova.example', Status: 'PENDING' };
const idsOf = (answer: unknown): string[] => expectAnswer('list', 'Acme', answers.invitations, answer).map(({ id }) => id);

describe('A list of invitations', () => {
  const shapes: [string, unknown, string[]][] = [
    ['an array', [invitation, { ...invitation, id: 'i-2' }], ['i-1', 'i-2']],
    ['one object, as the document has it', invitation, ['i-1']],
    ['null', null, []],
    ['an empty body', undefined, []],
    ['an empty object', {}, []],
    ['an empty array', [], []],
  ];
  for (const [name, answer, ids] of shapes)
    it(`may be ${name}`, () => {
      assert.deepEqual(idsOf(answer), ids);
    });
  for (const [name, answer] of [
    ['a page of a proxy', '<html>Sign in</html>'],
    ['an object that is no invitation', { error: 'no' }],
    ['a number', 7],
  ] as const)
    it(`is not made out of ${name}`, async () => {
      assert.equal((await rejection(Promise.resolve().then(() => idsOf(answer)))).code, 'unexpected_answer');
    });
});

describe('Any other list', () => {
  for (const [name, answer] of [
    ['null', null],
    ['an empty body', undefined],
  ] as const)
    it(`is empty where ${name} is answered`, () => {
      assert.deepEqual(expectAnswer('getAllCleanrooms', 'Acme', answers.cleanRooms, answer), []);
    });
});

describe('A clean room in an answer', () => {
  const room = { id: 'r-1', name: 'Media Insights' };
  const read = (more: object) => expectAnswer('getAllCleanrooms', 'Acme', answers.cleanRooms, [{ ...room, ...more }])[0];

  it('needs an id and a name and nothing else', () => {
    assert.deepEqual([read({})?.name, read({})?.partners], ['Media Insights', []]);
  });
  it('ends never where endAt is an empty text, as the live service answers', () => {
    assert.equal(read({ endAt: '' })?.endAt, undefined);
  });
  it('has no partners where the list of them is null', () => {
    assert.deepEqual(read({ partners: null })?.partners, []);
  });
  it('may have properties that nobody has heard of', () => {
    assert.equal(read({ colour: { of: 'the door' } })?.id, 'r-1');
  });
  it('was made at no time where the time is the year 1', () => {
    assert.equal(read({ timeAudit: { createdAt: '0001-01-01T00:00:00Z' } })?.timeAudit?.createdAt, undefined);
  });
  for (const [name, answer, place] of [
    ['no id', { name: 'Media Insights' }, '0.id'],
    ['no name', { id: 'r-1' }, '0.name'],
    ['an empty name', { ...room, name: '' }, '0.name'],
    ['a number for a name', { ...room, name: 7 }, '0.name'],
  ] as const)
    it(`is refused with ${name}, naming the operation, the organisation and the property`, async () => {
      const error = await rejection(Promise.resolve().then(() => expectAnswer('getAllCleanrooms', 'Acme', answers.cleanRooms, [answer])));
      assert.equal(error.code, 'unexpected_answer');
      for (const word of ['getAllCleanrooms', 'Acme', place]) assert.ok(error.message.includes(word), `${word} in ${error.message}`);
    });
});

describe('A token in an answer', () => {
  for (const accessToken of ['with\nline', 'with space', '', 'ümlaut'])
    it(`is refused, and not repeated, where it cannot stand in a header: ${JSON.stringify(accessToken)}`, async () => {
      const error = await rejection(Promise.resolve().then(() => expectAnswer('createToken', 'Acme', answers.token, { accessToken })));
      assert.ok(accessToken === '' || !error.sentence.includes(accessToken));
    });
});

describe('A partner in an answer', () => {
  const nova = { id: 'p-1', name: 'Nova Media' };
  for (const [name, user] of [
    ['no role', { id: 'u-1' }],
    ['a role that is null', { id: 'u-1', role: null }],
    ['a role with nothing in it', { id: 'u-1', role: { id: '', name: '' } }],
    ['no person behind it', { id: 'u-1', user: null }],
  ] as const)
    it(`may have a user with ${name}`, () => {
      const [partner] = expectAnswer('getAllCleanroomPartners', 'Acme', answers.partners, [{ ...nova, cleanRoomUsers: [user] }]);
      assert.deepEqual([partner?.cleanRoomUsers[0]?.id, partner?.cleanRoomUsers[0]?.role?.id], ['u-1', undefined]);
    });
  it('has no users where the list of them is null', () => {
    const [partner] = expectAnswer('getAllCleanroomPartners', 'Acme', answers.partners, [{ ...nova, cleanRoomUsers: null }]);
    assert.deepEqual(partner?.cleanRoomUsers, []);
  });
});
