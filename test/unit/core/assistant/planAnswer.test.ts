import assert from 'node:assert/strict';
import type { Offer } from '../../../../src/core/assistant/answer.ts';
import { planAnswer } from '../../../../src/core/assistant/planAnswer.ts';
import { intendSteps } from '../../../../src/core/partners/runSteps.ts';
import type { ExecutableStep } from '../../../../src/core/partners/steps.ts';
import { organisation } from '../../support/partners/partnerWorld.ts';
import { sentencesOf, takenAt } from './diagnoses.ts';

const apply: Offer = { title: 'Apply…', connectionId: organisation.id, action: { kind: 'job', job: 'invite-partners', input: {} } };
const step = (changes: Partial<ExecutableStep> = {}): ExecutableStep => ({
  key: 'k',
  action: 'invite',
  subject: { kind: 'partner', name: 'dana@nova.example' },
  sentence: 'Invite dana@nova.example',
  reason: 'She was asked for',
  takesAway: false,
  carryOut: () => Promise.reject(new Error('nobody agreed to it')),
  ...changes,
});
const plan = (...steps: ExecutableStep[]): ReturnType<typeof intendSteps> =>
  intendSteps({ connection: organisation, headline: 'invite a partner', steps, leftOut: [], warnings: [], findings: [] });

describe('a plan in the words of an answer', () => {
  it('says what would be done, that nothing has been, and offers to do it', () => {
    const answer = planAnswer(plan(step()), { at: takenAt, apply });
    assert.match(answer.headline.text, /: invite a partner$/);
    assert.deepEqual(sentencesOf(answer).slice(1), [
      'Nothing has been changed: this is what would be done.',
      '+ Invite dana@nova.example (She was asked for)',
    ]);
    assert.deepEqual(answer.offers, [apply]);
  });

  it('says what it takes away', () => {
    assert.ok(
      sentencesOf(planAnswer(plan(step({ takesAway: true })), { at: takenAt })).includes(
        'Changes that delete or take away something that is there: 1.',
      ),
    );
  });

  it('offers nothing where there is nothing to do', () => {
    const answer = planAnswer(plan(), { at: takenAt, apply });
    assert.deepEqual([answer.offers, sentencesOf(answer)[1]], [[], 'There is nothing to do.']);
  });

  it('is proven by the plan, with the time at which it was made', () => {
    const { headline, references } = planAnswer(plan(step()), { at: takenAt });
    assert.deepEqual([headline.references, references.map(({ source, at }) => [source, at])], [[1], [['Plan', takenAt]]]);
  });
});
