/** The onboarding panel as a person handles it, in a browser without VS Code around it. */
import assert from 'node:assert/strict';
import type { RunItem } from '../../src/protocol/partnerMessages.ts';
import type { OnboardingPicture } from '../../src/protocol/onboardingMessages.ts';
import { memoryWorkplace } from '../unit/core/onboarding/memoryWorkplace.ts';
import { axeFindsNothing } from './accessibility.ts';
import { emptyPicture, fullPicture, manyPartners } from './onboardingPanelPageData.ts';
import { useOnboardingPages, type OnboardingPage } from './onboardingPanelPage.ts';
import type { PageOptions } from './panelPage.ts';
import type { ThemeName } from './panelThemes.ts';

const open = useOnboardingPages();
let picture: OnboardingPicture;
before(async () => {
  picture = await fullPicture();
});

async function openWith(shown: OnboardingPicture = picture, options?: PageOptions): Promise<OnboardingPage> {
  const panel = await open(options);
  await panel.untilReady();
  await panel.showPicture(shown);
  return panel;
}

const itemOf = (name: string, outcome: RunItem['outcome'], reason = ''): RunItem => ({
  key: name,
  action: outcome === 'left_out' ? 'left_out' : 'write_file',
  name,
  sentence: `Begin with ${name}`,
  outcome,
  reason,
});

async function filledForm(options?: PageOptions): Promise<OnboardingPage> {
  const panel = await openWith(picture, options);
  await panel.button('Bring partners on board').click();
  await panel.page.getByRole('combobox', { name: 'Clean room', exact: true }).click();
  await panel.page.getByRole('option', { name: 'Media Insights (CR-000001)' }).click();
  await panel.page.getByRole('textbox', { name: 'Partners' }).fill('Delta <d@delta.example>\nfoo');
  return panel;
}

