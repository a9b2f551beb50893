import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../src/core/errors.ts';
import { invitePartners } from '../../../src/core/jobs/partners/invitePartners.ts';
import type { PartnerResult } from '../../../src/core/jobs/partners/partnerReport.ts';
import { runSummary } from '../../../src/extension/panels/runSummary.ts';
import { followed, PanelRuns, type RunNews, type RunPart } from '../../../src/extension/panels/panelRuns.ts';
import { rejection } from '../support/jobs.ts';
import { fault, InMemoryPartners, PartnerWorld } from '../support/partners/inMemoryPartners.ts';
import { runPartnerJob, type PartnerBench } from '../support/partners/partnerJobs.ts';

const [dana, kim, foo] = ['dana@nova.example', 'kim@orbit.example', 'foo'];

function bench() {
  const world = new PartnerWorld();
  const news: RunNews[] = [];
  const words = { busy: () => 'Busy.', summary: ({ items }: Pick<PartnerResult, 'items'>) => `Invitations: ${runSummary(items)}.` };
  const runs = new PanelRuns(words, (each) => {
    news.push(each);
  });
  const service = new InMemoryPartners(world);
  /** Invites as the extension's jobs do: with the run's signal and its watcher. */
  const inviting =
    (roomName: string, to: readonly string[], more: Partial<PartnerBench> = {}): RunPart =>
    (follow) => {
      const { stop, watch } = followed(follow);
      return runPartnerJob({ service, signal: stop, onStep: watch?.onStep, onProgress: watch?.onProgress, ...more }, invitePartners, {
        room: roomName,
        invitations: to.map((each) => ({ to: each })),
      });
    };
  const ended = () => news.flatMap((each) => (each.type === 'run' && !each.running ? [each] : []));
  return { world, service, runs, news, inviting, ended };
}

describe('A run of a panel', () => {
  it('tells of each step as it happens, and in the end of everything that was asked for', async () => {
    const { world, service, runs, news, inviting, ended } = bench();
    world.room('Media');
    service.fault = fault('addCleanroomPartner', 'no_answer', 'Lost.', kim);
    const summary = await runs.carryOut('run-1', {}, [inviting('Media', [dana, kim, foo])]);
    assert.equal(summary, 'Invitations: 1 invitation sent, 1 failed, 1 left out.');
    assert.deepEqual(
      news.map(({ type }) => type),
      ['run', 'step', 'step', 'run'],
    );
    assert.deepEqual(
      ended()[0]?.items.map(({ name, outcome }) => [name, outcome]),
      [
        [dana, 'done'],
        [kim, 'failed'],
        [foo, 'left_out'],
      ],
    );
    assert.deepEqual(runs.latest?.message, summary);
  });

  it('tells nothing where the person declines', async () => {
    const { world, runs, news, inviting } = bench();
    world.room('Media');
    const declines = { host: { consent: () => Promise.resolve(false) } };
    const error = await rejection(runs.carryOut('run-1', {}, [inviting('Media', [dana], declines)]));
    assert.equal(error.code, 'cancelled');
    assert.deepEqual(news, []);
  });

  it('says what was done before a later question was declined', async () => {
    const { world, runs, inviting, ended } = bench();
    world.room('Media');
    world.room('Holiday');
    const declines = { host: { consent: () => Promise.resolve(false) } };
    await rejection(runs.carryOut('run-1', {}, [inviting('Media', [dana]), inviting('Holiday', [kim], declines)]));
    assert.equal(ended()[0]?.message, 'Invitations: 1 invitation sent. What came after that was not begun.');
    assert.deepEqual(
      world.invitations.map(({ to }) => to),
      [dana],
    );
  });

  it('counts on over several clean rooms', async () => {
    const { world, runs, news, inviting } = bench();
    world.room('Media');
    world.room('Holiday');
    await runs.carryOut('run-1', {}, [inviting('Media', [dana, kim]), inviting('Holiday', [kim])]);
    const steps = news.flatMap((each) => (each.type === 'step' ? [each] : []));
    assert.deepEqual(
      steps.map(({ done }) => done),
      [1, 2, 3],
    );
  });

  it('ends with what is left out where there is nothing to do', async () => {
    const { world, runs, ended, inviting } = bench();
    world.room('Media');
    await runs.carryOut('run-1', {}, [inviting('Media', [foo])]);
    assert.deepEqual(
      ended()[0]?.items.map(({ outcome }) => outcome),
      ['left_out'],
    );
  });

  it('can be stopped: what was not begun is left out and said', async () => {
    const { world, runs, ended, inviting } = bench();
    world.room('Media');
    const many = Array.from({ length: 9 }, (_, at) => `a${at}@nova.example`);
    const stopping: RunPart = (follow) =>
      inviting(
        'Media',
        many,
      )({
        ...follow,
        onStep: (step) => {
          runs.stop();
          follow.onStep(step);
        },
      });
    await runs.carryOut('run-1', {}, [stopping]);
    const items = ended()[0]?.items ?? [];
    assert.equal(items.length, 9);
    assert.ok(items.some(({ code }) => code === 'cancelled'));
    assert.equal(world.invitations.length, items.filter(({ outcome }) => outcome === 'done').length);
  });

  it('says what it is about, as the panel does', async () => {
    const { world, inviting } = bench();
    world.room('Media');
    const kinds: string[] = [];
    const runs = new PanelRuns<{ kind: string }>({ busy: () => '', summary: () => '' }, (each) => {
      if (each.type === 'run') kinds.push(each.kind);
    });
    await runs.carryOut('run-1', { kind: 'send' }, [inviting('Media', [dana])]);
    assert.deepEqual([...kinds, runs.latest?.kind], ['send', 'send', 'send']);
  });

  it('is the only one at a time', async () => {
    const { world, runs, inviting } = bench();
    world.room('Media');
    const first = runs.carryOut('run-1', {}, [inviting('Media', [dana])]);
    const error = await rejection(runs.carryOut('run-2', {}, [inviting('Media', [kim])]));
    assert.equal(error.code, 'invalid_state');
    await first;
    await runs.carryOut('run-3', {}, [inviting('Media', [kim])]);
    assert.equal(world.invitations.length, 2);
  });

  it('passes on what keeps a job from beginning', async () => {
    const { runs, news } = bench();
    const broken: RunPart = () => Promise.reject(new CleanRoomError('connection_unusable', 'The sign-in has expired.'));
    const error = await rejection(runs.carryOut('run-1', {}, [broken]));
    assert.equal(error.message, 'The sign-in has expired.');
    assert.deepEqual(news, []);
  });
});
