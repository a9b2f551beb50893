import assert from 'node:assert/strict';
import { acceptInvitations } from '../../../../src/core/jobs/acceptInvitations.ts';
import { configurationText, id, invitation, member, membership, northwind, ownAccount, stranger, tables } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { MemoryFile, rejection, runJob } from '../../support/jobs.ts';

function inbox(count = 2): World {
  const world = new World();
  world.tables = tables(3);
  for (let number = 1; number <= count; number += 1) world.invite(invitation(number));
  return world;
}
const required = { configuration: 'required' } as const;

describe('accepting invitations', () => {
  it('accepts everything and makes every table ready (defects 1, 2 and 3: nothing was ever found or accepted)', async () => {
    const { ok, summary, invitations } = await runJob(
      { service: new InMemoryService(inbox()), file: new MemoryFile(configurationText()) },
      acceptInvitations,
      required,
    );
    assert.deepEqual(
      [
        ok,
        summary.accepted,
        summary.associations.created,
        summary.analysis_rules.created,
        summary.id_namespaces.created,
        summary.tables,
        invitations,
      ],
      [true, 2, 6, 6, 2, { ready: 6, not_ready: 0 }, []],
    );
  });

  it('lists what it accepted as active, and nothing as pending any more', async () => {
    const file = new MemoryFile(configurationText());
    await runJob({ service: new InMemoryService(inbox()), file }, acceptInvitations, required);
    assert.deepEqual(
      [
        file.configuration.collaborations?.map(({ status, association_pending }) => [status, association_pending]),
        file.configuration.pending_invitations,
      ],
      [
        [
          ['active', undefined],
          ['active', undefined],
        ],
        [],
      ],
    );
  });

  it('keeps an invitation under pending_invitations until its acceptance has succeeded', async () => {
    const file = new MemoryFile(configurationText());
    const service = new InMemoryService(inbox(1));
    service.fault = fault('CreateMembership', 'refused');
    await runJob({ service, file }, acceptInvitations, required);
    assert.deepEqual(
      file.configuration.pending_invitations?.map(({ collaboration_id }) => collaboration_id),
      [id('collaboration', 1)],
    );
  });

  it('has noted every invitation before it accepts the first one', async () => {
    const file = new MemoryFile(configurationText());
    const service = new InMemoryService(inbox(2));
    let noted = 0;
    service.fault = (operation) => {
      if (operation === 'CreateMembership') noted ||= file.configuration.pending_invitations?.length ?? 0;
      return undefined;
    };
    await runJob({ service, file }, acceptInvitations, required);
    assert.equal(noted, 2);
  });

  it('keeps association_pending where something failed, and mends exactly that in the next run (defect 4)', async () => {
    const world = inbox(1);
    const file = new MemoryFile(configurationText());
    const first = new InMemoryService(world);
    first.fault = fault('CreateConfiguredTableAssociationAnalysisRule', 'service_fault', 'Down.', 'part_ibe_02');
    assert.equal((await runJob({ service: first, file }, acceptInvitations, required)).ok, false);
    assert.equal(file.configuration.collaborations?.[0]?.association_pending, true);
    const done = world.writes.length;
    assert.equal((await runJob({ service: new InMemoryService(world), file }, acceptInvitations, required)).ok, true);
    assert.deepEqual(
      world.writes.slice(done).map(({ subject }) => subject),
      ['acx_part_ibe_02'],
    );
    assert.equal(file.configuration.collaborations[0].association_pending, undefined);
  });

  it('writes nothing the second time', async () => {
    const world = inbox();
    const file = new MemoryFile(configurationText());
    await runJob({ service: new InMemoryService(world), file }, acceptInvitations, required);
    const [writes, text] = [world.writes.length, file.text];
    await runJob({ service: new InMemoryService(world), file }, acceptInvitations, required);
    assert.deepEqual([world.writes.length, file.text], [writes, text]);
  });

  it('accepts no stranger, says so once for each, and is nevertheless ok', async () => {
    const world = inbox(1).invite(invitation(2, { creatorAccountId: stranger }));
    const report = await runJob(
      { service: new InMemoryService(world), file: new MemoryFile(configurationText({ trusted_creators: [northwind] })) },
      acceptInvitations,
      required,
    );
    assert.deepEqual(
      [report.ok, report.summary.accepted, report.findings.map(({ id: kind }) => kind), report.invitations.length],
      [true, 1, ['invitation.untrusted_creator'], 1],
    );
  });

  it('accepts a stranger who was named: naming an invitation is the decision', async () => {
    const world = new World().invite(invitation(2, { creatorAccountId: stranger }));
    const report = await runJob(
      { service: new InMemoryService(world), file: new MemoryFile(configurationText({ trusted_creators: [northwind] })) },
      acceptInvitations,
      { collaboration_ids: [id('collaboration', 2)] },
    );
    assert.equal(report.summary.accepted, 1);
  });

  it('accepts only what was named', async () => {
    const world = inbox(3);
    await runJob({ service: new InMemoryService(world) }, acceptInvitations, { collaboration_ids: [id('collaboration', 2)] });
    assert.deepEqual(
      world.rooms.map(({ membership: { collaborationId } }) => collaborationId),
      [id('collaboration', 2)],
    );
  });

  it('refuses a named invitation that is not there, and accepts none of the others', async () => {
    const world = inbox(1);
    const error = await rejection(
      runJob({ service: new InMemoryService(world) }, acceptInvitations, {
        collaboration_ids: [id('collaboration', 1), id('collaboration', 9)],
      }),
    );
    assert.deepEqual([error.code, world.writes], ['not_found', []]);
  });

  it('goes on with a named invitation that has been accepted already', async () => {
    const world = new World();
    world.tables = tables(1);
    world.join(membership(1));
    const report = await runJob({ service: new InMemoryService(world) }, acceptInvitations, {
      collaboration_ids: [id('collaboration', 1)],
    });
    assert.deepEqual([report.ok, report.summary.accepted, report.summary.associations.created], [true, 0, 1]);
  });

  it('accepts only, where nothing is to be associated', async () => {
    const world = inbox(1);
    const file = new MemoryFile(configurationText());
    await runJob({ service: new InMemoryService(world), file }, acceptInvitations, { ...required, associate: false });
    assert.deepEqual(
      [world.writes.map(({ operation }) => operation), file.configuration.collaborations?.[0]?.association_pending],
      [['CreateMembership'], undefined],
    );
  });

  it('takes the settings of a pending entry, and keeps them with the collaboration', async () => {
    const world = inbox(1);
    const file = new MemoryFile(
      configurationText({
        pending_invitations: [{ collaboration_id: id('collaboration', 1), table_prefix: 'part_ibe_01', ticket: 'DATA-7' }],
      }),
    );
    await runJob({ service: new InMemoryService(world), file }, acceptInvitations, required);
    assert.deepEqual(
      [
        world.rooms[0]?.associations.map(({ name }) => name),
        file.configuration.collaborations?.[0]?.table_prefix,
        file.configuration.collaborations?.[0]?.['ticket'],
      ],
      [['acx_part_ibe_01'], 'part_ibe_01', 'DATA-7'],
    );
  });

  it('forgets a pending entry of this account whose invitation was withdrawn', async () => {
    const file = new MemoryFile(
      configurationText({ pending_invitations: [{ collaboration_id: id('collaboration', 8), account_id: ownAccount }] }),
    );
    await runJob({ service: new InMemoryService(inbox(1)), file }, acceptInvitations, required);
    assert.deepEqual(file.configuration.pending_invitations, []);
  });

  it('gives the entry of a collaboration that it has left and joined again the new membership, and keeps the rest', async () => {
    const old = {
      name: 'Ours',
      collaboration_id: id('collaboration', 1),
      membership_id: id('membership', 77),
      status: 'active',
      table_prefix: 'part_',
      notes: 'since 2024',
    };
    const file = new MemoryFile(configurationText({ collaborations: [old] }));
    const world = inbox(1);
    const report = await runJob({ service: new InMemoryService(world), file }, acceptInvitations, required);
    assert.deepEqual(
      [report.ok, file.configuration.collaborations],
      [true, [{ ...old, membership_id: world.rooms[0]?.membership.membershipId }]],
    );
  });

  it('keeps a pending entry of another Region', async () => {
    const elsewhere = { collaboration_id: id('collaboration', 8), account_id: ownAccount, region: 'eu-west-1', accept_payment: true };
    const file = new MemoryFile(configurationText({ pending_invitations: [elsewhere] }));
    await runJob({ service: new InMemoryService(inbox(1)), file }, acceptInvitations, required);
    assert.deepEqual(file.configuration.pending_invitations, [elsewhere]);
  });

  it('notes the account with every entry, so that one file serves two accounts of one collaboration', async () => {
    const file = new MemoryFile(configurationText());
    await runJob({ service: new InMemoryService(inbox(1)), file }, acceptInvitations, required);
    assert.equal(file.configuration.collaborations?.[0]?.account_id, ownAccount);
  });

  it('leaves out what the quota of memberships has no room for, in order, and fails nothing', async () => {
    const world = inbox(3);
    const service = new InMemoryService(world);
    const known = await service.prerequisites.quotas();
    service.prerequisites.quotas = () => Promise.resolve({ ...known, memberships: 2 });
    const report = await runJob({ service, file: new MemoryFile(configurationText()) }, acceptInvitations, required);
    assert.deepEqual(
      [
        report.ok,
        world.rooms.length,
        report.summary.associations.failed,
        report.findings.map(({ id: kind, subject }) => [kind, subject.collaboration_id]),
      ],
      [false, 2, 0, [['membership.left_out_by_quota', id('collaboration', 3)]]],
    );
  });

  it('says in a dry run which file it would write, and afterwards which it wrote', async () => {
    const file = new MemoryFile(configurationText());
    const dry = await runJob({ service: new InMemoryService(inbox(1)), file }, acceptInvitations, required, { dryRun: true });
    const real = await runJob({ service: new InMemoryService(inbox(1)), file }, acceptInvitations, required);
    assert.deepEqual(
      [dry, real].map(({ files }) => files?.map(({ path, change }) => [path, change])),
      [[['collaboration-config.json', 'edit']], [['collaboration-config.json', 'edit']]],
    );
  });

  it('keeps a pending entry that names no account: it may wait in another one', async () => {
    const unclear = { collaboration_id: id('collaboration', 8), accept_payment: true };
    const file = new MemoryFile(configurationText({ pending_invitations: [unclear] }));
    await runJob({ service: new InMemoryService(inbox(1)), file }, acceptInvitations, required);
    assert.deepEqual(file.configuration.pending_invitations, [unclear]);
  });

  it('leaves the pending entries of another account alone', async () => {
    const theirs = { collaboration_id: id('collaboration', 8), account_id: stranger };
    const file = new MemoryFile(configurationText({ pending_invitations: [theirs] }));
    await runJob({ service: new InMemoryService(inbox(1)), file }, acceptInvitations, required);
    assert.deepEqual(file.configuration.pending_invitations, [theirs]);
  });

  it('wants the file where the file is required', async () => {
    const world = inbox(1);
    const error = await rejection(runJob({ service: new InMemoryService(world), file: new MemoryFile() }, acceptInvitations, required));
    assert.deepEqual([error.code, world.writes], ['configuration_missing', []]);
  });

  it('makes the file with the first acceptance where it may', async () => {
    const file = new MemoryFile();
    await runJob({ service: new InMemoryService(inbox(2)), file }, acceptInvitations, { configuration: 'create' });
    assert.equal(file.configuration.collaborations?.length, 2);
  });

  it('makes no file where nothing is accepted', async () => {
    const file = new MemoryFile();
    await runJob({ service: new InMemoryService(new World()), file }, acceptInvitations, { configuration: 'create' });
    assert.equal(file.text, undefined);
  });

  it('does not become payer without consent, and is ok: somebody has to decide', async () => {
    const world = new World().invite(invitation(1), [
      member(northwind, { abilities: ['CAN_QUERY'] }),
      member(ownAccount, { status: 'INVITED', payment: { queryCompute: true } }),
    ]);
    const report = await runJob({ service: new InMemoryService(world) }, acceptInvitations);
    assert.deepEqual([report.ok, world.writes, report.findings.map(({ id: kind }) => kind)], [true, [], ['invitation.payer']]);
  });

  it("becomes payer with consent, on the creator's terms", async () => {
    const world = new World().invite(invitation(1), [
      member(northwind, { abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'] }),
      member(ownAccount, { status: 'INVITED', payment: { queryCompute: true } }),
    ]);
    const report = await runJob({ service: new InMemoryService(world) }, acceptInvitations, { accept_payment: true });
    assert.deepEqual([report.ok, world.rooms[0]?.terms], [true, { payment: { queryCompute: true } }]);
  });

  it('does not undo or stop anything where the file cannot be written half-way, and says so', async () => {
    const world = inbox(2);
    const file = new MemoryFile(configurationText());
    const service = new InMemoryService(world);
    service.fault = (operation) => {
      if (operation === 'CreateMembership') file.text = undefined;
      return undefined;
    };
    const report = await runJob({ service, file }, acceptInvitations, required);
    assert.deepEqual(
      [report.ok, report.summary.associations.created, [...new Set(report.findings.map(({ id: kind }) => kind))]],
      [false, 6, ['configuration.not_written']],
    );
  });
});
