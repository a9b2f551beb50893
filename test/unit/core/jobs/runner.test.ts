import assert from 'node:assert/strict';
import { acceptInvitations } from '../../../../src/core/jobs/acceptInvitations.ts';
import { isPartnerPlan } from '../../../../src/core/jobs/job.ts';
import { listInvitations } from '../../../../src/core/jobs/listInvitations.ts';
import { syncCollaborations } from '../../../../src/core/jobs/syncCollaborations.ts';
import { initialiseConfiguration } from '../../../../src/core/jobs/initialiseConfiguration.ts';
import { configurationText, id, invitation, tables } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { MemoryAuditLog, MemoryFile, rejection, runJob, type Bench } from '../../support/jobs.ts';

function bench(changes: Pick<Bench, 'host' | 'signal'> = {}) {
  const world = new World().invite(invitation(1)).invite(invitation(2));
  world.tables = tables(2);
  return { service: new InMemoryService(world), file: new MemoryFile(configurationText()), log: new MemoryAuditLog(), ...changes };
}

describe('the runner of jobs', () => {
  it('refuses an input that does not fit before it asks the service anything', async () => {
    const it = bench();
    const error = await rejection(runJob(it, acceptInvitations, { collaboration_ids: ['c-1'] }));
    assert.deepEqual(
      [error.code, error.message, it.service.world.reads],
      ['invalid_input', 'collaboration_ids.0: "c-1" is not an id; ids look like 27b93e2b-5001-4b20-a47b-6aad96ec8958.', []],
    );
  });

  it('says of an input with a wrong type what it has to be', async () => {
    assert.equal((await rejection(runJob(bench(), acceptInvitations, { associate: 'no' }))).message, 'associate: must be true or false');
  });

  it('runs nothing that the host does not permit', async () => {
    const it = bench({ host: { allows: (permission) => permission === 'read' } });
    assert.equal((await rejection(runJob(it, acceptInvitations))).code, 'not_permitted');
    assert.deepEqual(it.service.world.reads, []);
    assert.equal((await runJob(it, listInvitations)).invitations.length, 2);
  });

  it('shows the plan and asks once before the first write', async () => {
    const asked: number[] = [];
    const it = bench();
    await runJob(
      {
        ...it,
        host: {
          consent: ({ plan }) => {
            assert.ok(!isPartnerPlan(plan));
            asked.push(plan.collaborations.length, it.service.world.writes.length);
            return Promise.resolve(true);
          },
        },
      },
      acceptInvitations,
    );
    assert.deepEqual(asked, [2, 0]);
  });

  it('writes nothing anywhere where consent is refused', async () => {
    const it = bench({ host: { consent: () => Promise.resolve(false) } });
    const before = it.file.text;
    assert.equal((await rejection(runJob(it, acceptInvitations))).message, 'Nothing was changed.');
    assert.deepEqual([it.service.world.writes, it.file.text, it.log.opened], [[], before, false]);
  });

  it('writes nothing anywhere in a dry run, and tells what it would do (defect 10)', async () => {
    const it = bench();
    const before = it.file.text;
    const report = await runJob(it, acceptInvitations, {}, { dryRun: true });
    assert.deepEqual([it.service.world.writes, it.file.text, it.log.opened, report.dry_run], [[], before, false, true]);
    assert.deepEqual(
      [
        report.summary.associations.planned,
        report.summary.analysis_rules.planned,
        report.summary.id_namespaces.planned,
        report.summary.accepted,
      ],
      [4, 4, 2, 0],
    );
  });

  it('does not ask in a dry run', async () => {
    await runJob(bench({ host: { consent: () => assert.fail('it asked') } }), acceptInvitations, {}, { dryRun: true });
  });

  it('does not ask where nothing is to be done', async () => {
    await runJob(
      {
        service: new InMemoryService(new World()),
        file: new MemoryFile(configurationText()),
        host: { consent: () => assert.fail('it asked') },
      },
      syncCollaborations,
    );
  });

  it('asks before it makes a file', async () => {
    const file = new MemoryFile();
    await rejection(
      runJob({ service: new InMemoryService(new World()), file, host: { consent: () => Promise.resolve(false) } }, initialiseConfiguration),
    );
    assert.equal(file.text, undefined);
  });

  it('writes nothing where the audit log cannot be opened', async () => {
    const it = bench();
    it.log.room = 0;
    const before = it.file.text;
    assert.equal((await rejection(runJob(it, acceptInvitations))).code, 'audit_log_unwritable');
    assert.deepEqual([it.service.world.writes, it.file.text], [[], before]);
  });

  it('leaves one audit entry per write, each with its request', async () => {
    const it = bench();
    await runJob(it, acceptInvitations);
    assert.equal(it.log.entries.length, it.service.world.writes.length);
    assert.equal(new Set(it.log.entries.map(({ requestId }) => requestId)).size, it.log.entries.length);
  });

  it('says in an audit entry when, who, where, what and with which outcome', async () => {
    const it = bench();
    await runJob(it, acceptInvitations);
    const [{ when, ...entry } = assert.fail('there is no entry')] = it.log.entries;
    assert.ok(Math.abs(Date.parse(when) - Date.now()) < 60_000);
    assert.deepEqual(entry, {
      who: 'ada',
      connection: { id: 'aws|prod|111122223333|us-east-1', accountId: '111122223333', region: 'us-east-1', sandbox: false },
      job: 'accept',
      operation: 'CreateMembership',
      subject: id('collaboration', 1),
      outcome: 'created',
      requestId: 'r-1',
    });
  });

  it('leaves an audit entry for a write that failed, too', async () => {
    const it = bench();
    it.service.fault = fault('CreateConfiguredTableAssociation', 'refused', 'No.');
    await runJob(it, acceptInvitations);
    assert.deepEqual(
      it.log.entries.filter(({ outcome }) => outcome === 'failed').map(({ error }) => error),
      Array(4).fill('No.'),
    );
  });

  it('stops before the first write where it was cancelled while it planned', async () => {
    const controller = new AbortController();
    const it = bench({ signal: controller.signal });
    it.service.fault = (operation) => {
      if (operation === 'ListMembers') controller.abort();
      return undefined;
    };
    assert.equal((await rejection(runJob(it, acceptInvitations))).code, 'cancelled');
    assert.deepEqual(it.service.world.writes, []);
  });

  it('is not ok and names what was not done where it was cancelled half-way', async () => {
    const controller = new AbortController();
    const it = bench({ signal: controller.signal });
    it.service.fault = (operation) => {
      if (operation === 'CreateMembership') controller.abort();
      return undefined;
    };
    const report = await runJob(it, acceptInvitations);
    assert.deepEqual([report.ok, report.summary.associations.failed], [false, 4]);
    assert.ok(
      !report.findings.some(({ id: kind }) => kind === 'schema.missing'),
      'it says of tables that the service has not finished them',
    );
  });
});
