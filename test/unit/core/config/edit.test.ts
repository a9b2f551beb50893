import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editConfiguration, type ConfigurationEdit } from '../../../../src/core/config/edit.ts';
import { parseConfiguration } from '../../../../src/core/config/parse.ts';
import type { CollaborationEntry, PendingInvitation } from '../../../../src/core/config/schema.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { configurationText, contoso, id, northwind, ownAccount } from '../../builders.ts';

const edit = (text: string, change: ConfigurationEdit): string => editConfiguration('c.json', text, change);
const pending = (number: number, more: object = {}): PendingInvitation => ({
  collaboration_id: id('collaboration', number),
  name: `Collaboration ${number}`,
  creator_account_id: northwind,
  ...more,
});
const entry = (number: number, more: Partial<CollaborationEntry> = {}): CollaborationEntry => ({
  name: `Collaboration ${number}`,
  collaboration_id: id('collaboration', number),
  membership_id: id('membership', number),
  status: 'active',
  ...more,
});
const read = (text: string) => {
  const parsed = parseConfiguration(text);
  assert.ok('configuration' in parsed, 'the edited file is broken');
  return parsed.configuration;
};

/** Files of many shapes: unknown keys, entries, indents, line ends, byte order marks. */
const anyFile = fc
  .record({
    entries: fc.uniqueArray(fc.nat(6), { maxLength: 4 }),
    invitations: fc.uniqueArray(fc.nat(6), { maxLength: 4 }),
    unknown: fc.dictionary(fc.stringMatching(/^x_[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    indent: fc.constantFrom<string | number>(0, 2, 4, '\t'),
    windows: fc.boolean(),
    mark: fc.boolean(),
    last: fc.boolean(),
    lists: fc.constantFrom('both', 'none'),
  })
  .map(({ entries, invitations, unknown, indent, windows, mark, last, lists }) => {
    const content = {
      x_first: 1,
      ...(lists === 'both'
        ? {
            pending_invitations: invitations.map((number) => ({ x_note: 'keep', ...pending(number) })),
            x_between: [1, { b: 2 }],
            collaborations: entries.map((number) => ({ x_mine: { deep: [number] }, ...entry(number, { association_pending: true }) })),
          }
        : {}),
      ...unknown,
    };
    const text = `${JSON.stringify(content, null, indent)}${last ? '\n' : ''}`;
    return `${mark ? '\ufeff' : ''}${windows ? text.replaceAll('\n', '\r\n') : text}`;
  });
const anyEdit = fc.oneof(
  fc
    .uniqueArray(fc.nat(8), { maxLength: 3 })
    .map((numbers): ConfigurationEdit => ({ kind: 'notePendingInvitations', invitations: numbers.map((number) => pending(number)) })),
  fc.uniqueArray(fc.nat(8), { maxLength: 3 }).map((numbers): ConfigurationEdit => ({
    kind: 'forgetPendingInvitations',
    accountId: ownAccount,
    collaborationIds: numbers.map((number) => id('collaboration', number)),
  })),
  fc.nat(8).map((number): ConfigurationEdit => ({
    kind: 'addCollaboration',
    accountId: ownAccount,
    entry: entry(number, { association_pending: true }),
  })),
  fc.uniqueArray(fc.nat(8), { maxLength: 3 }).map((numbers): ConfigurationEdit => ({
    kind: 'associationComplete',
    membershipIds: numbers.map((number) => id('membership', number)),
  })),
);

describe('editing the configuration', () => {
  it('moves an accepted invitation from the pending ones to the collaborations', () => {
    const text = edit(configurationText({ pending_invitations: [pending(1), pending(2)] }), {
      kind: 'addCollaboration',
      accountId: ownAccount,
      entry: entry(1),
    });
    assert.deepEqual(
      [read(text).collaborations?.map(({ name }) => name), read(text).pending_invitations?.map(({ name }) => name)],
      [['Collaboration 1'], ['Collaboration 2']],
    );
  });

  it('writes one entry just as the seed document shows it, and touches no other line', () => {
    const before = configurationText({ collaborations: [entry(1)] });
    const after = edit(before, { kind: 'addCollaboration', accountId: ownAccount, entry: entry(2) });
    const removed = before.split('\n').filter((line) => !after.split('\n').includes(line));
    assert.deepEqual(removed, []);
    assert.equal(after, configurationText({ collaborations: [entry(1), entry(2)] }));
  });

  it('makes the list where the file has none', () => {
    assert.deepEqual(read(edit('{}', { kind: 'addCollaboration', accountId: ownAccount, entry: entry(1) })).collaborations, [entry(1)]);
  });

  it('keeps what a person wrote into a pending entry', () => {
    const text = configurationText({ pending_invitations: [pending(1, { accept_payment: true, my_note: 'ask Bo' })] });
    assert.equal(edit(text, { kind: 'notePendingInvitations', invitations: [pending(1)] }), text);
  });

  it('says association_pending no more once everything is associated', () => {
    const text = edit(configurationText({ collaborations: [entry(1, { association_pending: true })] }), {
      kind: 'associationComplete',
      membershipIds: [id('membership', 1)],
    });
    assert.equal(text, configurationText({ collaborations: [entry(1)] }));
  });

  it('refuses to list an active collaboration a second time with another membership', () => {
    assert.throws(
      () =>
        edit(configurationText({ collaborations: [entry(1)] }), {
          kind: 'addCollaboration',
          accountId: ownAccount,
          entry: entry(1, { membership_id: id('membership', 9) }),
        }),
      (thrown) =>
        thrown instanceof CleanRoomError && thrown.code === 'configuration_conflict' && thrown.message.includes(id('membership', 9)),
    );
  });

  it('lists a collaboration again that was left and joined anew', () => {
    const text = edit(configurationText({ collaborations: [entry(1, { status: 'left' })] }), {
      kind: 'addCollaboration',
      accountId: ownAccount,
      entry: entry(1, { membership_id: id('membership', 9) }),
    });
    assert.equal(read(text).collaborations?.length, 2);
  });

  it('does not list a membership twice beside an older one of the same collaboration', () => {
    const text = configurationText({ collaborations: [entry(1, { status: 'left', membership_id: id('membership', 9) }), entry(1)] });
    assert.equal(edit(text, { kind: 'addCollaboration', accountId: ownAccount, entry: entry(1) }), text);
  });

  it('lets two of our accounts be in one collaboration', () => {
    const text = edit(configurationText({ collaborations: [entry(1, { account_id: ownAccount })] }), {
      kind: 'addCollaboration',
      accountId: ownAccount,
      entry: entry(1, { account_id: contoso, membership_id: id('membership', 9) }),
    });
    assert.equal(read(text).collaborations?.length, 2);
  });

  it('leaves a list that stands on one line on one line, and every other line as it is', () => {
    const before = `{\n  "trusted_creators": ["${northwind}"],\n  "pending_invitations": [{"collaboration_id": "${id('collaboration', 1)}"}, {"collaboration_id": "${id('collaboration', 2)}"}]\n}\n`;
    assert.equal(
      edit(before, { kind: 'forgetPendingInvitations', accountId: ownAccount, collaborationIds: [id('collaboration', 2)] }),
      before.replace(`, {"collaboration_id": "${id('collaboration', 2)}"}`, ''),
    );
  });

  it('edits no broken file', () => {
    assert.throws(
      () => edit('{', { kind: 'associationComplete', membershipIds: [] }),
      (thrown) => thrown instanceof CleanRoomError && thrown.code === 'configuration_broken',
    );
  });

  it('leaves a file with an edit that is already in it byte for byte as it is', () => {
    fc.assert(
      fc.property(anyFile, anyEdit, (text, change) => {
        const once = edit(text, change);
        assert.equal(edit(once, change), once);
      }),
    );
  });

  it('keeps unknown keys, what is in them, and the order of keys', () => {
    const unknown = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (key, inside: unknown) => (key === 'collaborations' || key === 'pending_invitations' ? undefined : inside)),
      );
    fc.assert(
      fc.property(anyFile, anyEdit, (text, change) => {
        const [before, after] = [read(text), read(edit(text, change))];
        assert.deepEqual(unknown(after), unknown(before));
        assert.deepEqual(
          Object.keys(after).filter((key) => key in before),
          Object.keys(before),
        );
        assert.ok(
          (after.collaborations ?? [])
            .filter(({ membership_id }) => (before.collaborations ?? []).some((each) => each.membership_id === membership_id))
            .every((each) => 'x_mine' in each),
        );
      }),
    );
  });

  it('keeps byte order mark, line ends and the absence of a last line end', () => {
    fc.assert(
      fc.property(anyFile, anyEdit, (text, change) => {
        const after = edit(text, change);
        assert.equal(after.startsWith('\ufeff'), text.startsWith('\ufeff'));
        assert.equal(after.endsWith('\n'), text.endsWith('\n'));
        if (text.includes('\r\n')) assert.ok(!/[^\r]\n/.test(after), 'line ends are mixed');
      }),
    );
  });

  it('comes to the same entries for two different edits in either order', () => {
    const sorted = (text: string) => {
      const { collaborations = [], pending_invitations = [], ...rest } = read(text);
      return {
        rest,
        collaborations: collaborations.map((each) => JSON.stringify(each)).sort(),
        pending: pending_invitations.map((each) => JSON.stringify(each)).sort(),
      };
    };
    const anyAddition = fc
      .nat(8)
      .map((number): ConfigurationEdit => ({ kind: 'addCollaboration', accountId: ownAccount, entry: entry(number) }));
    const anyCompletion = fc.uniqueArray(fc.nat(8)).map((numbers): ConfigurationEdit => ({
      kind: 'associationComplete',
      membershipIds: numbers.map((number) => id('membership', number)),
    }));
    fc.assert(
      fc.property(anyFile, fc.oneof(anyAddition, anyCompletion), fc.oneof(anyAddition, anyCompletion), (text, one, other) => {
        assert.deepEqual(sorted(edit(edit(text, one), other)), sorted(edit(edit(text, other), one)));
      }),
    );
  });
});
