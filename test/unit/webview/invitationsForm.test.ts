import assert from 'node:assert/strict';
import type { PanelConnection } from '../../../src/protocol/invitationMessages.ts';
import { readAddresses } from '../../../src/webview/partners/addressReading.ts';
import { placeOf, type InvitePlace } from '../../../src/webview/invitations/invite/invitePlace.ts';
import { freshInvite, newRoom, noteOf, stillThere, type InviteState } from '../../../src/webview/invitations/invite/inviteState.ts';
import { previewOf } from '../../../src/webview/invitations/invite/notePreview.ts';
import { hasProblem, problemsOf, wishOf } from '../../../src/webview/invitations/invite/wishOf.ts';
import { unpackState } from '../../../src/webview/invitations/savedState.ts';

const connection: PanelConnection = {
  connectionId: 'acme',
  name: 'Acme',
  accountId: 'Acme',
  region: 'api.habu.com',
  sandbox: false,
  state: 'read',
  content: {
    readAt: '2026-11-20T10:41:00Z',
    inviting: { addressedBy: 'email', carriesNote: true, mayCreate: true, inviter: 'ana', organisation: 'Acme' },
    reminderDays: 7,
    rooms: [{ id: 'media', displayId: 'CR-1', name: 'Media', status: '', invitations: [] }],
    allowances: [],
  },
};
const place: InvitePlace = { ...connection.content!.inviting!, rooms: connection.content!.rooms };
const read = (text: string): ReturnType<typeof readAddresses> => readAddresses(text, { ...place, acceptedMailDomains: [] });
const chosen: InviteState = { ...freshInvite, connectionId: 'acme', roomId: 'media' };
const making = (room: Partial<InviteState['room']>): InviteState => ({
  ...chosen,
  roomId: newRoom,
  room: { ...freshInvite.room, ...room },
});

describe('The form of an invitation', () => {
  it('can be sent once a clean room and an address are there', () => {
    const problems = problemsOf({ ...chosen, roomId: '' }, place, read(''), '');
    assert.deepEqual([problems.room, problems.addresses], ['Choose a clean room.', 'Give at least one address.']);
    assert.equal(hasProblem(problemsOf(chosen, place, read('a@one.example'), '')), false);
    assert.equal(problemsOf(chosen, place, read('foo'), '').addresses, 'None of the addresses can be used.');
  });

  it('makes a clean room for nobody yet, where it has a name and its days are days', () => {
    assert.equal(hasProblem(problemsOf(making({ name: 'Spring' }), place, read(''), '')), false);
    assert.equal(problemsOf(making({}), place, read(''), '').roomName, 'Give the clean room a name.');
    for (const startAt of ['2026-02-30', '2026-13-45', 'tomorrow'])
      assert.equal(problemsOf(making({ startAt }), place, read(''), '').startAt, 'Write a day of the calendar, as yyyy-mm-dd.');
    assert.equal(
      problemsOf(making({ startAt: '2026-03-02', endAt: '2026-03-01' }), place, read(''), '').endAt,
      'It would end before it begins.',
    );
  });

  it('makes no clean room where the service cannot', () => {
    assert.equal(problemsOf(making({ name: 'Spring' }), { ...place, mayCreate: false }, read(''), '').room, 'Choose a clean room.');
  });

  it('is not sent with a note that is too long', () => {
    assert.match(problemsOf(chosen, place, read('a@one.example'), 'x'.repeat(4001)).note, /4001 characters; at most 4000/);
  });

  it('says nothing of notes and abilities that the service does not have', () => {
    const state = { ...chosen, mayReceiveResults: true };
    const { note, mayReceiveResults } = wishOf(state, place, read('a@one.example'), 'Hello');
    assert.deepEqual([note, mayReceiveResults], ['Hello', false]);
    const aws = wishOf(state, { ...place, addressedBy: 'account_id', carriesNote: false }, read('a@one.example'), 'Hello');
    assert.deepEqual([aws.note, aws.mayReceiveResults], ['', true]);
  });

  it('has the first template as its note until the person writes one, also an empty one', () => {
    const templates = [{ name: 'standard', text: 'Standard' }];
    assert.deepEqual([noteOf({ note: undefined }, templates), noteOf({ note: '' }, templates)], ['Standard', '']);
  });

  it('shows the note as the first address gets it, and names what is not known yet', () => {
    const [first] = read('Nova <dana@nova.example>').usable;
    assert.equal(
      previewOf('{{partner}} {{email}} {{cleanRoom}} {{cleanRoomId}} {{inviter}}', chosen, place, first).text,
      'Nova dana@nova.example Media CR-1 ana',
    );
    assert.equal(
      previewOf('{{partner}} {{cleanRoom}} {{cleanRoomId}}', making({ name: 'Spring' }), place, undefined).text,
      '(the partner) Spring (its id)',
    );
  });

  it('goes to a connection and a clean room that are there, and waits for what is not read yet', () => {
    const gone = { ...chosen, roomId: 'gone' };
    assert.equal(stillThere(gone, { connections: [connection] }, undefined).roomId, '');
    assert.equal(stillThere(gone, { connections: [{ ...connection, content: undefined }] }, undefined), gone);
    assert.deepEqual(stillThere(gone, { connections: [] }, undefined), gone);
    const { connectionId, roomId } = stillThere({ ...chosen, connectionId: 'other' }, { connections: [connection] }, undefined);
    assert.deepEqual([connectionId, roomId], ['acme', '']);
  });

  it('begins with the connection that was used last, else with one that can invite, until the person chooses', () => {
    const mute = { ...connection, connectionId: 'mute', content: { ...connection.content!, inviting: undefined } };
    const last = { ...connection, connectionId: 'last' };
    const connections = [mute, connection, last];
    assert.equal(stillThere(freshInvite, { connections }, undefined).connectionId, 'acme');
    assert.equal(stillThere(freshInvite, { connections, lastUsed: 'last' }, undefined).connectionId, 'last');
    const picked = { ...freshInvite, connectionId: 'mute', connectionChosen: true };
    assert.equal(stillThere(picked, { connections, lastUsed: 'last' }, undefined).connectionId, 'mute');
    const filled = { ...freshInvite, connectionId: 'mute', addresses: 'a@one.example' };
    assert.equal(stillThere(filled, { connections, lastUsed: 'last' }, undefined).connectionId, 'mute');
  });

  it('goes on with the clean room that was made', () => {
    assert.equal(stillThere(making({ name: 'Media' }), { connections: [connection] }, 'Media').roomId, 'media');
    assert.equal(stillThere(making({ name: 'Media' }), { connections: [connection] }, undefined).roomId, newRoom);
  });

  it('has no place to invite through while a connection cannot be reached', () => {
    assert.equal(placeOf([{ ...connection, content: { ...connection.content!, inviting: undefined } }], 'acme'), undefined);
    assert.equal(placeOf([connection], 'acme')?.addressedBy, 'email');
  });
});

describe('What the invitations panel keeps', () => {
  it('comes back as it was', () => {
    const state = { ...unpackState(undefined), form: { ...chosen, note: 'Own', addresses: 'a@one.example' }, begun: 'run-1' };
    assert.deepEqual(unpackState(JSON.parse(JSON.stringify(state))), state);
  });

  it('counts for nothing where it is of another version', () => {
    assert.deepEqual(unpackState({ form: 'all' }), unpackState(undefined));
  });
});
