/** The coverage panel as a person handles it, in a browser without VS Code around it. */
import assert from 'node:assert/strict';
import type { CellUpdate, PanelAccount } from '../../src/protocol/coverageMessages.ts';
import { axeFindsNothing } from './accessibility.ts';
import { accountOf, failedAccount, largeAccount, pictureAccounts, planFor } from './coveragePanelData.ts';
import { useCoveragePages, type CoveragePage } from './coveragePanelPage.ts';
import type { PageOptions } from './panelPage.ts';
import type { ThemeName } from './panelThemes.ts';

const open = useCoveragePages();

/** Three collaborations with an ID namespace and three tables. */
const small = (): PanelAccount =>
  accountOf({
    collaborations: ['Autumn', 'Beach', 'City'],
    tables: 3,
    state: (row, column) => (row === 0 && column === 3 ? undefined : row === 1 ? 'missing' : column === 2 ? 'to_repair' : 'ready'),
  });
const idOf = (row: number): string => `collaboration-aws:acme-eu-${row}`;

async function openWith(accounts: PanelAccount[], options?: PageOptions): Promise<CoveragePage> {
  const panel = await open(options);
  await panel.untilReady();
  await panel.showAccounts(accounts);
  return panel;
}

/** Presses keys one after the other. */
async function press(panel: CoveragePage, ...keys: string[]): Promise<void> {
  for (const key of keys) await panel.page.keyboard.press(key);
}

/** The cells that are selected, as a screen reader names them. */
async function selected(panel: CoveragePage): Promise<string[]> {
  const cells = await panel.page.locator('td.cell[aria-selected="true"]').all();
  return Promise.all(cells.map(async (cell) => (await cell.getAttribute('aria-label')) ?? ''));
}

