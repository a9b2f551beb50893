/** The invitations panel as a person handles it, in a browser without VS Code around it. */
import assert from 'node:assert/strict';
import type { ConnectionsPicture, InvitationFocus } from '../../src/protocol/invitationMessages.ts';
import { axeFindsNothing } from './accessibility.ts';
import {
  acme,
  holidayRoom,
  invitationOf,
  itemOf,
  loyaltyRoom,
  mediaRoom,
  northwind,
  pictureOf,
  planOf,
  runOf,
  standardNote,
} from './invitationsPanelData.ts';
import { useInvitationsPages, type InvitationsPage } from './invitationsPanelPage.ts';
import type { PageOptions } from './panelPage.ts';
import type { ThemeName } from './panelThemes.ts';

const open = useInvitationsPages();

async function openWith(picture: ConnectionsPicture, options?: PageOptions, show?: InvitationFocus): Promise<InvitationsPage> {
  const panel = await open(options);
  await panel.untilReady();
  await panel.showPicture(picture, show);
  return panel;
}

const threeAddresses = 'jo@orbit.example\nNova Media <dana@nova.example>\nfoo';

/** The form, filled for three addresses of which one is wrong. */
async function filled(options?: PageOptions): Promise<InvitationsPage> {
  const panel = await openWith(pictureOf([acme()]), options);
  await panel.choose('Clean room', 'Media Insights (CR-045144)');
  await panel.textbox('Addresses').fill(threeAddresses);
  return panel;
}

async function press(panel: InvitationsPage, ...keys: string[]): Promise<void> {
  for (const key of keys) await panel.page.keyboard.press(key);
}

