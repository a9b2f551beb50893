import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { inputSchema, withTools, withToolWords } from '../../../../scripts/generate/languageModelTools.ts';
import { tools } from '../../../../src/core/tools/catalogue.ts';
import { ToolRefusal } from '../../../../src/core/tools/toolRefusal.ts';

const committed = (name: string): Promise<string> => readFile(new URL(`../../../../${name}`, import.meta.url), 'utf8');
const asked = (name: string, input: object): ReturnType<(typeof tools)[number]['asked']> => {
  const tool = tools.find((each) => each.name === name);
  assert.ok(tool, name);
  return tool.asked(input);
};

/** Calls as a model makes them, right and wrong. */
const calls: readonly { name: string; input: object; right: boolean }[] = [
  { name: 'list_connections', input: {}, right: true },
  { name: 'list_clean_rooms', input: { connection: 'Acme', oursOnly: true }, right: true },
  { name: 'list_clean_rooms', input: { oursOnly: 'yes' }, right: false },
  { name: 'create_clean_room', input: { name: 'New', cloud: 'CLOUD_AWS', region: 'REGION_EU', startDate: '2026-09-01' }, right: true },
  { name: 'create_clean_room', input: { name: 'New', cloud: 'CLOUD_AWS' }, right: false },
  { name: 'create_clean_room', input: { name: 'New', cloud: 'CLOUD_AWS', region: 'REGION_EU', startDate: 'soon' }, right: false },
  { name: 'invite_partner_to_cleanroom', input: { cleanroomId: 'CR-045144', partnerEmail: 'dana@nova.example' }, right: true },
  { name: 'invite_partner_to_cleanroom', input: { partnerEmail: 'dana@nova.example' }, right: false },
  { name: 'invite_partner_to_cleanroom', input: { cleanroomId: 'CR-045144', partnerEmails: [] }, right: false },
  { name: 'manage_partner_invitations', input: {}, right: true },
  { name: 'manage_partner_invitations', input: { action: 'delete' }, right: false },
  { name: 'configure_partner_permissions', input: { cleanroomId: 'x', action: 'template', permissionTemplate: 'analyst' }, right: true },
  { name: 'configure_partner_permissions', input: { cleanroomId: 'x', questionPermissions: { canFly: true } }, right: false },
  {
    name: 'configure_partner_permissions',
    input: { cleanroomId: 'x', members: [{ accountId: '1', canReceiveResults: true }] },
    right: false,
  },
  { name: 'partner_onboarding_wizard', input: { step: 'start' }, right: true },
  { name: 'partner_onboarding_wizard', input: { step: 'finish' }, right: false },
  { name: 'accept_invitations', input: { acceptPayment: true, dryRun: true }, right: true },
  { name: 'accept_invitations', input: { accept_payment: true }, right: false },
  { name: 'associate_resources', input: {}, right: false },
  { name: 'repair_collaborations', input: { subjectIds: ['a'] }, right: true },
  { name: 'populate_id_mapping_table', input: { membershipId: 'm', idMappingTableId: 't' }, right: true },
  { name: 'populate_id_mapping_table', input: { membershipId: 'm' }, right: false },
  { name: 'diagnose_clean_rooms', input: {}, right: true },
  { name: 'diagnose_clean_rooms', input: { connection: 'connection-1', room: 'AMC', subject: 'part_1' }, right: true },
  { name: 'diagnose_clean_rooms', input: { subject: '' }, right: false },
  { name: 'diagnose_clean_rooms', input: { table: 'part_1' }, right: false },
  { name: 'list_next_steps', input: { room: 'AMC' }, right: true },
  { name: 'list_next_steps', input: { subject: 'part_1' }, right: false },
  { name: 'explain_finding', input: { findingId: 'role.missing', subject: 'reader', room: 'AMC' }, right: true },
  { name: 'explain_finding', input: { findingId: 'role.missing' }, right: false },
  { name: 'report_clean_rooms', input: { all: true }, right: true },
  { name: 'report_clean_rooms', input: { all: 'yes' }, right: false },
];

