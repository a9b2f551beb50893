import assert from 'node:assert/strict';
import { nextSteps } from '../../../../../src/core/jobs/diagnosis/nextSteps.ts';
import { invitation } from '../../../builders.ts';
import { InMemoryService, World } from '../../../inMemoryService.ts';
import { contextOf, runnerOf } from '../../../support/jobs.ts';

describe('what to do about an invitation', () => {
  it('is to look first at who sent it, where nobody has named the creator as trusted', async () => {
    const service = new InMemoryService(new World().invite(invitation(1)));
    const { steps } = await runnerOf({ service }).read(nextSteps, contextOf({ service }), {});
    assert.match(
      steps.find(({ who }) => who === 'you')?.sentence ?? '',
      /is waiting\. Nobody named this creator as trusted: look at who it is first\. Accept the invitation\.$/,
    );
  });
});