describe('the page of the invitations panel', () => {
  describe('invites', () => {
    it('says as the person types what of the addresses can be used', async () => {
      const panel = await filled();
      const line = panel.form.locator('.reading');
      assert.equal(await line.innerText(), '3 addresses: 2 usable, 1 wrong (line 3: "foo" is not an e-mail address).');
      assert.equal(await line.getAttribute('role'), 'status');
      await panel.textbox('Addresses').fill('jo@gmail.com, jo@GMAIL.com');
      assert.equal(await line.innerText(), '2 addresses: 1 usable, 1 more than once.');
      await panel.form.getByText("Anybody can have an address at gmail.com. Make sure that these are the partners'.").waitFor();
    });

    it('sends nobody anything before a clean room is chosen', async () => {
      const panel = await openWith(pictureOf([acme()]));
      await panel.textbox('Addresses').fill('jo@orbit.example');
      await panel.form.getByText('Choose a clean room.', { exact: true }).waitFor();
      await panel.untilOffered('Send 1 invitation…', false);
      await panel.choose('Clean room', /^Media/);
      await panel.untilOffered('Send 1 invitation…', true);
    });

    it('asks for a plan with everything that was given, shows it, and leads there', async () => {
      const panel = await filled();
      await panel.button('Check').click();
      const { wish } = await panel.request('check');
      assert.deepEqual(wish, {
        connectionId: 'acme',
        room: { roomId: mediaRoom },
        invitations: [{ to: 'jo@orbit.example' }, { to: 'dana@nova.example', partnerName: 'Nova Media' }, { to: 'foo' }],
        mayReceiveResults: false,
        note: standardNote,
      });
      await panel.answer(
        'check',
        planOf([itemOf('jo@orbit.example', 'planned'), itemOf('foo', 'left_out', { reason: '"foo" is not an e-mail address.' })], {
          warnings: [{ code: 'unknown_variable', sentence: 'The note holds {{x}}, which stands for nothing.' }],
        }),
      );
      assert.equal(await panel.focused(), 'Plan: invite 1 partner to "Media Insights" (CR-045144)');
      assert.deepEqual(await panel.outcomes(panel.form), [
        'planned Invite jo@orbit.example to "Media Insights" (CR-045144)',
        'left out foo "foo" is not an e-mail address.',
      ]);
      await panel.form.getByText('The note holds {{x}}, which stands for nothing.').waitFor();
      await panel.untilOffered('Send 1 invitation…', true);
      await panel.textbox('Addresses').fill('kim@lumen.example\nlee@orbit.example');
      assert.deepEqual(await panel.outcomes(panel.form), []);
      await panel.untilOffered('Send 2 invitations…', true);
    });

    it('shows each result as it happens; what failed stays to be tried again', async () => {
      const panel = await filled();
      await panel.button('Send 2 invitations…').click();
      const { runId } = await panel.request('send');
      await panel.page.getByText('VS Code asks you before anything is sent.').waitFor();
      await panel.send({ type: 'run', ...runOf(runId, []) });
      await panel.send({ type: 'step', runId, done: 1, total: 2, item: itemOf('jo@orbit.example', 'done', { reason: 'Status PENDING.' }) });
      assert.deepEqual(await panel.outcomes(panel.form), ['done Invite jo@orbit.example to "Media Insights" (CR-045144) Status PENDING.']);
      await panel.page.getByText('1 of 2').first().waitFor();
      await panel.untilOffered('Send 2 invitations…', false);
      const items = [
        itemOf('jo@orbit.example', 'done', { reason: 'Status PENDING.' }),
        itemOf('dana@nova.example', 'failed', { reason: 'The connection was lost.' }),
        itemOf('foo', 'left_out', { code: 'invalid_address', reason: 'No address.' }),
      ];
      await panel.send({ type: 'run', ...runOf(runId, items, { running: false, message: 'Invitations: 1 done, 1 failed, 1 left out.' }) });
      await panel.reply('send', true, 'Invitations: 1 done, 1 failed, 1 left out.');
      assert.equal((await panel.outcomes(panel.form)).length, 3);
      await panel.untilText('Addresses', 'Nova Media <dana@nova.example>\nfoo');
      await panel.page.getByRole('status').filter({ hasText: 'Invitations: 1 done, 1 failed, 1 left out.' }).first().waitFor();
      await panel.untilOffered('Send 1 invitation…', true);
    });

    it('shows what failed first, and says how bad it is wherever the person looks', async () => {
      const panel = await filled({ width: 600 });
      await panel.button('Send 2 invitations…').click();
      const { runId } = await panel.request('send');
      const items = [
        itemOf('jo@orbit.example', 'done'),
        itemOf('foo', 'left_out'),
        itemOf('dana@nova.example', 'failed', { reason: 'Lost.' }),
      ];
      const message = 'Invitations: 1 invitation sent, 1 failed, 1 left out.';
      await panel.send({ type: 'run', ...runOf(runId, items, { running: false, severity: 'error', message }) });
      await panel.reply('send', true, message);
      assert.deepEqual(
        (await panel.outcomes(panel.form)).map((line) => line.split(' ')[0]),
        ['failed', 'left', 'done'],
      );
      const banner = panel.page.locator('.status-bar .notice');
      assert.deepEqual([await banner.getAttribute('data-kind'), await panel.isOnScreen(banner)], ['error', true]);
      assert.equal(await panel.isOnScreen(panel.form.locator('.outcome:visible .items > li').first()), true);
    });

    it('wants days of the calendar for a new clean room', async () => {
      const panel = await openWith(pictureOf([acme()]));
      await panel.choose('Clean room', 'New clean room…');
      await panel.textbox('Name of the clean room').fill('Spring');
      await panel.untilOffered('Make the clean room…', true);
      await panel.textbox('Starts on').fill('2026-13-45');
      await panel.form.getByText('Write a day of the calendar, as yyyy-mm-dd.').waitFor();
      await panel.untilOffered('Make the clean room…', false);
      assert.deepEqual(panel.problems, []);
    });

    it('can be stopped', async () => {
      const panel = await filled();
      await panel.button('Send 2 invitations…').click();
      const { runId } = await panel.request('send');
      await panel.send({ type: 'run', ...runOf(runId, []) });
      await panel.button('Stop').click();
      await panel.reply('stop', true);
      await panel.untilOffered('Stop', false);
    });

    it('leaves all as it is where the person declines, and says what the extension refuses', async () => {
      const panel = await filled();
      await panel.button('Send 2 invitations…').click();
      const declined = await panel.request('send');
      await panel.send({ type: 'reply', requestId: declined.requestId, ok: false, message: 'Nothing was changed.', cancelled: true });
      await panel.page.getByRole('status').filter({ hasText: 'Nothing was changed.' }).waitFor();
      await panel.untilText('Addresses', threeAddresses);
      await panel.button('Check').click();
      await panel.reply('check', false, 'The token of Acme Retail has expired.');
      await panel.page.getByRole('alert').filter({ hasText: 'The token of Acme Retail has expired.' }).waitFor();
    });

    it('takes the addresses of a file, and none where the person chooses none', async () => {
      const panel = await filled();
      await panel.button('Load CSV file…').click();
      await panel.answer('loadAddresses', {});
      await panel.untilText('Addresses', threeAddresses);
      await panel.button('Load CSV file…').click();
      await panel.answer('loadAddresses', { text: 'email,name\nkim@lumen.example,Lumen\n' });
      await panel.button('Send 1 invitation…').waitFor();
      await panel.form.getByText('Preview for kim@lumen.example').waitFor();
    });

    it('makes a new clean room in the same plan', async () => {
      const panel = await filled();
      await panel.choose('Clean room', 'New clean room…');
      await panel.form.getByText('Give the clean room a name.').waitFor();
      await panel.untilOffered('Make it and invite 2…', false);
      await panel.textbox('Name of the clean room').fill('Spring Reach');
      await panel.choose('Region', 'Europe');
      await panel.choose('Cloud', 'Google Cloud');
      await panel.textbox('Starts on').fill('2026-12-01');
      await panel.textbox('Ends on').fill('2026-11-01');
      await panel.form.getByText('It would end before it begins.').waitFor();
      await panel.textbox('Ends on').fill('2027-11-01');
      await panel.page.getByRole('checkbox', { name: 'Export of results' }).check();
      await panel.button('Make it and invite 2…').click();
      const { wish, runId } = await panel.request('send');
      assert.deepEqual(wish.room, {
        newRoom: {
          name: 'Spring Reach',
          type: 'Hybrid',
          cloud: 'CLOUD_GCP',
          region: 'REGION_EU',
          subRegion: '',
          startAt: '2026-12-01',
          endAt: '2027-11-01',
          description: '',
          features: ['ENABLE_EXPORT'],
        },
      });
      const made = itemOf('Spring Reach', 'done', {
        key: 'create',
        action: 'create_clean_room',
        sentence: 'Make the clean room "Spring Reach"',
      });
      const failed = itemOf('dana@nova.example', 'failed', { reason: 'Lost.' });
      await panel.send({ type: 'run', ...runOf(runId, [made, failed], { running: false, message: 'Invitations: 1 done, 1 failed.' }) });
      await panel.reply('send', true);
      const again = acme();
      again.content?.rooms.push({ id: 'spring', displayId: 'CR-1', name: 'Spring Reach', status: 'ACTIVE', invitations: [] });
      await panel.showPicture(pictureOf([again]));
      await panel.button('Send 2 invitations…').click();
      assert.deepEqual((await panel.request('send')).wish.room, { roomId: 'spring' });
    });

    it('asks AWS accounts for their numbers and names, and says why there is no note', async () => {
      const panel = await openWith(pictureOf([northwind()]));
      await panel.form.getByText('The service sends no words along.').waitFor();
      assert.equal(await panel.textbox('Note').isVisible(), false);
      await panel.choose('Clean room', 'Autumn reach');
      await panel.textbox('AWS accounts').fill('Contoso <444455556666>\n555566667777');
      await panel.form.getByText('2 addresses: 1 usable, 1 wrong (line 2: 555566667777 has no name).').waitFor();
      await panel.page.getByRole('checkbox', { name: 'They can receive results' }).check();
      await panel.button('Send 1 invitation…').click();
      const { wish } = await panel.request('send');
      assert.deepEqual(
        [wish.mayReceiveResults, wish.note, wish.invitations[0]],
        [true, '', { to: '444455556666', partnerName: 'Contoso' }],
      );
      assert.equal(await panel.page.getByRole('option', { name: 'New clean room…' }).count(), 0);
    });

    it('says why a clean room cannot be used', async () => {
      const panel = await filled();
      await panel.choose('Clean room', /^Loyalty/);
      await panel.form.getByText(/is not an administrator of "Loyalty Overlap" \(CR-045077\)\. Add it under Access/).waitFor();
      await panel.untilOffered('Check', false);
    });

    it('only shows where the workspace is not trusted', async () => {
      const panel = await openWith(pictureOf([acme()], { mayWrite: false }), undefined, { connectionId: 'acme', roomId: mediaRoom });
      await panel.textbox('Addresses').fill('jo@orbit.example');
      await panel.form.getByText('This workspace is not trusted').waitFor();
      await panel.untilOffered('Send 1 invitation…', false);
      await panel.page.getByRole('checkbox', { name: 'Select dana@nova.example' }).check();
      await panel.untilOffered('Cancel 1…', false);
      await panel.untilOffered('Copy reminder', true);
    });
  });

  describe('has a note', () => {
    it('that is filled in for the first address as it is typed, and names what stands for nothing', async () => {
      const panel = await filled();
      const preview = panel.form.locator('.preview');
      assert.match(
        await preview.innerText(),
        /^Preview for jo@orbit\.example\s+Hello jo@orbit\.example, Acme Retail invites you to "Media Insights"\. ana$/,
      );
      await panel.textbox('Note').fill('Hi {{partner}}, {{colour}} {{cleanRoomId}}');
      assert.match(await preview.innerText(), /Hi jo@orbit\.example, \{\{colour\}\} CR-045144/);
      await panel.form.getByText('{{colour}} stands for nothing and would be sent as it is written.').waitFor();
    });

    it('from a template, with variables at hand', async () => {
      const panel = await filled();
      await panel.choose('Note from template', 'retail');
      await panel.untilText('Note', 'Dear {{partner}}, see {{cleanRoomId}}.');
      await panel.button('{{date}}: add to the note').click();
      await panel.untilText('Note', 'Dear {{partner}}, see {{cleanRoomId}}.{{date}}');
    });

    it('that can be kept as a template', async () => {
      const panel = await filled();
      await panel.textbox('Note').fill('Our own words');
      await panel.page.getByText('Keep as template…').click();
      await panel.button('Keep').click();
      await panel.form.getByText('Give the template a name.').waitFor();
      await panel.textbox('Name of the template').fill('ours');
      await panel.button('Keep').click();
      const { name, text } = await panel.request('keepTemplate');
      assert.deepEqual([name, text], ['ours', 'Our own words']);
      await panel.reply('keepTemplate', true, 'The template "ours" is kept in clean-rooms/partners.json.');
      await panel.page.getByRole('status').filter({ hasText: 'The template "ours" is kept' }).waitFor();
    });
  });

  describe('lists', () => {
    it('what wants a word first, known states in words, unknown ones as the service says them', async () => {
      const panel = await openWith(pictureOf([acme(), northwind()]));
      assert.deepEqual(await panel.addresses(), [
        'dana@nova.example',
        '444455556666',
        'kim@lumen.example',
        'sam@delta.example',
        'lee@orbit.example',
      ]);
      const dana = panel.table.getByRole('row', { name: /dana@nova/ });
      assert.match(
        (await dana.innerText()).replaceAll(/\s+/g, ' '),
        /Nova Media Media Insights \(CR-045144\) Acme Retail Waiting 8 days reminder due/,
      );
      await panel.table
        .getByRole('row', { name: /sam@delta/ })
        .getByText('ON_HOLD_BY_LEGAL')
        .waitFor();
      await panel.list.getByText('Acme Retail: Tokens of today: 1 of 2 left, more from 21/11/2026, 08:00').waitFor();
      assert.deepEqual(panel.problems, []);
    });

    it('the rest of an invitation below it, with its note and history', async () => {
      const panel = await openWith(pictureOf([acme()]));
      const details = panel.button('Details of dana@nova.example');
      assert.equal(await details.getAttribute('aria-expanded'), 'false');
      await details.click();
      assert.equal(await details.getAttribute('aria-expanded'), 'true');
      const row = panel.page.locator(`[id="${(await details.getAttribute('aria-controls')) ?? ''}"]`);
      assert.match(
        await row.innerText(),
        /Status of the service: PENDING · Sent 12\/11\/2026, 09:00[\s\S]*Hello Dana,\nplease join us\.[\s\S]*sent · by ana · addCleanroomPartner/,
      );
    });

    it('clean rooms and connections that could not be read, with what to do', async () => {
      const failed = { ...northwind(), state: 'failed' as const, error: 'The sign-in of profile northwind has expired. Sign in again.' };
      const panel = await openWith(pictureOf([acme(), failed]));
      const notices = panel.page.getByRole('list', { name: 'Connections and clean rooms' });
      await notices.getByText(/is not an administrator of "Loyalty Overlap".* Add it under Access, Users/).waitFor();
      await notices.getByRole('alert').filter({ hasText: 'has expired. Sign in again. What is shown was read' }).waitFor();
      assert.equal((await panel.addresses()).length, 5);
    });

    it('what the filters leave, and says how many', async () => {
      const panel = await openWith(pictureOf([acme(), northwind()]));
      await panel.textbox('Filter invitations by address, partner or clean room').fill('media');
      assert.equal((await panel.addresses()).length, 3);
      await panel.list.getByText('3 of 5 invitations').waitFor();
      await panel.choose('Show', 'Answered or ended');
      assert.deepEqual(await panel.addresses(), ['sam@delta.example', 'lee@orbit.example']);
      await panel.textbox('Filter invitations by address, partner or clean room').fill('nobody');
      await panel.list.getByText('The filters hide every invitation.').waitFor();
      await panel.button('Clear filters').click();
      assert.equal((await panel.addresses()).length, 5);
      await panel.choose('Invitations of', /^northwind/);
      assert.deepEqual(await panel.addresses(), ['444455556666']);
    });

    it('why there is nothing', async () => {
      const panel = await open();
      const empty = panel.list.locator('.empty');
      assert.equal(await empty.innerText(), 'Reading…');
      await panel.showPicture(pictureOf([]));
      assert.match(await empty.innerText(), /^Nothing is connected\. Add/);
      assert.equal(await panel.form.isVisible(), false);
      const { content: _, ...unread } = acme();
      await panel.showPicture(pictureOf([{ ...unread, state: 'reading' }]));
      assert.equal(await empty.innerText(), 'Reading the invitations…');
      await panel.showPicture(pictureOf([{ ...unread, state: 'failed', error: 'No.' }]));
      assert.match(await empty.innerText(), /^No connection could be read\./);
      await panel.showPicture(pictureOf([acme({ rooms: [] })]));
      assert.match(await empty.innerText(), /^Nobody has been invited yet\./);
      await panel.form.getByText('Only the owner of a clean room invites, and none is yours yet.').waitFor();
    });

    it('words of others as words, never as markup', async () => {
      const hostile = '<img src=x onerror="document.title=1"><b>bold</b>';
      const connection = { ...acme(), name: hostile };
      connection.content!.rooms = [
        {
          id: mediaRoom,
          name: hostile,
          status: hostile,
          invitations: [
            invitationOf(hostile, { state: 'unknown', status: hostile, note: hostile, partnerName: hostile, invitedBy: hostile }),
          ],
          problem: { sentence: hostile, remedy: hostile },
        },
      ];
      const panel = await openWith(pictureOf([connection], { settingsProblem: hostile }));
      await panel.button(`Details of ${hostile}`).click();
      await panel.textbox('Addresses').fill(hostile);
      await panel.textbox('Note').fill(hostile);
      assert.equal(await panel.page.locator('img, b').count(), 0);
      assert.equal(await panel.page.title(), 'Invitations');
    });

    it('an error no longer once its connection has recovered', async () => {
      const panel = await filled();
      await panel.showPicture(pictureOf([{ ...acme(), state: 'failed', error: 'No tokens for now.' }]));
      await panel.button('Check').click();
      await panel.reply('check', false, 'No tokens for now.');
      const banner = panel.page.locator('.status-bar').getByRole('alert').filter({ hasText: 'No tokens' });
      await banner.waitFor();
      await panel.showPicture(pictureOf([{ ...acme(), state: 'reading' }]));
      assert.equal(await banner.count(), 1);
      await panel.showPicture(pictureOf([acme()]));
      await banner.waitFor({ state: 'detached' });
    });

    it('an error when a message is none', async () => {
      const panel = await openWith(pictureOf([acme()]));
      await panel.sendAnything({ type: 'connections', connections: 'all' });
      await panel.page.getByRole('alert').filter({ hasText: 'does not understand' }).waitFor();
      assert.equal((await panel.addresses()).length, 4);
    });
  });

  describe('manages', () => {
    it('what is chosen and seen: cancels and resends it', async () => {
      const panel = await openWith(pictureOf([acme()]));
      await panel.page.getByRole('checkbox', { name: 'Select all invitations that are shown' }).check();
      await panel.textbox('Filter invitations by address, partner or clean room').fill('kim');
      await panel.button('Cancel 1…').click();
      const { invitations } = await panel.request('cancelInvitations');
      assert.deepEqual(invitations, [{ connectionId: 'acme', roomId: holidayRoom, id: 'invitation-kim@lumen.example' }]);
      await panel.reply('cancelInvitations', false, 'The API user is not an administrator.');
      await panel.page.getByRole('alert').filter({ hasText: 'not an administrator.' }).first().waitFor();
      await panel.button('Resend 1…').click();
      const { runId } = await panel.request('resendInvitations');
      const items = [
        itemOf('kim@lumen.example', 'done', { key: 'cancel', action: 'cancel_invitation', sentence: 'Cancel the invitation' }),
        itemOf('kim@lumen.example', 'done'),
      ];
      await panel.send({ type: 'run', ...runOf(runId, items, { kind: 'resend', running: false, message: 'Invitations: 2 done.' }) });
      await panel.reply('resendInvitations', true);
      assert.equal((await panel.outcomes(panel.list)).length, 2);
      assert.deepEqual(await panel.outcomes(panel.form), []);
    });

    it('offers what is possible: nobody who takes part is cancelled or invited again', async () => {
      const panel = await openWith(pictureOf([acme()]));
      await panel.page.getByRole('checkbox', { name: 'Select lee@orbit.example' }).check();
      await panel.untilOffered('Cancel 1…', false);
      await panel.untilOffered('Resend 1…', false);
      await panel.untilOffered('Open mail', false);
      await panel.untilOffered('Copy reminder', false);
      await panel.page.getByRole('checkbox', { name: 'Select dana@nova.example' }).check();
      await panel.untilOffered('Cancel 2…', true);
      await panel.untilOffered('Resend 2…', true);
      await panel.untilOffered('Open mail', false);
      await panel.button('Copy reminder').click();
      assert.deepEqual(
        (await panel.request('copyReminders')).invitations.map(({ id }) => id),
        ['invitation-dana@nova.example'],
      );
    });

    it('has the mail ready', async () => {
      const panel = await openWith(pictureOf([acme()]));
      await panel.page.getByRole('checkbox', { name: 'Select dana@nova.example' }).check();
      await panel.button('Copy reminder').click();
      assert.equal((await panel.request('copyReminders')).invitations.length, 1);
      await panel.reply('copyReminders', true, '1 reminder is in the clipboard.');
      await panel.page.getByRole('status').filter({ hasText: '1 reminder is in the clipboard.' }).waitFor();
      await panel.button('Open mail').click();
      assert.equal((await panel.request('openMail')).invitation.id, 'invitation-dana@nova.example');
    });

    it('reads anew when it is asked to', async () => {
      const panel = await openWith(pictureOf([acme()]));
      await panel.button('Refresh').click();
      await panel.request('refresh');
      await panel.untilOffered('Refresh', false);
      await panel.reply('refresh', true);
      await panel.untilOffered('Refresh', true);
    });
  });

  describe('by keyboard', () => {
    it('leads through the form and the list, and keeps the focus while the list is read anew', async () => {
      const panel = await filled();
      await panel.textbox('Addresses').focus();
      await press(panel, 'Tab');
      assert.equal(await panel.focused(), 'Load CSV file…');
      await panel.page.getByRole('checkbox', { name: 'Select dana@nova.example' }).focus();
      await press(panel, 'Space', 'Tab');
      assert.equal(await panel.focused(), 'Details of dana@nova.example');
      await press(panel, 'Enter');
      assert.equal(await panel.button('Details of dana@nova.example').getAttribute('aria-expanded'), 'true');
      const again = acme({ readAt: '2026-11-20T10:42:00Z' });
      again.content?.rooms[1]?.invitations.push(invitationOf('new@lumen.example'));
      await panel.showPicture(pictureOf([again]));
      assert.equal((await panel.addresses()).length, 5);
      assert.equal(await panel.focused(), 'Details of dana@nova.example');
      await panel.button('Cancel 1…').focus();
      await press(panel, 'Enter');
      assert.equal((await panel.request('cancelInvitations')).invitations.length, 1);
    });

    it('does not choose a clean room by a shortcut of VS Code', async () => {
      const panel = await filled();
      await panel.page.getByRole('combobox', { name: 'Clean room' }).focus();
      await press(panel, 'Control+h', 'Meta+h');
      await panel.button('Check').click();
      assert.deepEqual((await panel.request('check')).wish.room, { roomId: mediaRoom });
    });
  });

  describe('keeps', () => {
    it('form, filter, choice and unfolded rows once VS Code has thrown the page away', async () => {
      const before = await filled();
      await before.textbox('Note').fill('Own words');
      await before.page.getByRole('checkbox', { name: 'Select dana@nova.example' }).check();
      await before.button('Details of dana@nova.example').click();
      const after = await openWith(pictureOf([acme()]), { state: await before.savedState() });
      await after.untilText('Addresses', threeAddresses);
      await after.untilText('Note', 'Own words');
      await after.untilOffered('Send 2 invitations…', true);
      await after.untilOffered('Cancel 1…', true);
      assert.equal(await after.button('Details of dana@nova.example').getAttribute('aria-expanded'), 'true');
      const stale = await openWith(pictureOf([acme()]), { state: { form: 'all' } });
      await stale.untilText('Addresses', '');
    });

    it('what failed in a run that ended while the page was away', async () => {
      const before = await filled();
      await before.button('Send 2 invitations…').click();
      const { runId } = await before.request('send');
      const after = await openWith(pictureOf([acme()]), { state: await before.savedState() });
      const items = [itemOf('jo@orbit.example', 'done'), itemOf('dana@nova.example', 'failed', { reason: 'Lost.' })];
      await after.send({ type: 'run', ...runOf(runId, items, { running: false, message: 'Invitations: 1 done, 1 failed.' }) });
      await after.untilText('Addresses', 'Nova Media <dana@nova.example>\nfoo');
      assert.equal((await after.outcomes(after.form)).length, 2);
    });

    it('begins with what it was opened about', async () => {
      const panel = await openWith(pictureOf([acme(), northwind()]), undefined, { connectionId: 'northwind', roomId: 'collaboration-1' });
      await panel.textbox('AWS accounts').fill('Contoso <444455556666>');
      await panel.untilOffered('Send 1 invitation…', true);
      assert.deepEqual(await panel.addresses(), ['444455556666']);
    });
  });

  describe('for axe', () => {
    const situations: Record<string, (panel: InvitationsPage) => Promise<void>> = {
      'the form with a plan, the list with a row unfolded': async (panel) => {
        await panel.showPicture(pictureOf([acme(), northwind()]), { connectionId: 'acme', roomId: mediaRoom });
        await panel.textbox('Addresses').fill('jo@gmail.com\nfoo');
        await panel.button('Details of dana@nova.example').click();
        await panel.page.getByRole('checkbox', { name: 'Select dana@nova.example' }).check();
        await panel.button('Check').click();
        const items = [itemOf('jo@gmail.com', 'planned'), itemOf('foo', 'left_out', { reason: 'No address.' })];
        await panel.answer('check', planOf(items, { warnings: [{ code: 'free_mail', sentence: 'Anybody can have it.' }] }));
      },
      'a new clean room with something wrong': async (panel) => {
        await panel.showPicture(pictureOf([acme()]), { connectionId: 'acme', roomId: loyaltyRoom });
        await panel.choose('Clean room', 'New clean room…');
        await panel.textbox('Starts on').fill('tomorrow');
        await panel.textbox('Note').fill('{{colour}}');
        await panel.page.getByText('Keep as template…').click();
      },
      'a run under way, for AWS accounts': async (panel) => {
        await panel.showPicture(pictureOf([northwind()]));
        await panel.send({
          type: 'run',
          ...runOf('1', [itemOf('a@b.example', 'done'), itemOf('c@d.example', 'failed', { reason: 'No.' })]),
        });
      },
      'errors and nothing to show': async (panel) => {
        await panel.showPicture(
          pictureOf([{ ...acme(), content: undefined, state: 'failed', error: 'No.' }], { settingsProblem: 'Broken.' }),
        );
        await panel.sendAnything('no message');
      },
    };
    axeFindsNothing(situations, (theme) => open({ theme }));
  });

  describe('has its picture taken', () => {
    for (const theme of ['dark', 'light', 'highContrast'] satisfies ThemeName[]) {
      it(theme, async () => {
        const panel = await openWith(pictureOf([acme(), northwind()]), { theme, height: 960 }, { connectionId: 'acme', roomId: mediaRoom });
        await panel.textbox('Addresses').fill('Orbit <jo@orbit.example>\nkim@lumen.example\nfoo');
        await panel.screenshot(`invitations-${theme}`);
        const narrow = await openWith(pictureOf([acme(), northwind()]), { theme, width: 620, height: 960 });
        await narrow.screenshot(`invitations-narrow-${theme}`);
      });
    }
  });
});
