import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { TestSandbox } from '../support/sandbox.ts';
import { Agent, type Answer } from './support/agent.ts';

const item = z.looseObject({ outcome: z.string(), code: z.optional(z.string()) });
const results = z.looseObject({ items: z.array(item) });
const invitations = z.looseObject({
  clean_rooms: z.array(
    z.looseObject({ invitations: z.array(z.looseObject({ to: z.string(), state: z.string(), reminder_due: z.boolean() })) }),
  ),
});
const permissions = z.looseObject({ questions: z.array(z.looseObject({ open_to_all_partners: z.array(z.string()) })) });
const engagements = z.looseObject({
  engagements: z.array(
    z.looseObject({
      current_step: z.optional(z.string()),
      steps: z.array(z.looseObject({ step: z.string(), state: z.string() })),
      checks: z.optional(z.array(z.looseObject({ id: z.string(), state: z.string() }))),
    }),
  ),
});

/** The whole way without VS Code: a client that cannot ask its person, so each change is planned and then carried out by its hash. */
describe('an agent that brings partners on board', function () {
  this.timeout(120_000);
  let sandbox: TestSandbox;
  let agent: Agent;

  before(async () => {
    sandbox = await TestSandbox.start('partners');
    agent = await Agent.begin(sandbox, { allowWrites: true });
  });
  after(async () => {
    await agent.end();
    await sandbox.stop();
  });

  /** Something that happens at the partner's side, or time that passes. */
  const control = async (path: string, body: object = {}): Promise<void> => {
    const answer = await fetch(`${sandbox.endpoint}/_sandbox/liveramp/${path}`, {
      method: 'POST',
      headers: { 'x-sandbox-control': '1' },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, await answer.text());
  };
  const outcomes = ({ data }: Answer): string[] => results.parse(data).items.map(({ outcome, code }) => [outcome, code].join(' ').trim());
  const media = 'CR-045144';
  const holiday = 'Holiday Campaign 2026';
  const jonas = 'jonas.weber@nova-media.example';

  it('invites three in a batch, and says of a fourth that it is there twice and of a fifth that it is no address', async () => {
    const partnerEmails = ['ada@orbit.example', 'jo@lumen.example', 'kim@meridian.example', 'JO@lumen.example', 'nobody'];
    const done = await agent.do('invite_partner_to_cleanroom', { cleanroomId: media, partnerEmails });
    assert.deepEqual(outcomes(done).sort(), ['done', 'done', 'done', 'left_out duplicate', 'left_out invalid_address']);
  });

  it('sees that two accept, and that the third is due for a reminder', async () => {
    await control(`invitations/${encodeURIComponent('ada@orbit.example')}/accept`);
    await control(`invitations/${encodeURIComponent('jo@lumen.example')}/accept`);
    await control('age', { days: 8 });
    const { data } = await agent.call('manage_partner_invitations', { cleanroomId: media });
    const ours = invitations
      .parse(data)
      .clean_rooms.flatMap((room) => room.invitations)
      .filter(({ to }) => /orbit|lumen|meridian/.test(to));
    assert.deepEqual(ours.map(({ to, state, reminder_due }) => [to, state, reminder_due]).sort(), [
      ['ada@orbit.example', 'accepted', false],
      ['jo@lumen.example', 'accepted', false],
      ['kim@meridian.example', 'pending', true],
    ]);
  });

  it('sends the third invitation again, which is cancel and invite', async () => {
    const done = await agent.do('manage_partner_invitations', {
      cleanroomId: media,
      action: 'resend',
      partnerEmail: 'kim@meridian.example',
    });
    assert.deepEqual(outcomes(done), ['done', 'done']);
  });

  it('sets permissions from a template and reads them back', async () => {
    await agent.do('configure_partner_permissions', { cleanroomId: media, action: 'template', permissionTemplate: 'viewer' });
    const { data } = await agent.call('configure_partner_permissions', { cleanroomId: media });
    assert.deepEqual(
      permissions.parse(data).questions.map((question) => question.open_to_all_partners),
      Array.from({ length: 4 }, () => ['VIEW_RESULTS']),
    );
  });

  it('begins to bring a partner on board: one file, and nothing is sent', async () => {
    const before = (await sandbox.writes()).length;
    await agent.do('partner_onboarding_wizard', { step: 'start', cleanroomId: holiday, partnerEmails: [jonas] });
    assert.equal((await sandbox.writes()).length, before);
    assert.equal((await readdir(join(agent.folder, 'clean-rooms/onboarding'))).filter((name) => name.endsWith('.json')).length, 1);
  });

  it('sends the invitation, waits for the answer, and notes it', async () => {
    await agent.do('partner_onboarding_wizard', { step: 'send_invitations', cleanroomId: holiday });
    await control(`invitations/${encodeURIComponent(jonas)}/accept?room=${encodeURIComponent(holiday)}`);
    await agent.do('partner_onboarding_wizard', { step: 'monitor_acceptance', cleanroomId: holiday, record: true });
    const { data } = await agent.call('partner_onboarding_wizard', { step: 'monitor_acceptance', cleanroomId: holiday });
    assert.equal(stateOf(data, 'monitor_acceptance'), 'done');
  });

  it('gives the guidance for this kind of clean room, and notes that it was sent', async () => {
    const { data } = await agent.call('partner_onboarding_wizard', { step: 'setup_guidance', cleanroomId: holiday });
    assert.match(JSON.stringify(data), /partner_administrator.*partner_analyst.*our_side/);
    await agent.do('partner_onboarding_wizard', { step: 'setup_guidance', cleanroomId: holiday, record: true });
  });

  it('validates with real checks: the permissions are not what was chosen, and activation is refused', async () => {
    const { data } = await agent.call('partner_onboarding_wizard', { step: 'validation', cleanroomId: holiday });
    const failed = failedChecks(data);
    assert.ok(failed.includes('permissions'), JSON.stringify(data));
    const refused = await agent.call('partner_onboarding_wizard', { step: 'activation', cleanroomId: holiday });
    assert.match(refused.data.summary, /Nothing was done: 1 left_out; each says why\./);
  });

  it('mends what failed, at both sides, and activates the partner', async () => {
    await agent.do('partner_onboarding_wizard', { step: 'apply_permissions', cleanroomId: holiday });
    await control('questions/CRQ-140310', { assign: { PARTNER_AUDIENCE: 'Acme loyalty members' } });
    const validated = await agent.do('partner_onboarding_wizard', { step: 'validation', cleanroomId: holiday, record: true });
    assert.deepEqual(outcomes(validated), ['done'], JSON.stringify(validated.data));
    const activated = await agent.do('partner_onboarding_wizard', { step: 'activation', cleanroomId: holiday });
    assert.deepEqual(outcomes(activated), ['done'], JSON.stringify(activated.data));
    const { data } = await agent.call('partner_onboarding_wizard', { step: 'start', cleanroomId: holiday });
    const [engagement] = engagements.parse(data).engagements;
    assert.deepEqual(
      engagement?.steps.map(({ state }) => state),
      Array.from({ length: 6 }, () => 'done'),
    );
  });

  function stateOf(data: object, step: string): string | undefined {
    return engagements.parse(data).engagements[0]?.steps.find((each) => each.step === step)?.state;
  }

  function failedChecks(data: object): string[] {
    const checks = engagements.parse(data).engagements[0]?.checks ?? [];
    return checks.filter(({ state }) => state === 'failed').map(({ id }) => id);
  }
});
