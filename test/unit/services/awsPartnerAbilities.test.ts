import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MemberChanges } from '../../../src/core/partnerService.ts';
import { changeableAbilities, expectChangeable, sameAbilities } from '../../../src/services/aws/memberAbilities.ts';
import { AwsCollaboration, newcomer, type MemberRow } from '../support/awsCollaboration.ts';
import { rejection } from '../support/jobs.ts';

const partner: MemberRow = { accountId: newcomer, displayName: 'Nova Media', status: 'ACTIVE', abilities: ['CAN_QUERY'] };

describe('what a member of an AWS collaboration may do', function () {
  this.timeout(15_000);
  let collaboration: AwsCollaboration;
  let changes: MemberChanges;
  beforeEach(async () => {
    collaboration = await AwsCollaboration.start();
    collaboration.members.push({ ...partner });
    changes = (await collaboration.connect()).memberChanges;
  });
  afterEach(() => collaboration.stop());

  const set = (abilities: readonly string[], accountId = newcomer): ReturnType<MemberChanges['setAbilities']> =>
    changes.setAbilities(
      { collaborationId: collaboration.room.id, accountId, displayName: 'Nova Media', abilities },
      collaboration.options,
    );

  it('is changed, and what cannot be changed stays out of the request and with the member', async () => {
    const { value, outcome } = await set(['CAN_QUERY', 'CAN_RECEIVE_RESULTS']);
    assert.deepEqual([value, outcome], [{ applied: true, status: 'COMMITTED' }, 'updated']);
    assert.deepEqual(collaboration.member(newcomer)?.abilities, ['CAN_QUERY', 'CAN_RECEIVE_RESULTS']);
    assert.deepEqual(collaboration.requests[0]?.changes[0]?.member, { accountId: newcomer, memberAbilities: ['CAN_RECEIVE_RESULTS'] });
  });

  it('is taken away again', async () => {
    collaboration.members = [{ ...partner, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'] }];
    const { value } = await set(['CAN_QUERY']);
    assert.deepEqual([value.applied, collaboration.member(newcomer)?.abilities], [true, ['CAN_QUERY']]);
  });

  it('is committed by us where all have agreed', async () => {
    collaboration.reception = 'approved';
    const { value } = await set(['CAN_QUERY', 'CAN_EXPORT_QUERY_ANALYSIS_LOG']);
    assert.deepEqual(
      [value.applied, collaboration.outcomes],
      [true, ['CreateCollaborationChangeRequest created', 'UpdateCollaborationChangeRequest updated']],
    );
  });

  it('is not told as done while others have to agree', async () => {
    collaboration.reception = 'pending';
    const { value, outcome } = await set(['CAN_QUERY', 'CAN_RECEIVE_RESULTS']);
    assert.deepEqual(
      [value, outcome, collaboration.member(newcomer)?.abilities],
      [{ applied: false, status: 'PENDING' }, 'created', ['CAN_QUERY']],
    );
  });

  it('is not asked for a second time while others have to agree', async () => {
    collaboration.reception = 'pending';
    await set(['CAN_QUERY', 'CAN_RECEIVE_RESULTS']);
    const { value, outcome } = await set(['CAN_QUERY', 'CAN_RECEIVE_RESULTS']);
    assert.deepEqual([value.applied, outcome, collaboration.requests.length], [false, 'existing', 1]);
  });

  it('asks for nothing where it is so already, in whatever order', async () => {
    collaboration.members = [{ ...partner, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'] }];
    const { value, outcome } = await set(['CAN_RECEIVE_RESULTS', 'CAN_QUERY']);
    assert.deepEqual([value, outcome, collaboration.writes], [{ applied: true, status: 'ACTIVE' }, 'existing', []]);
  });

  for (const [story, abilities] of [
    ['give CAN_RUN_JOB', ['CAN_QUERY', 'CAN_RUN_JOB']],
    ['take CAN_QUERY away', ['CAN_RECEIVE_RESULTS']],
  ] as const) {
    it(`is refused where the wish is to ${story}`, async () => {
      assert.deepEqual([(await rejection(set(abilities))).code, collaboration.writes], ['invalid_input', []]);
    });
  }

  for (const status of ['LEFT', 'REMOVED'] as const) {
    it(`is refused for an account that is ${status}`, async () => {
      collaboration.members = [{ ...partner, status }];
      assert.equal((await rejection(set(['CAN_QUERY', 'CAN_RECEIVE_RESULTS']))).code, 'not_found');
    });
  }

  it('is refused where another account made the collaboration', async () => {
    collaboration.creator = '999900001111';
    assert.deepEqual([(await rejection(set(['CAN_QUERY', 'CAN_RECEIVE_RESULTS']))).code, collaboration.writes], ['not_permitted', []]);
  });
});

describe('abilities of members', () => {
  const abilities = fc.uniqueArray(
    fc.constantFrom('CAN_QUERY', 'CAN_RUN_JOB', 'CAN_RECEIVE_RESULTS', 'CAN_EXPORT_QUERY_ANALYSIS_LOG', 'CAN_DREAM'),
  );

  it('are the same exactly where each has all of the other', () => {
    fc.assert(
      fc.property(abilities, abilities, (some, others) => {
        const same = some.every((each) => others.includes(each)) && others.every((each) => some.includes(each));
        assert.equal(sameAbilities(some, others), same);
      }),
    );
  });

  it('can be changed exactly where all that cannot be changed is as it was', () => {
    fc.assert(
      fc.property(abilities, abilities, (wanted, present) => {
        const fixed = (all: readonly string[]): string[] => all.filter((each) => !changeableAbilities(all).includes(each));
        let refused = false;
        try {
          expectChangeable(newcomer, wanted, present);
        } catch {
          refused = true;
        }
        assert.equal(refused, !sameAbilities(fixed(wanted), fixed(present)));
      }),
    );
  });
});
