import assert from 'node:assert/strict';
import fc from 'fast-check';
import { repairCollaborations } from '../../../../src/core/jobs/repairCollaborations.ts';
import { syncCollaborations } from '../../../../src/core/jobs/syncCollaborations.ts';
import { surveyed } from '../coverage/surveyed.ts';
import { anyAccount, build } from './anyAccount.ts';
import { changesOf, planOf, run } from './running.ts';

describe('looking at whatever an account holds', () => {
  it('writes nothing, and tells nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, fc.boolean(), async (account, all) => {
        const { file, service, world } = build(account);
        const { result } = await surveyed({ service: service(), file }, { all });
        assert.deepEqual(world.writes, []);
        const told = result.findings.map(({ id, subject }) => JSON.stringify([id, subject]));
        assert.equal(new Set(told).size, told.length, told.join('\n'));
      }),
      { numRuns: 200 },
    );
  });

  it('offers a repair for all that a repair would do, and only for that', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        const { result } = await surveyed({ service: it.service(), file: it.file });
        const offered = result.findings.flatMap(({ remedies }) => remedies.filter(({ job }) => job === 'repair'));
        const choice = { widen_receivers: true };
        const planned = changesOf(await planOf(it, repairCollaborations, choice)).size;
        assert.equal(offered.length > 0, planned > 0, JSON.stringify(offered));
      }),
      { numRuns: 200 },
    );
  });

  it('finds nothing missing that a sync makes, once a sync has made it', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        const it = build(account);
        await run(it, syncCollaborations);
        const { result } = await surveyed({ service: it.service(), file: it.file });
        assert.ok(!result.findings.some(({ id }) => id === 'collaboration.incomplete'));
      }),
      { numRuns: 200 },
    );
  });
});