describe('the tool catalogue', () => {
  it('is what package.json offers to VS Code, word for word (npm run generate writes it)', async () => {
    const [manifest, words] = await Promise.all([committed('package.json'), committed('package.nls.json')]);
    assert.deepEqual(JSON.parse(manifest), JSON.parse(withTools(manifest)));
    assert.deepEqual(JSON.parse(words), JSON.parse(withToolWords(words)));
  });

  it('has names of a verb and a noun, each once', () => {
    const names = tools.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => !/^[a-z]+(_[a-z]+)+$/.test(name)),
      [],
    );
    assert.equal(new Set(names).size, names.length);
  });

  it('tells what diagnoses from what lists, so that a model asking "why" finds the right one', () => {
    const described = new Map(tools.map(({ name, description }) => [name, description]));
    assert.match(described.get('diagnose_clean_rooms') ?? '', /why is this table not ready/);
    for (const [name, other] of [
      ['diagnose_clean_rooms', 'list_next_steps'],
      ['list_next_steps', 'diagnose_clean_rooms'],
      ['explain_finding', 'diagnose_clean_rooms'],
      ['report_clean_rooms', 'coverage_report'],
      ['verify_collaborations', 'diagnose_clean_rooms'],
    ] as const)
      assert.match(described.get(name) ?? '', new RegExp(other), name);
  });

  for (const tool of tools) {
    it(`gives ${tool.name} a JSON schema in which a model reads about every field`, () => {
      const schema = inputSchema(tool);
      new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
      assert.equal(schema['type'], 'object');
      assert.equal(schema['additionalProperties'], false);
      const mute = Object.entries(schema.properties).filter(([, field]) => !JSON.stringify(field).includes('"description"'));
      assert.deepEqual(mute, []);
    });
  }

  for (const { name, input, right } of calls) {
    it(`${right ? 'takes' : 'refuses'} ${name} ${JSON.stringify(input)}, by its JSON schema as by its own`, () => {
      const tool = tools.find((each) => each.name === name);
      assert.ok(tool);
      assert.equal(new Ajv().compile(inputSchema(tool))(input), right);
      assert.equal(tool.input.safeParse(input).success, right);
    });
  }

  it('names the field that a model made up', () => {
    assert.throws(
      () => asked('list_clean_rooms', { room: 'x' }),
      (error: unknown) => error instanceof ToolRefusal && /"room"/.test(error.message),
    );
  });

  it('tells the fields that there are, where one was made up deeper inside too', () => {
    for (const [input, words] of [
      [{ cleanroomId: 'x', room: 'x' }, /configure_partner_permissions has no field "room"\. .*permissionTemplate/],
      [
        { cleanroomId: 'x', questionPermissions: { canFly: true } },
        /\.questionPermissions has no field "canFly"\. Its fields are: canView, /,
      ],
      [{ cleanroomId: 'x', receivers: [{ association: 'a', who: 1 }] }, /\.receivers\.0 has .*Its fields are: association, add, remove\./],
    ] as const)
      assert.throws(
        () => asked('configure_partner_permissions', input),
        (error: unknown) => error instanceof ToolRefusal && words.test(error.sentence),
      );
  });

  it('says in words what is wrong with a field', () => {
    assert.throws(
      () => asked('manage_partner_invitations', { action: 'delete' }),
      (error: unknown) => error instanceof ToolRefusal && /"action" must be one of list, details, cancel, resend/.test(error.message),
    );
  });

  it('asks for more where an action cannot be meant', () => {
    for (const [name, input] of [
      ['invite_partner_to_cleanroom', { cleanroomId: 'x' }],
      ['invite_partner_to_cleanroom', { cleanroomId: 'x', partnerEmails: ['a@b.example', 'c@d.example'], partnerName: 'One' }],
      ['manage_partner_invitations', { action: 'cancel', partnerEmail: 'a@b.example' }],
      ['manage_partner_invitations', { action: 'cancel', cleanroomId: 'x' }],
      ['manage_partner_invitations', { action: 'details', cleanroomId: 'x' }],
      ['configure_partner_permissions', { action: 'set', cleanroomId: 'x' }],
      ['configure_partner_permissions', { action: 'template', cleanroomId: 'x' }],
      ['partner_onboarding_wizard', { step: 'invitation_setup', cleanroomId: 'x' }],
      ['partner_onboarding_wizard', { step: 'activation' }],
    ] as const)
      assert.throws(() => asked(name, input), ToolRefusal, `${name} ${JSON.stringify(input)}`);
  });

  it('writes only where an action changes something', () => {
    const kinds = [
      ['manage_partner_invitations', { action: 'list' }, 'reading'],
      ['manage_partner_invitations', { action: 'cancel', cleanroomId: 'x', allPending: true }, 'writing'],
      ['configure_partner_permissions', { cleanroomId: 'x' }, 'reading'],
      ['configure_partner_permissions', { cleanroomId: 'x', action: 'analyze' }, 'reading'],
      ['configure_partner_permissions', { cleanroomId: 'x', action: 'template', permissionTemplate: 'viewer' }, 'writing'],
      ['partner_onboarding_wizard', { step: 'start' }, 'reading'],
      ['partner_onboarding_wizard', { step: 'validation', cleanroomId: 'x' }, 'reading'],
      ['partner_onboarding_wizard', { step: 'validation', cleanroomId: 'x', record: true }, 'writing'],
      ['configure_partner_permissions', { cleanroomId: 'x', action: 'set', partnerEmail: 'a@b.example', partnerRole: 'y' }, 'writing'],
      ['verify_collaborations', {}, 'reading'],
      ['diagnose_clean_rooms', {}, 'reading'],
      ['list_next_steps', {}, 'reading'],
      ['explain_finding', { findingId: 'role.missing', subject: 'reader' }, 'reading'],
      ['report_clean_rooms', {}, 'reading'],
      ['sync_collaborations', {}, 'writing'],
    ] as const;
    assert.deepEqual(
      kinds.map(([name, input]) => asked(name, input).work.kind),
      kinds.map(([, , kind]) => kind),
    );
  });

  it('only plans an analysis, whatever else is said', () => {
    const { work } = asked('configure_partner_permissions', {
      cleanroomId: 'x',
      action: 'analyze',
      permissionTemplate: 'viewer',
      dryRun: false,
    });
    assert.ok(work.kind === 'writing' && work.dryRun);
  });
});