describe('the page of the onboarding panel', () => {
  describe('lists', () => {
    it('every partner with step, state, age and what is next; those that want something of us first', async () => {
      const panel = await openWith();
      assert.deepEqual(await panel.partners(), ['Harbour Bank', 'Nova Media', 'Orbit Grocers', 'Quill Press', 'Lumen Agency']);
      assert.match(
        await panel.row('Orbit Grocers').innerText(),
        /Monitor acceptance\s+waiting[^]*Contact Orbit Grocers in person: day 7 has come\./,
      );
      assert.match(await panel.row('Lumen Agency').innerText(), /Wait for the answer of Lumen Agency\./);
      assert.deepEqual(panel.problems, []);
    });

    it('what a filter leaves, and acts upon nothing that it hides', async () => {
      const panel = await openWith();
      await panel.page.getByRole('checkbox', { name: 'Select all' }).check();
      await panel.page.getByText('5 of 5 shown, 5 selected').waitFor();
      await panel.page.getByRole('textbox', { name: 'Filter by partner or clean room' }).fill('quill');
      await panel.page.getByText('1 of 5 shown, 1 selected').waitFor();
      await panel.button('Send… for those selected').click();
      const { action, engagements } = await panel.request('advance');
      assert.deepEqual([action, engagements], ['send', [{ connectionId: 'acme', id: 'cr-000001--ada-quill-example' }]]);
    });

    it('why there is nothing, and what to do', async () => {
      const panel = await open();
      await panel.untilReady();
      const empty = panel.page.locator('.empty');
      assert.equal(await empty.innerText(), 'Reading…');
      await panel.showPicture(emptyPicture(picture));
      assert.match(await empty.innerText(), /^Nothing is connected\./);
      await panel.showPicture(emptyPicture(picture, { connections: picture.connections, hasFolder: false }));
      assert.match(await empty.innerText(), /^Open a trusted folder/);
      await panel.showPicture(emptyPicture(picture, { connections: picture.connections }));
      assert.match(await empty.innerText(), /^Nobody is being brought on board yet\./);
    });

    it('what could not be read: a file, a connection, the settings', async () => {
      const [connection] = picture.connections;
      assert.ok(connection);
      const panel = await openWith({
        ...picture,
        connections: [{ ...connection, state: 'failed', error: 'The network is down.' }],
        problems: ['clean-rooms/onboarding/broken.json:3:3: Not valid JSON'],
        elsewhere: ['other'],
      });
      await panel.page.getByRole('alert').filter({ hasText: 'The network is down.' }).waitFor();
      await panel.page.getByRole('alert').filter({ hasText: 'broken.json:3:3' }).waitFor();
      await panel.page.getByText('Of connections that are not here: other').waitFor();
      assert.equal((await panel.partners()).length, 5);
    });

    it('keeps the focus and the row where the picture is told anew', async () => {
      const panel = await openWith();
      await panel.row('Orbit Grocers').getByRole('button').focus();
      await panel.showPicture({ ...picture, engagements: picture.engagements.map((each) => ({ ...each, ageDays: each.ageDays + 1 })) });
      assert.match(await panel.focused(), /^Orbit Grocers in/);
    });
  });

  describe('sets up', () => {
    it('says as the person types what of the partners can be used, and wants a clean room', async () => {
      const panel = await openWith();
      await panel.button('Bring partners on board').click();
      await panel.page.getByRole('textbox', { name: 'Partners' }).fill('d@delta.example\nfoo');
      await panel.page.getByText('2 addresses: 1 usable, 1 wrong (line 2: "foo" is not an e-mail address).').waitFor();
      await panel.page.getByText('Choose a clean room.', { exact: true }).waitFor();
      await panel.untilOffered('Begin with 1 partner', false);
    });

    it('shows what a flow opens, and for whom, and the note as the first partner reads it', async () => {
      const panel = await filledForm();
      await panel.page.getByRole('radio', { name: 'Agency' }).check();
      await panel.page.getByText('What it opens, and for whom').first().click();
      await panel.page.getByText('View code: yes').waitFor();
      await panel.page.getByRole('radio', { name: 'Retail partner' }).check();
      await panel.page.getByText('View code: no').waitFor();
      await panel.page.getByText('Question permission RUN: for all partners of the clean room').first().waitFor();
      await panel.page.getByRole('textbox', { name: 'Note' }).fill('Dear {{partner}}: {{nothing}}');
      await panel.page.getByText('Dear Delta: {{nothing}}').waitFor();
      await panel.page.getByText('{{nothing}} stands for nothing').waitFor();
    });

    it('checks, begins, and keeps what was left out in the form', async () => {
      const panel = await filledForm();
      await panel.button(/^Check$/).click();
      await panel.answer('check', {
        headline: 'begin with 1',
        items: [itemOf('d@delta.example', 'planned'), itemOf('foo', 'left_out', 'No address.')],
        warnings: [],
      });
      assert.equal(await panel.focused(), 'Plan: begin with 1');
      assert.deepEqual(await panel.outcomes(), ['planned Begin with d@delta.example', 'left out foo No address.']);
      await panel.button('Begin with 1 partner').click();
      const { runId, wish } = await panel.request('start');
      assert.deepEqual(
        [wish.roomId, wish.flow, wish.partners],
        ['room-1', 'standard', [{ to: 'd@delta.example', name: 'Delta' }, { to: 'foo' }]],
      );
      const items = [itemOf('d@delta.example', 'done'), itemOf('foo', 'left_out', 'No address.')];
      await panel.send({
        type: 'run',
        runId,
        running: false,
        done: 1,
        total: 1,
        message: 'Onboarding: 1 done, 1 left out.',
        severity: 'information',
        items,
      });
      await panel.reply('start', true, 'Onboarding: 1 done, 1 left out.');
      await panel.page.waitForFunction(() => document.querySelector('vscode-text-area')?.value === 'foo');
    });

    it('has what was filled in after the page was loaded anew', async () => {
      const before = await filledForm();
      const after = await openWith(picture, { state: await before.savedState() });
      await after.page.getByText('2 addresses: 1 usable').waitFor();
      const stale = await openWith(picture, { state: { form: 7 } });
      assert.equal((await stale.partners()).length, 5);
    });
  });

  describe('shows an engagement', () => {
    it('with its six steps as an ordered list, of which the one that is shown is the current one', async () => {
      const panel = await openWith();
      await panel.openEngagement('Orbit Grocers');
      assert.equal(await panel.focused(), 'Orbit Grocers');
      assert.equal(await panel.states(), 'done, done, waiting, not yet, not yet, not yet');
      const current = panel.page.locator('ol.steps [aria-current="step"]');
      assert.deepEqual(await current.allInnerTexts(), ['Monitor acceptance']);
      await panel.showStep('Activation');
      assert.deepEqual(await current.allInnerTexts(), ['Activation']);
      assert.equal(await panel.focused(), 'Activation');
      assert.equal(await panel.row('Orbit Grocers').getAttribute('aria-current'), 'true');
    });

    it('with follow-ups: copies and opens the mail, and notes what was done', async () => {
      const panel = await openWith();
      await panel.openEngagement('Orbit Grocers');
      const title = 'Day 7: get in touch in person';
      await panel.button(`Copy: ${title}`).click();
      assert.match((await panel.request('copy')).text, /^Subject: Can we help/);
      await panel.reply('copy', true, 'Copied.');
      await panel.page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
      await panel.button(`Open mail: ${title}`).click();
      assert.equal((await panel.request('openMail')).toPartner, true);
      await panel.button('Open mail: Day 10: escalate').click();
      await panel.page.waitForFunction(() => window.sent.filter((each) => each.type === 'openMail').length === 2);
      assert.equal((await panel.request('openMail')).toPartner, false);
      await panel.button(`Done: ${title}`).click();
      const { action, day } = await panel.request('advance');
      assert.deepEqual([action, day], ['follow_up_done', 7]);
    });

    it('with guidance for each role, which can be copied', async () => {
      const panel = await openWith();
      await panel.openEngagement('Nova Media');
      await panel.showStep('Set-up guidance');
      await panel.button("Copy: The partner's administrator").click();
      assert.match((await panel.request('copy')).text, /^1\. In the LiveRamp console give each of your people/);
      await panel.button('Guidance was given').click();
      assert.equal((await panel.request('advance')).action, 'guidance_sent');
    });

    it('with checks, and the fix of each that failed', async () => {
      const panel = await openWith();
      await panel.openEngagement('Nova Media');
      await panel.showStep('Validation');
      const part = panel.stepPart('Validation');
      await part.getByText('"Audience overlap" wants EXPOSURES', { exact: true }).waitFor();
      await part.getByRole('button', { name: /^Apply the permissions…/ }).click();
      const { checkId, remedy } = await panel.request('mend');
      assert.deepEqual([checkId, remedy], ['permissions', 0]);
      await panel.reply('mend', false, 'Another job runs.');
      await panel.page.getByRole('alert').filter({ hasText: 'Another job runs.' }).waitFor();
    });

    it('activates nobody whose checks have not passed, but with a reason', async () => {
      const panel = await openWith();
      await panel.openEngagement('Nova Media');
      await panel.showStep('Activation');
      await panel.untilOffered('Activate', false);
      await panel.untilOffered('Activate with this reason', false);
      await panel.page.getByRole('textbox', { name: 'Reason to activate all the same' }).fill('Legal has agreed.');
      await panel.button('Activate with this reason').click();
      const { action, overrideReason } = await panel.request('advance');
      assert.deepEqual([action, overrideReason], ['activate', 'Legal has agreed.']);
    });

    it('while something runs offers nothing else, shows how far it is, and stops it', async () => {
      const panel = await openWith();
      await panel.openEngagement('Quill Press');
      await panel.showStep('Send invitation');
      await panel.button('Send the invitation…').click();
      const { runId } = await panel.request('advance');
      await panel.send({ type: 'run', runId, running: true, done: 0, total: 3, message: '', severity: 'information', items: [] });
      await panel.send({ type: 'step', runId, done: 1, total: 3, item: itemOf('ada@quill.example', 'done') });
      await panel.page.getByText('1 of 3').first().waitFor();
      await panel.untilOffered('Send the invitation…', false);
      await panel.button('Stop').click();
      await panel.reply('stop', true);
      const items = [itemOf('ada@quill.example', 'done')];
      await panel.send({
        type: 'run',
        runId,
        running: false,
        done: 1,
        total: 3,
        message: 'Onboarding: 1 done.',
        severity: 'information',
        items,
      });
      await panel.reply('advance', true, 'Onboarding: 1 done.');
      await panel.untilOffered('Check', true);
      assert.deepEqual(await panel.outcomes(), ['done Begin with ada@quill.example']);
    });

    it('may be read, not changed, where the workspace is not trusted', async () => {
      const panel = await openWith({ ...picture, mayWrite: false });
      await panel.openEngagement('Quill Press');
      await panel.showStep('Send invitation');
      await panel.untilOffered('Send the invitation…', false);
      await panel.untilOffered('Bring partners on board', false);
      await panel.page.getByText('This workspace is not trusted').first().waitFor();
    });

    it('is reached and handled with the keyboard alone', async () => {
      const panel = await openWith();
      const { keyboard } = panel.page;
      await panel.page.getByRole('checkbox', { name: 'Select all' }).focus();
      for (let turn = 0; turn < 30 && !(await panel.focused()).startsWith('Quill Press in'); turn += 1) await keyboard.press('Tab');
      await keyboard.press('Enter');
      assert.equal(await panel.focused(), 'Quill Press');
      for (let turn = 0; turn < 10 && (await panel.focused()) !== 'Send invitation'; turn += 1) await keyboard.press('Tab');
      await keyboard.press('Enter');
      assert.equal(await panel.focused(), 'Send invitation');
      for (let turn = 0; turn < 3 && (await panel.focused()) !== 'Check'; turn += 1) await keyboard.press('Tab');
      await keyboard.press('Enter');
      assert.equal((await panel.request('checkStep')).action, 'send');
    });
  });

  it('carries one partner through all six steps, with a failing validation mended on the way', async () => {
    const { bench, world, room } = await manyPartners();
    const { workplace, outside } = memoryWorkplace(bench);
    const panel = await open();
    const { end, work } = await panel.connectTo(workplace);
    try {
      await panel.openEngagement('Quill Press');
      await panel.showStep('Send invitation');
      await panel.button('Send the invitation…').click();
      await panel.page.locator('.steps > li:nth-child(2)[data-state="done"]').waitFor();
      assert.deepEqual(outside.questions, ['send 1 invitation of the onboarding']);
      const invitation = world.invitations.find(({ to }) => to === 'ada@quill.example');
      assert.ok(invitation);
      world.accept(invitation, 'Quill Press');
      await panel.showStep('Monitor acceptance');
      await panel.button('Look again').click();
      await panel.page.locator('.steps > li:nth-child(3)[data-state="done"]').waitFor();
      await panel.button('Note the answer in the file').click();
      await panel.untilOffered('Note the answer in the file', true);
      await panel.showStep('Set-up guidance');
      await panel.button('Guidance was given').click();
      await panel.page.locator('.steps > li:nth-child(4)[data-state="done"]').waitFor();
      await panel.showStep('Validation');
      await panel.button(/^Run checks$/).click();
      await panel.page.locator('.steps > li:nth-child(5)[data-state="failed"]').waitFor();
      await panel
        .stepPart('Validation')
        .getByRole('button', { name: /^Apply the permissions…/ })
        .click();
      await panel.page.locator('.steps > li:nth-child(5)[data-state="done"]').waitFor();
      assert.equal(outside.questions.length, 2);
      await panel.showStep('Activation');
      await panel.untilOffered('Activate', true);
      await panel.button(/^Activate$/).click();
      await panel.page.getByText(/Tell ada@quill\.example, and whoever waits for it here\./).waitFor();
      const { events } = await bench.store.read('cr-000001--ada-quill-example');
      assert.deepEqual(
        events.map(({ what }) => what),
        ['invited', 'accepted', 'guidance_sent', 'validated', 'permissions_applied', 'validated', 'validated', 'activated'],
      );
      assert.ok(room.partners.includes('Quill Press'));
      assert.equal(work.runs.running, false);
      assert.deepEqual(panel.problems, []);
    } finally {
      await end();
      await bench.end();
    }
  });

  describe('for axe', () => {
    const situations: Record<string, (panel: OnboardingPage) => Promise<void>> = {
      'the list with a selection and the form with a plan': async (panel) => {
        await panel.showPicture(picture, { connectionId: 'acme', roomId: 'room-1' });
        await panel.page.getByRole('checkbox', { name: 'Select Nova Media' }).check();
        await panel.page.getByRole('textbox', { name: 'Partners' }).fill('d@gmail.com\nfoo');
        await panel.page.getByText('What it opens, and for whom').first().click();
        await panel.button(/^Check$/).click();
        const items = [itemOf('d@gmail.com', 'planned'), itemOf('foo', 'left_out', 'No address.')];
        await panel.answer('check', { headline: 'begin', items, warnings: [{ code: 'free_mail', sentence: 'Anybody can have it.' }] });
      },
      'set-up and follow-ups': async (panel) => {
        await panel.showPicture(picture, { connectionId: 'acme', engagementId: 'cr-000001--jo-orbit-example' });
        await panel.page.getByText('Day 7: get in touch in person').first().click();
        await panel.showStep('Invitation set-up');
        await panel.page.getByText('What has happened').click();
      },
      guidance: async (panel) => {
        await panel.showPicture(picture, { connectionId: 'acme', engagementId: 'cr-000001--dana-nova-example' });
        await panel.showStep('Set-up guidance');
        await panel.page.getByText('Mail to the partner', { exact: true }).click();
      },
      'failed checks': async (panel) => {
        await panel.showPicture(picture, { connectionId: 'acme', engagementId: 'cr-000001--dana-nova-example' });
        await panel.showStep('Validation');
      },
      'activation, and a run under way': async (panel) => {
        await panel.showPicture(picture, { connectionId: 'acme', engagementId: 'cr-000001--dana-nova-example' });
        await panel.showStep('Activation');
        const items = [itemOf('a@b.example', 'done'), itemOf('c@d.example', 'failed', 'No.'), itemOf('e@f.example', 'differs', 'Not so.')];
        await panel.send({ type: 'run', runId: '1', running: true, done: 3, total: 4, message: '', severity: 'information', items });
      },
      'errors and nothing to show': async (panel) => {
        await panel.showPicture(emptyPicture(picture, { folderProblem: 'Broken.', mayWrite: false }));
        await panel.sendAnything('no message');
      },
    };
    axeFindsNothing(situations, (theme) => open({ theme }));
  });

  describe('has its picture taken', () => {
    for (const theme of ['dark', 'light', 'highContrast'] satisfies ThemeName[]) {
      it(theme, async () => {
        const panel = await openWith(picture, { theme, height: 760 });
        await panel.openEngagement('Nova Media');
        await panel.showStep('Validation');
        await panel.screenshot(`onboarding-${theme}`);
        const form = await filledForm({ theme, height: 900 });
        await form.screenshot(`onboarding-form-${theme}`);
        const narrow = await openWith(picture, { theme, width: 620, height: 900 });
        await narrow.openEngagement('Orbit Grocers');
        await narrow.screenshot(`onboarding-narrow-${theme}`);
      });
    }
  });
});

/** What runs inside the page. */
declare const window: { sent: { type?: unknown }[] };
declare const document: { querySelector(selector: string): { value?: unknown } | null };