describe('the page of the coverage panel', () => {
  describe('shows', () => {
    it('a row for each collaboration with its account, a column for each table, and each state in words', async () => {
      const panel = await openWith(pictureAccounts());
      assert.equal(await panel.grid.getByRole('row').count(), 11);
      assert.equal(await panel.grid.getByRole('columnheader').count(), 4 + 26);
      await panel.grid
        .getByRole('gridcell', { name: 'acx_part_ibe_03 in Summer campaign reach, account 111122223333: to be repaired' })
        .waitFor();
      await panel.grid
        .getByRole('gridcell', { name: 'acx_part_ibe_20 in Grocery basket study, account 111122223333: not asked for' })
        .waitFor();
      await panel.grid.getByRole('gridcell', { name: 'Sandbox 222233334444 sandbox' }).first().waitFor();
      await panel.button('Ready 195').waitFor();
      await panel.button('Left out by quota 6').waitFor();
      await panel.page.getByText('10 collaborations · 25 tables · 2 accounts · read 20/11/2026, 10:41').waitFor();
      assert.deepEqual(panel.problems, []);
    });

    it('an account that failed in a line of its own, and the others whole', async () => {
      const panel = await openWith([failedAccount(), small()]);
      await panel.page.getByRole('alert').filter({ hasText: 'The sign-in of profile partner-us has expired.' }).waitFor();
      assert.deepEqual(await panel.collaborations(), ['Autumn', 'Beach', 'City']);
    });

    it('why there is nothing', async () => {
      const panel = await open();
      const empty = panel.page.locator('.empty');
      assert.equal(await empty.innerText(), 'Reading…');
      await panel.showAccounts([]);
      assert.match(await empty.innerText(), /^No account is connected\./);
      const { coverage: _, ...unread } = small();
      await panel.showAccounts([{ ...unread, state: 'reading' }]);
      assert.equal(await empty.innerText(), 'Reading the collaborations…');
      await panel.showAccounts([failedAccount()]);
      assert.match(await empty.innerText(), /^No account could be read\./);
      await panel.showAccounts([accountOf({ collaborations: [], tables: 0 })]);
      assert.match(await empty.innerText(), /^There are no memberships yet\./);
      await panel.showAccounts([small()]);
      assert.equal(await empty.isVisible(), false);
    });

    it('words of partners as words, never as markup', async () => {
      const hostile = '<img src=x onerror="document.title=1"><b>bold</b>';
      const account = accountOf({ name: hostile, collaborations: [hostile], tables: 1, state: () => 'missing' });
      account.coverage!.rows[0]!.cells[0]!.reason = hostile;
      account.coverage!.columns[1]!.name = hostile;
      const panel = await openWith([account, { ...failedAccount(), error: hostile }]);
      await panel.showPlan({
        ...planFor([account]),
        changes: [
          { id: hostile, connectionId: account.connectionId, collaborationId: idOf(0), sentence: hostile, reason: hostile, deletes: true },
        ],
        leftOut: [{ connectionId: account.connectionId, collaborationId: '', sentence: hostile }],
        errors: [{ connectionId: hostile, sentence: hostile }],
      });
      await panel.send({ type: 'progress', running: true, done: 0, total: 1, message: hostile });
      await panel.page.locator('td.cell').first().hover();
      assert.equal(await panel.page.locator('img, b').count(), 0);
      assert.deepEqual(await panel.collaborations(), [hostile]);
      assert.equal(await panel.page.title(), 'Coverage');
    });

    it('an error, and what was there before, when a message is none', async () => {
      const panel = await openWith([small()]);
      await panel.sendAnything({ type: 'accounts', accounts: 'all' });
      await panel.page.getByRole('alert').filter({ hasText: 'does not understand' }).waitFor();
      assert.deepEqual(await panel.collaborations(), ['Autumn', 'Beach', 'City']);
    });

    it('sentences that the extension has translated', async () => {
      const panel = await openWith([small()], { texts: { Ready: 'Bereit', '{0} in {1}, account {2}: {3}': '{0} in {1}, Konto {2}: {3}' } });
      await panel.grid.getByRole('gridcell', { name: 'acx_part_ibe_01 in Autumn, Konto 111122223333: bereit' }).waitFor();
    });
  });

  describe('by keyboard', () => {
    it('has one place for Tab, and keys lead everywhere', async () => {
      const panel = await openWith([small()]);
      await panel.page.locator('tbody th').first().focus();
      await press(panel, 'ArrowRight', 'ArrowRight', 'ArrowRight');
      assert.equal(await panel.focused(), 'acx_real_ids in Autumn, account 111122223333: ready');
      await press(panel, 'ArrowDown', 'ArrowRight');
      assert.equal(await panel.focused(), 'acx_part_ibe_01 in Beach, account 111122223333: missing');
      await press(panel, 'End');
      assert.match(await panel.focused(), /^acx_part_ibe_03 in Beach/);
      await press(panel, 'Control+Home');
      assert.equal(await panel.focused(), 'Select all that is shown');
      await press(panel, 'Control+End');
      assert.match(await panel.focused(), /^acx_part_ibe_03 in City/);
      await press(panel, 'Home');
      assert.match(await panel.focused(), /^Select City/);
      assert.equal(await panel.grid.locator('[tabindex="0"]').count(), 1);
      await press(panel, 'Tab');
      assert.equal(await panel.page.locator('table :focus').count(), 0);
      await press(panel, 'Shift+Tab');
      assert.match(await panel.focused(), /^Select City/);
    });

    it('selects with Space, extends with Shift, selects rows and all', async () => {
      const panel = await openWith([small()]);
      await panel.cell('acx_real_ids in Autumn').focus();
      await press(panel, 'Space');
      assert.deepEqual(await selected(panel), ['acx_real_ids in Autumn, account 111122223333: ready']);
      await press(panel, 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowRight');
      assert.equal((await selected(panel)).length, 5);
      await press(panel, 'Shift+ArrowLeft');
      assert.equal((await selected(panel)).length, 3);
      await press(panel, 'Control+a');
      assert.equal((await selected(panel)).length, 11);
      await panel.button('Sync 11 cells…').waitFor();
      await press(panel, 'Control+Home', 'Space');
      assert.equal((await selected(panel)).length, 0);
      await press(panel, 'ArrowDown', 'Space', 'ArrowDown', 'ArrowRight', 'Space');
      assert.equal((await selected(panel)).length, 7);
      assert.equal(await panel.page.getByRole('checkbox', { name: /^Select Beach/ }).isChecked(), true);
    });

    it('says the reason where the focus is, and hides it with Escape', async () => {
      const panel = await openWith([small()]);
      await panel.cell('acx_part_ibe_01 in Beach').focus();
      const tooltip = panel.page.getByRole('tooltip');
      assert.match(await tooltip.innerText(), /acx_part_ibe_01\s+missing\s+Beach · acme-eu .*\s+The table is not associated\./);
      const described = await panel.cell('acx_part_ibe_01 in Beach').getAttribute('aria-describedby');
      assert.equal(await panel.page.locator(`[id="${described ?? ''}"]`).innerText(), 'The table is not associated.');
      await press(panel, 'Escape');
      assert.equal(await tooltip.isVisible(), false);
    });

    it('keeps the focus in sight beside the header and the names', async () => {
      const panel = await openWith([largeAccount(50, 100)]);
      await panel.cell('acx_part_ibe_01 in Collaboration 001').focus();
      await press(panel, 'Control+End');
      await press(panel, 'Control+ArrowUp', 'ArrowDown');
      for (let step = 0; step < 97; step += 1) await press(panel, 'ArrowLeft');
      assert.match(await panel.focused(), /^acx_part_ibe_03 in Collaboration 001/);
      const cell = await panel.cell('acx_part_ibe_03 in Collaboration 001').boundingBox();
      const ready = await panel.page.locator('thead .ready').boundingBox();
      assert.ok(cell && ready && cell.x >= ready.x + ready.width - 1 && cell.y >= ready.y + ready.height - 1);
    });
  });

  describe('by pointer', () => {
    it('selects a cell, adds with Ctrl, extends with Shift, and takes a row by its name', async () => {
      const panel = await openWith([small()]);
      await panel.cell('acx_real_ids in Autumn').click();
      await panel.cell('acx_part_ibe_01 in Beach').click();
      assert.equal((await selected(panel)).length, 1);
      await panel.cell('acx_part_ibe_03 in City').click({ modifiers: ['Control'] });
      assert.equal((await selected(panel)).length, 2);
      await panel.cell('acx_part_ibe_01 in Autumn').click();
      await panel.cell('acx_part_ibe_02 in City').click({ modifiers: ['Shift'] });
      assert.equal((await selected(panel)).length, 6);
      await panel.grid.getByRole('rowheader', { name: 'Beach' }).click();
      assert.equal((await selected(panel)).length, 4);
    });

    it('says the reason on hover, and stays while the pointer is on it', async () => {
      const panel = await openWith([small()]);
      await panel.cell('acx_part_ibe_02 in City').hover();
      const tooltip = panel.page.getByRole('tooltip');
      await tooltip.getByText('the configuration wants acx_part_ibe_05').waitFor();
      await tooltip.hover();
      await panel.page.waitForTimeout(300);
      assert.equal(await tooltip.isVisible(), true);
      await panel.button('Refresh').hover();
      await tooltip.waitFor({ state: 'hidden' });
    });
  });

  describe('filters and sorts', () => {
    it('by names, account and state, and says how much is left', async () => {
      const panel = await openWith([small(), ...pictureAccounts().slice(1)]);
      await panel.page.getByRole('textbox', { name: 'Filter collaborations by name or id' }).fill('beA');
      assert.deepEqual(await panel.collaborations(), ['Beach', 'Beauty brand affinity']);
      await panel.page.getByRole('textbox', { name: 'Filter tables by name' }).fill('ibe_03');
      assert.equal(await panel.grid.getByRole('columnheader').count(), 5);
      await panel.page.getByText('2 of 7 collaborations · 1 table').waitFor();
      await panel.page.getByRole('textbox', { name: 'Filter collaborations by name or id' }).fill('nothing like it');
      await panel.page.getByText('The filters hide every collaboration.').waitFor();
      await panel.button('Clear filters').click();
      assert.equal((await panel.collaborations()).length, 7);

      await panel.button(/^To be repaired/).click();
      assert.equal(await panel.button(/^To be repaired/).getAttribute('aria-pressed'), 'true');
      assert.deepEqual(await panel.collaborations(), ['Autumn', 'Beauty brand affinity', 'City']);
      await panel.page.getByRole('checkbox', { name: 'Select all that is shown' }).check();
      await panel.button('Repair 4 cells…').waitFor();
      await panel.button(/^To be repaired/).click();

      await panel.page.getByRole('combobox', { name: 'Account' }).click();
      await panel.page.getByRole('option', { name: /^acme-eu/ }).click();
      assert.deepEqual(await panel.collaborations(), ['Autumn', 'Beach', 'City']);
    });

    it('by any column, both ways, and says so', async () => {
      const panel = await openWith([small()]);
      const header = panel.page.getByRole('columnheader', { name: 'acx_part_ibe_02' });
      await header.getByRole('button').click();
      assert.equal(await header.getAttribute('aria-sort'), 'ascending');
      assert.deepEqual(await panel.collaborations(), ['Autumn', 'City', 'Beach']);
      await header.getByRole('button').click();
      assert.equal(await header.getAttribute('aria-sort'), 'descending');
      assert.deepEqual(await panel.collaborations(), ['Beach', 'Autumn', 'City']);
      await panel.button('Collaboration').focus();
      await press(panel, 'Enter', 'Enter');
      assert.deepEqual(await panel.collaborations(), ['City', 'Beach', 'Autumn']);
      assert.equal(await panel.focused(), 'Collaboration');
    });

    it('shows what it is opened about', async () => {
      const panel = await open();
      const accounts = [small(), ...pictureAccounts().slice(1)];
      await panel.send({ type: 'accounts', accounts, mayWrite: true, show: { connectionId: 'aws:acme-eu', name: 'City' } });
      assert.deepEqual(await panel.collaborations(), ['City']);
      await panel.page.locator('vscode-dropdown[current-value="aws:acme-eu"]').waitFor();
    });

    it('does not choose an account by a shortcut of VS Code', async () => {
      const panel = await openWith([small(), ...pictureAccounts().slice(1)]);
      await panel.page.getByRole('combobox', { name: 'Account' }).focus();
      await press(panel, 'Control+s', 'Meta+s');
      assert.equal((await panel.collaborations()).length, 7);
      await press(panel, 's');
      assert.equal((await panel.collaborations()).length, 4);
    });

    it('as before once VS Code has thrown the page away', async () => {
      const before = await openWith([largeAccount(50, 100)]);
      await before.page.getByRole('textbox', { name: 'Filter collaborations by name or id' }).fill('0');
      await before.button('Ready cells').click();
      await before.cell('acx_part_ibe_02 in Collaboration 010').click();
      await before.scrollTo(300, 120);
      const rows = await before.collaborations();
      const state = await before.savedState();
      const after = await openWith([largeAccount(50, 100)], { state });
      assert.deepEqual(await after.collaborations(), rows);
      assert.equal((await selected(after)).length, 1);
      assert.deepEqual(await after.scrolled(), [300, 120]);
      const stale = await openWith([small()], { state: { filter: 'all' } });
      assert.equal((await stale.collaborations()).length, 3);
    });
  });

  describe('plans and applies', () => {
    it('what is selected, or all that is shown', async () => {
      const panel = await openWith([small()]);
      await panel.button('Sync all shown…').click();
      const all = await panel.request('plan');
      assert.deepEqual(all, {
        kind: 'sync',
        requestId: all.requestId,
        selection: [0, 1, 2].map((row) => ({ connectionId: 'aws:acme-eu', collaborationId: idOf(row) })),
      });
      await panel.reply('plan', true);
      await panel.cell('acx_part_ibe_02 in Autumn').click();
      await panel.button('Repair 1 cell…').click();
      const one = await panel.request('plan');
      assert.deepEqual(
        [one.kind, one.selection],
        ['repair', [{ connectionId: 'aws:acme-eu', collaborationId: idOf(0), columnIds: ['acx_part_ibe_02'] }]],
      );
    });

    it('shows every change with its reason, what is left out, and the errors of accounts; the focus goes there', async () => {
      const accounts = [...pictureAccounts(), failedAccount()];
      const panel = await openWith(accounts);
      await panel.button('Sync all shown…').click();
      await panel.request('plan');
      await panel.showPlan(planFor(accounts));
      await panel.reply('plan', true);
      assert.equal(await panel.focused(), 'Sync plan');
      const plan = panel.page.getByRole('region', { name: 'Sync plan' });
      await plan.getByText('78 changes.').waitFor();
      const change = plan.getByRole('checkbox', { name: 'Associate acx_part_ibe_13', exact: true }).first();
      assert.equal(await change.isChecked(), true);
      const reason = await change.getAttribute('aria-describedby');
      assert.equal(await plan.locator(`[id="${reason ?? ''}"]`).innerText(), 'The configuration lists it and it is not associated.');
      assert.equal(await plan.locator('.plan-left-out').count(), 6);
      await plan.getByRole('region', { name: 'partner-us · us-east-1' }).getByText('The sign-in of profile').waitFor();
    });

    it('unticks what needs a change, ticks what a change needs, and whole groups', async () => {
      const accounts = pictureAccounts();
      const panel = await openWith(accounts);
      await panel.showPlan(planFor(accounts));
      const plan = panel.page.getByRole('region', { name: 'Sync plan' });
      const group = plan.locator('.plan-group', { hasText: 'Streaming audience lift' });
      await group.getByRole('checkbox', { name: 'Associate acx_part_ibe_13', exact: true }).uncheck();
      assert.equal(await group.getByRole('checkbox', { name: /^CUSTOM rule on acx_part_ibe_13/ }).isChecked(), false);
      await panel.button('Apply 76 changes').waitFor();
      await group.getByRole('checkbox', { name: /^CUSTOM rule on acx_part_ibe_13/ }).check();
      await panel.button('Apply 78 changes').waitFor();
      await plan.getByRole('checkbox', { name: 'All changes in Streaming audience lift' }).focus();
      await press(panel, 'Space');
      await panel.button('Apply 52 changes').waitFor();
      await plan.getByRole('checkbox', { name: /^All changes in Sandbox/ }).uncheck();
      await panel.button('Apply 1 change').click();
      const { planId, changeIds } = await panel.request('apply');
      assert.deepEqual([planId, changeIds], ['plan-sync', ['collaboration-aws:acme-eu-5/id_namespace']]);
    });

    it('says what deletes', async () => {
      const panel = await openWith(pictureAccounts());
      await panel.showPlan(planFor(pictureAccounts(), 'repair'));
      const plan = panel.page.getByRole('region', { name: 'Repair plan' });
      await plan.getByText('3 delete something, most of them to make it anew.').waitFor();
      await plan.getByRole('checkbox', { name: /^Rename the association to acx_part_ibe_03 deletes/ }).waitFor();
    });

    it('changes cells while the job runs, can be cancelled, and ends with the summary', async () => {
      const panel = await openWith([small()]);
      await panel.showPlan(planFor([small()]));
      await panel.button('Apply 7 changes').click();
      await panel.request('apply');
      const update = (state: CellUpdate['state'], working: boolean): CellUpdate => ({
        connectionId: 'aws:acme-eu',
        collaborationId: idOf(1),
        columnId: 'acx_part_ibe_01',
        state,
        reason: 'It has just been made.',
        working,
      });
      await panel.send({ type: 'progress', running: true, done: 1, total: 7, message: 'Associating' });
      await panel.send({ type: 'cells', updates: [update('missing', true), { ...update('missing', true), columnId: 'acx_part_ibe_02' }] });
      await panel.grid.getByRole('gridcell', { name: 'acx_part_ibe_01 in Beach, account 111122223333: missing, under way' }).waitFor();
      await panel.page.getByText('1 of 7: Associating').first().waitFor();
      await panel.send({ type: 'cells', updates: [update('ready', false)] });
      await panel.grid.getByRole('gridcell', { name: 'acx_part_ibe_01 in Beach, account 111122223333: ready' }).waitFor();
      await panel.button('Ready 6').waitFor();
      assert.equal(await panel.page.locator('tbody tr').nth(1).locator('.ready').innerText(), '1/4');
      await panel.button('Cancel').click();
      await panel.reply('cancel', true);
      await panel.send({ type: 'progress', running: false, done: 2, total: 7, message: '1 association created' });
      await panel.send({ type: 'planEnded', planId: 'plan-sync' });
      await panel.reply('apply', true, '1 association created');
      await panel.page.getByRole('status').filter({ hasText: '1 association created' }).first().waitFor();
      assert.equal(await panel.page.getByRole('region', { name: 'Sync plan' }).isVisible(), false);
      assert.equal(await panel.page.locator('.working').count(), 0);
    });

    it('keeps the plan where the person declines or the extension refuses, and shows why', async () => {
      const panel = await openWith([small()]);
      await panel.showPlan(planFor([small()]));
      await panel.button('Apply 7 changes').click();
      await panel.reply('apply', true);
      await panel.button('Apply 7 changes').click();
      await panel.reply('apply', false, 'A job is already running in account 111122223333.');
      await panel.page.getByRole('alert').filter({ hasText: 'A job is already running' }).waitFor();
      await panel.button('Discard').click();
      assert.equal((await panel.request('discard')).planId, 'plan-sync');
      await panel.send({ type: 'planEnded', planId: 'plan-sync' });
      assert.equal(await panel.page.getByRole('region', { name: 'Sync plan' }).isVisible(), false);
      assert.match(await panel.focused(), /^Sync/);
    });

    it('may be read, not applied, where the workspace may not write', async () => {
      const panel = await open();
      await panel.showAccounts([small()], false);
      await panel.showPlan(planFor([small()]));
      await panel.page.getByText('This workspace is not trusted').waitFor();
      assert.equal(await panel.button('Apply 7 changes').isEnabled(), false);
    });

    it('has what was unticked after the page was loaded anew', async () => {
      const before = await openWith([small()]);
      await before.showPlan(planFor([small()]));
      await before.page.getByRole('checkbox', { name: 'Associate acx_part_ibe_01' }).uncheck();
      const after = await openWith([small()], { state: await before.savedState() });
      await after.showPlan(planFor([small()]));
      await after.button('Apply 5 changes').waitFor();
    });
  });

  describe('exports', () => {
    it('the rows and columns as they are shown, and a picture of them', async () => {
      const panel = await openWith([small()]);
      await panel.page.getByRole('textbox', { name: 'Filter tables by name' }).fill('_02');
      await panel.button('Collaboration').click();
      await panel.button('Export CSV').click();
      const { rows, columnIds } = await panel.request('exportCsv');
      assert.deepEqual([rows.map(({ collaborationId }) => collaborationId), columnIds], [[idOf(2), idOf(1), idOf(0)], ['acx_part_ibe_02']]);
      await panel.button('Export picture').click();
      const { png } = await panel.request('exportPicture');
      const picture = Buffer.from(png, 'base64');
      assert.equal(picture.subarray(1, 4).toString('latin1'), 'PNG');
      assert.ok(picture.length > 10_000);
    });
  });

  describe('for axe', () => {
    const situations: Record<string, (panel: CoveragePage) => Promise<void>> = {
      'the grid with a selection and a tooltip': async (panel) => {
        await panel.showAccounts(pictureAccounts());
        await panel.button(/^Failed/).click();
        await panel.button(/^Failed/).click();
        await panel.cell('acx_part_ibe_09 in Travel intent').click();
      },
      'a filter by state': async (panel) => {
        await panel.showAccounts(pictureAccounts());
        await panel.button(/^Missing/).click();
      },
      'a plan': async (panel) => {
        const accounts = [...pictureAccounts(), failedAccount()];
        await panel.showAccounts(accounts);
        await panel.showPlan(planFor(accounts, 'repair'));
      },
      'a running job and a failed account': async (panel) => {
        const accounts = [...pictureAccounts(), failedAccount()];
        await panel.showAccounts(accounts);
        await panel.showPlan(planFor(accounts));
        await panel.send({ type: 'progress', running: true, done: 3, total: 78, message: 'Associating' });
      },
      'an error and nothing to show': async (panel) => {
        await panel.showAccounts([failedAccount()]);
        await panel.sendAnything('no message');
      },
    };
    axeFindsNothing(situations, (theme) => open({ theme }));
  });

  describe('has its picture taken', () => {
    for (const theme of ['dark', 'light', 'highContrast'] satisfies ThemeName[]) {
      it(theme, async () => {
        const panel = await openWith(pictureAccounts(), { theme, height: 540 });
        await panel.cell('acx_part_ibe_17 in Summer').hover();
        await panel.page.getByRole('tooltip').waitFor();
        await panel.screenshot(`coverage-${theme}`);
        const plan = await openWith(pictureAccounts(), { theme, height: 620 });
        await plan.showPlan(planFor(pictureAccounts()));
        await plan.screenshot(`coverage-plan-${theme}`);
      });
    }
  });
});
