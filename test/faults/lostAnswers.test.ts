import { assertReached } from './support/outcome.ts';
import { reads, writes } from './support/operations.ts';
import { withRig } from './support/rig.ts';

describe('Lost answers over inbox', function () {
  this.timeout(60_000);

  it('of every write: the connection drops after the service did the work', () =>
    withRig('inbox', async (rig) => {
      for (const operation of writes) await rig.control.addFault({ operation, then: 'drop', every: 3 });
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it('of every write: no answer in time, although the service did the work', () =>
    withRig('inbox', async (rig) => {
      for (const operation of writes) await rig.control.addFault({ operation, then: 'hang_after', count: 4 });
      await assertReached(rig, await rig.run('process-invites', '--timeout', '1'));
    }));

  it('of every write: the connection drops before the service did anything', () =>
    withRig('inbox', async (rig) => {
      for (const operation of writes) await rig.control.addFault({ operation, then: 'drop_before', every: 4 });
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it('of every write: the service fails with 500', () =>
    withRig('inbox', async (rig) => {
      for (const operation of writes) await rig.control.addFault({ operation, error: 'InternalServerException', every: 4 });
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it('of every write: three seconds of 500', () =>
    withRig('inbox', async (rig) => {
      await rig.control.addFault({ operation: 'writes', error: 'InternalServerException', for_ms: 3000 });
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it('every read drops once, hangs once and fails once', () =>
    withRig('inbox', async (rig) => {
      for (const operation of reads) {
        await rig.control.addFault({ operation, then: 'drop', count: 1 });
        await rig.control.addFault({ operation, then: 'hang_before', after: 1, count: 1 });
        await rig.control.addFault({ operation, error: 'InternalServerException', after: 2, count: 1 });
      }
      await assertReached(rig, await rig.run('process-invites', '--timeout', '1'));
    }));

  it('every answer is slow', () =>
    withRig('inbox', async (rig) => {
      await rig.control.addFault({ operation: '*', then: 'slow', delay_ms: 300 });
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it('every answer is later than the program waits: it ends, and the next run finds what was done', () =>
    withRig('inbox', async (rig) => {
      await rig.control.addFault({ operation: 'CreateConfiguredTableAssociation', then: 'slow', delay_ms: 1500 });
      await assertReached(rig, await rig.run('process-invites', '--timeout', '1'));
    }));
});
