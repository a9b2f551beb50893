import assert from 'node:assert/strict';
import type { Check } from '../../../../src/core/onboarding/checks/check.ts';
import { allPassed } from '../../../../src/core/onboarding/checks/check.ts';
import { fault, viewerRole } from '../../support/partners/inMemoryPartners.ts';
import { dana, liveRampBench, makeReady, type LiveRampBench } from './onboardingBench.ts';

describe('the checks of a validation, on LiveRamp', () => {
  let given: LiveRampBench;
  beforeEach(async () => {
    given = await liveRampBench();
    makeReady(given);
  });
  afterEach(() => given.bench.end());

  const checks = async (): Promise<readonly Check[]> => (await given.bench.one(given.id, true)).validation?.checks ?? [];
  const check = async (id: string): Promise<Check> => {
    const found = (await checks()).find((each) => each.id === id);
    assert.ok(found, `there is a check ${id}`);
    return found;
  };
  const partner = () => given.world.partners.get('room-1')![0]!;
  const wanted = () => given.world.questionDatasets.get('question-1')![0]!;
  const dataset = () => given.world.datasets.get('room-1')![0]!;

  it('pass where everything is as it should be', async () => {
    const all = await checks();
    assert.ok(allPassed(all), JSON.stringify(all));
    assert.deepEqual(
      all.map(({ id, state }) => [id, state]),
      [
        ['partner_present', 'passed'],
        ['partner_users', 'passed'],
        ['partner_datasets', 'passed'],
        ['datasets_assigned', 'passed'],
        ['permissions', 'passed'],
        ['may_receive_results', 'not_applicable'],
        ['tables_ready', 'not_applicable'],
        ['receivers', 'not_applicable'],
      ],
    );
  });

  const unread: [string, string[]][] = [
    ['getAllCleanroomPartners', ['partner_present', 'partner_users', 'partner_datasets', 'datasets_assigned']],
    ['getAllCleanroomQuestions', ['partner_datasets', 'datasets_assigned', 'permissions']],
    ['getCleanroomDatasets', ['partner_datasets']],
    ['getCleanroomQuestionPermissions', ['permissions']],
    ['getAllCleanroomQuestionDatasets', ['datasets_assigned']],
    [
      'getAllCleanrooms',
      [
        'partner_present',
        'partner_users',
        'partner_datasets',
        'datasets_assigned',
        'permissions',
        'may_receive_results',
        'tables_ready',
        'receivers',
      ],
    ],
  ];
  for (const [operation, unknown] of unread) {
    it(`are unknown, never passed, where ${operation} cannot be read: ${unknown.join(', ')}`, async () => {
      given.bench.service.fault = fault(operation, 'not_permitted', 'No administrator.');
      const all = await checks();
      assert.deepEqual(
        all.filter(({ state }) => state === 'unknown').map(({ id }) => id),
        unknown,
      );
      assert.equal(allPassed(all), false);
      assert.ok(all.filter(({ state }) => state === 'unknown').every(({ detail }) => detail === 'No administrator.'));
    });
  }

  it('find a partner that does not take part, and send the invitation', async () => {
    given.world.partners.clear();
    given.world.invitations = [];
    const { state, finding } = await check('partner_present');
    assert.equal(state, 'failed');
    assert.deepEqual(finding?.remedies[0]?.input, { ids: [given.id], action: 'send' });
  });

  it('wait for a partner that has not answered, with a reminder', async () => {
    given.world.partners.clear();
    given.world.invitations = [];
    given.world.invitation(given.room, dana);
    const { finding } = await check('partner_present');
    assert.equal(finding?.waitsFor, 'partner');
    assert.match(finding.remedies[0]?.text ?? '', /^Subject: Invitation/);
  });

  it('find users without a role, and offer each role that can be given', async () => {
    for (const user of partner().users) user.role = undefined;
    const { state, finding } = await check('partner_users');
    assert.equal(state, 'failed');
    assert.deepEqual(
      finding?.remedies.map(({ title, job }) => [title, job]),
      [
        ['Give dana@nova.example the role Data Analyst', 'configure-partner-permissions'],
        ['Give dana@nova.example the role Viewer', 'configure-partner-permissions'],
        ['Ask the partner to give its users a role', undefined],
      ],
    );
  });

  it('take one user with a role for enough', async () => {
    partner().users.push({ id: 'user-2', userId: 'person-2', name: 'Eve', email: 'eve@nova.example', role: undefined });
    partner().users[0]!.role = viewerRole;
    assert.equal((await check('partner_users')).state, 'passed');
  });

  it('find a partner without users', async () => {
    partner().users = [];
    // Found by the organisation that the invitation names.
    assert.equal((await check('partner_users')).detail, 'The partner has no user in the room.');
  });

  it('find a dataset whose fields are not mapped, or whose configuration is not done', async () => {
    dataset().mappedFields = 0;
    assert.match((await check('partner_datasets')).finding?.evidence.join() ?? '', /"Impressions" \(CONFIGURED, 0 fields mapped\)/);
    Object.assign(dataset(), { mappedFields: 4, configurationStatus: 'MAPPING_PENDING' });
    assert.equal((await check('partner_datasets')).state, 'failed');
  });

  it('do not wait for a dataset that no question asks for', async () => {
    given.world.dataset(given.room, 'Draft', { organisationName: 'Nova', mappedFields: 0 });
    assert.equal((await check('partner_datasets')).state, 'passed');
  });

  it('say which question waits for which dataset of the partner', async () => {
    delete wanted().datasetId;
    const { state, finding } = await check('datasets_assigned');
    assert.equal(state, 'failed');
    assert.deepEqual(finding?.evidence, ['1 dataset of the partner is missing.', '"Reach" wants EXPOSURES']);
    assert.match(finding.remedies[0]?.text ?? '', /- "Reach" wants EXPOSURES/);
  });

  it("do not blame the partner for another one's dataset", async () => {
    Object.assign(wanted(), { organisationId: 'organisation-Orbit', organisationName: 'Orbit' });
    delete wanted().datasetId;
    assert.equal((await check('datasets_assigned')).state, 'not_applicable');
  });

  it('do not guess what is missing, or whose it is', async () => {
    given.world.question(given.room, 'Overlap', ['CLONE', 'RUN', 'VIEW_RESULTS'], { status: 'MISSING_DATASETS' });
    assert.equal((await check('datasets_assigned')).state, 'unknown');
    given.world.questionDatasets.set('question-2', [{ id: 'wanted-2', macro: 'SALES' }]);
    const { state, detail, finding } = await check('datasets_assigned');
    assert.deepEqual([state, detail], ['failed', '1 dataset is missing, and the service does not say who is to bring it.']);
    assert.deepEqual([finding?.waitsFor, finding?.evidence[1]], ['you', '"Overlap" wants SALES']);
  });

  it('say which question differs in which permission, and apply them', async () => {
    given.world.question(given.room, 'Overlap', ['EDIT', 'RUN', 'CLONE', 'VIEW_RESULTS']);
    const { finding, detail } = await check('permissions');
    assert.equal(detail, '1 question differs from analyst.');
    assert.ok(finding?.evidence.includes('"Overlap": EDIT'));
    await given.bench.advance('apply_permissions', [given.id]);
    assert.equal((await check('permissions')).state, 'passed');
  });

  it('keep words of partners from forging lines', async () => {
    partner().name = 'No\u202eva\nPassed';
    Object.assign(dataset(), { name: 'Im\u001b[2Jp', organisationName: 'No\u202eva\nPassed' });
    const words = (await checks()).map(({ detail }) => detail).join('');
    assert.doesNotMatch(words, /[\u001b\u202e\n]/);
  });
});
