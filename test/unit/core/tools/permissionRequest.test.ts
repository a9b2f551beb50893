import assert from 'node:assert/strict';
import { configurePartnerPermissionsInput } from '../../../../src/core/jobs/partners/configurePartnerPermissions.ts';
import {
  notesOf,
  permissionRequest,
  permissionToolInput,
  type PermissionToolRequest,
} from '../../../../src/core/tools/definitions/permissionRequest.ts';
import { ToolRefusal } from '../../../../src/core/tools/toolRefusal.ts';

const request = (more: object): PermissionToolRequest => permissionToolInput.parse({ cleanroomId: 'CR-1', ...more });
/** What the job gets, as it understands it. */
const jobInput = (more: object): ReturnType<typeof configurePartnerPermissionsInput.parse> =>
  configurePartnerPermissionsInput.parse(JSON.parse(JSON.stringify(permissionRequest(request(more)))));
const allSwitches = { canEdit: false, canClone: true, canRun: true, canViewResults: true, canViewCode: false };

describe('what the permissions tool asks of its job', () => {
  it('is a template for everything', () => {
    const input = jobInput({ permissionTemplate: 'analyst' });
    assert.equal(input.template, 'analyst');
    assert.deepEqual([input.questions, input.datasets, input.partners, input.flags], [undefined, undefined, undefined, undefined]);
  });

  it('is a template for some questions and datasets', () => {
    const input = jobInput({ permissionTemplate: 'analyst', questionIds: ['CRQ-1'], datasetIds: ['d'], partnerId: 'Nova' });
    assert.deepEqual([input.questions, input.datasets, input.partners], [['CRQ-1'], ['d'], ['Nova']]);
  });

  it('leaves questions alone that are there, where that was asked for', () => {
    assert.deepEqual(jobInput({ permissionTemplate: 'analyst', applyToExistingQuestions: false }).questions, []);
  });

  it('leaves datasets and roles alone, where that was asked for', () => {
    const input = jobInput({ permissionTemplate: 'viewer', questionIds: ['CRQ-1'], applyToDatasets: false, applyToRoles: false });
    assert.deepEqual([input.questions, input.datasets, input.partners], [['CRQ-1'], [], []]);
  });

  it('is all flags for all questions, and no dataset, of which nobody spoke', () => {
    const input = jobInput({ questionPermissions: allSwitches });
    assert.equal(input.questions, undefined);
    assert.deepEqual([input.datasets, input.partners], [[], []]);
    assert.deepEqual([input.flags?.can_run, input.flags?.can_edit], [true, false]);
  });

  it('is single permissions of the questions that were named, and nothing else', () => {
    const input = jobInput({ questionPermissions: { canRun: true, canEdit: false }, questionIds: ['CRQ-1'] });
    assert.deepEqual(input.question_permissions, [
      { question: 'CRQ-1', permission: 'EDIT', access: 'QUESTION_OWNER_ONLY' },
      { question: 'CRQ-1', permission: 'RUN', access: 'ALL_CLEAN_ROOM_PARTNERS' },
    ]);
    assert.equal(input.flags, undefined);
  });

  it('is single permissions on top of a template', () => {
    const input = jobInput({ permissionTemplate: 'viewer', questionPermissions: { canRun: true }, questionIds: ['CRQ-1'] });
    assert.deepEqual([input.template, input.questions, input.question_permissions?.length], ['viewer', ['CRQ-1'], 1]);
  });

  it('is the mapping of all our datasets, and no question', () => {
    const input = jobInput({ datasetPermissions: { canConfigureMapping: true } });
    assert.deepEqual([input.questions, input.datasets, input.flags?.can_configure_mapping], [[], undefined, true]);
  });

  it('is the mapping of the datasets that were named', () => {
    const input = jobInput({ datasetPermissions: { canConfigureMapping: false }, datasetIds: ['d'] });
    assert.deepEqual(input.dataset_assignments, [{ dataset: 'd', partner_can_assign: false }]);
    assert.equal(input.flags, undefined);
  });

  it('is a role for one user', () => {
    const input = jobInput({ partnerEmail: 'dana@nova.example', partnerRole: 'Data Analyst' });
    assert.deepEqual(input.roles, [{ email: 'dana@nova.example', role: 'Data Analyst' }]);
    assert.equal(input.flags, undefined);
  });

  it('is a role for the users of one partner, and no question or dataset', () => {
    const input = jobInput({ partnerId: 'Nova', partnerRole: 'Data Analyst' });
    assert.deepEqual([input.flags?.role, input.partners, input.questions, input.datasets], ['Data Analyst', ['Nova'], [], []]);
  });

  for (const [what, input] of [
    ['only some flags, for all questions', { questionPermissions: { canRun: true } }],
    ['a template and flags for everything', { permissionTemplate: 'viewer', questionPermissions: allSwitches }],
    ['a template and the mapping of all datasets', { permissionTemplate: 'viewer', datasetPermissions: { canConfigureMapping: true } }],
    ['a template and a role for everybody', { permissionTemplate: 'viewer', partnerRole: 'Data Analyst' }],
  ] as const)
    it(`is refused for ${what}: something would change of which nobody spoke`, () => {
      assert.throws(() => permissionRequest(request(input)), ToolRefusal);
    });

  it('notes what the service has no switch for', () => {
    const [note = ''] = notesOf(request({ questionPermissions: { canView: false }, datasetPermissions: { canViewSample: true } }));
    assert.match(note, /canView, canViewSample/);
  });
});
