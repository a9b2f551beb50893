import { assertReached } from './support/outcome.ts';
import { reads, writes } from './support/operations.ts';
import { withRig } from './support/rig.ts';

describe('Throttling over inbox', function () {
  this.timeout(60_000);

  it('the first three requests of every read', () =>
    withRig('inbox', async (rig) => {
      for (const operation of reads) await rig.control.addFault({ operation, error: 'ThrottlingException', count: 3 });
      await assertReached(rig, await rig.run('process-invites'));
    }));

  for (const operation of writes) {
    it(`every ${operation} for two seconds`, () =>
      withRig('inbox', async (rig) => {
        await rig.control.addFault({ operation, error: 'ThrottlingException', for_ms: 2000 });
        await assertReached(rig, await rig.run('process-invites'));
      }));
  }

  it('every third request of every operation, all the time', () =>
    withRig('inbox', async (rig) => {
      await rig.control.addFault({ operation: '*', error: 'ThrottlingException', every: 3 });
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it("by the service's own rate, which the program was not allowed to read", () =>
    withRig(
      'inbox',
      async (rig) => {
        await rig.control.addFault({ operation: 'ListServiceQuotas', error: 'AccessDeniedException' });
        await assertReached(rig, await rig.run('accept-all', '--no-associate'), { tables: false });
      },
      3,
    ));
});
