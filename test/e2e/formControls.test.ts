/** Every form control in the themes of VS Code: what a screen reader meets, what the keyboard does, what axe says. */
import type { Page } from 'playwright-core';
import assert from 'node:assert/strict';
import { accessibilityProblems } from './accessibility.ts';
import { bundledPage } from './bundledPage.ts';
import { openPage, useBrowser } from './panelPage.ts';
import type { ThemeName } from './panelThemes.ts';
import { spokenParts, type SpokenPart } from './spokenParts.ts';

describe('the form controls', () => {
  const browser = useBrowser();
  let built: { js: string; css: string };
  before(async () => {
    built = await bundledPage('formControlsPage.mjs', 'ui/ui.css');
  });
  const open = async (theme?: ThemeName): Promise<Page> => {
    const { page, problems } = await openPage(browser(), { title: 'Form controls', files: 'page', built }, { theme, height: 1100 });
    assert.deepEqual(problems, []);
    return page;
  };

  describe('have a name for a screen reader', () => {
    const names: Readonly<Record<string, string>> = {
      Partner: 'textbox',
      'Filter partners': 'textbox',
      Addresses: 'textbox',
      Flow: 'combobox',
      'Send reminders': 'checkbox',
      'All flags': 'checkbox',
      Role: 'radiogroup',
      Viewer: 'radio',
      'View, Northwind Media': 'checkbox',
      'Send 2 invitations': 'button',
      Resend: 'button',
      'Remove the template Analyst': 'button',
      'Show the merge variables': 'button',
      'What partners may do': 'region',
      'Why this is asked': 'DisclosureTriangle',
      Who: 'region',
    };
    for (const [name, role] of Object.entries(names)) {
      it(`${role}: ${name}`, async () => {
        const found = (await spokenParts(await open())).filter((part) => part.name === name && part.role === role);
        assert.equal(found.length, 1);
      });
    }
  });

  describe('say', () => {
    const part = async (page: Page, name: string): Promise<SpokenPart> => {
      const found = (await spokenParts(page)).find((each) => each.name === name);
      assert.ok(found, name);
      return found;
    };

    for (const [name, help] of [
      ['Partner', 'As the partner calls itself.'],
      ['Addresses', 'One on a line.'],
      ['Flow', 'Which steps there are.'],
      ['Send reminders', 'On days 3, 7 and 10.'],
      ['Role', 'It can be changed later.'],
      ['Analyst', 'Runs questions.'],
    ] as const) {
      it(`their help: ${name}`, async () => {
        assert.equal((await part(await open(), name)).description, help);
      });
    }

    it('that they have to be filled in, and not that they are wrong before they were', async () => {
      const { required, invalid } = await part(await open(), 'Partner');
      assert.deepEqual([required, invalid], [true, false]);
    });

    for (const [key, name, help] of [
      ['partner', 'Partner', 'As the partner calls itself.'],
      ['addresses', 'Addresses', 'One on a line.'],
      ['flow', 'Flow', 'Which steps there are.'],
      ['reminders', 'Send reminders', 'On days 3, 7 and 10.'],
      ['role', 'Role', 'It can be changed later.'],
    ] as const) {
      it(`what is wrong, and no more once it is right: ${name}`, async () => {
        const page = await open();
        await page.evaluate((control) => {
          window.page[control].error = 'This cannot stay.';
        }, key);
        const wrong = await part(page, name);
        assert.deepEqual([wrong.invalid, wrong.description], [true, `${help} This cannot stay.`]);
        await page.evaluate((control) => {
          window.page[control].error = '';
        }, key);
        const right = await part(page, name);
        assert.deepEqual([right.invalid, right.description], [false, help]);
      });
    }

    it('what to mind without calling it wrong, and what is wrong before that', async () => {
      const page = await open();
      await page.evaluate(() => {
        window.page.partner.warning = 'Seldom used.';
      });
      const minded = await part(page, 'Partner');
      assert.deepEqual([minded.invalid, minded.description], [false, 'As the partner calls itself. Seldom used.']);
      await page.evaluate(() => {
        window.page.partner.error = 'In use.';
      });
      assert.equal((await part(page, 'Partner')).description, 'As the partner calls itself. In use.');
    });

    it('what is wrong politely, in a place that was there before', async () => {
      const page = await open();
      const places = page.locator('[aria-live="polite"]:not([role])');
      const before = await places.count();
      await page.evaluate(() => {
        window.page.partner.error = 'In use.';
      });
      assert.equal(await places.filter({ hasText: 'In use.' }).count(), 1);
      assert.equal(await places.count(), before);
    });

    it('that something is under way, in words beside a silent ring', async () => {
      const page = await open();
      await page.evaluate(() => {
        window.page.busy.show('Sending the invitations…');
      });
      await page.getByRole('status').filter({ hasText: 'Sending the invitations…' }).waitFor();
      await page.locator('vscode-progress-ring').waitFor();
      assert.deepEqual(
        (await spokenParts(page)).filter(({ role, name }) => role === 'progressbar' || name === 'Loading'),
        [],
      );
      await page.evaluate(() => {
        window.page.busy.hide();
      });
      await page.locator('vscode-progress-ring').waitFor({ state: 'hidden' });
    });

    it('an error at once and a warning when there is time, with what can be done', async () => {
      const page = await open();
      await page.evaluate(() => {
        window.page.notice.show('error', 'Nothing was sent.');
      });
      await page.getByRole('alert').filter({ hasText: 'Nothing was sent.' }).waitFor();
      await page.evaluate(() => {
        window.page.notice.show('warning', 'Two wait for an answer.', { label: 'Remind', press: () => window.page.done.push('remind') });
      });
      await page.getByRole('status').filter({ hasText: 'Two wait for an answer.' }).waitFor();
      await page.getByRole('button', { name: 'Remind' }).click();
      assert.deepEqual(await done(page), ['remind']);
    });

    it('what was refused until it is dismissed; what was cancelled is no error', async () => {
      const page = await open();
      await page.evaluate(() => {
        window.page.messages.showRefusal({ message: 'Cancelled.', cancelled: true });
      });
      await page.getByRole('status').filter({ hasText: 'Cancelled.' }).waitFor();
      await page.evaluate(() => {
        window.page.messages.showRefusal({ message: 'Not permitted.' });
      });
      await page.getByRole('alert').filter({ hasText: 'Not permitted.' }).waitFor();
      await page.getByRole('button', { name: 'Dismiss' }).click();
      assert.equal(await page.getByText('Not permitted.').count(), 0);
    });
  });

  describe('of the dropdown', () => {
    it('keep a value that was set before they were in the page', async () => {
      const page = await open();
      await page.locator('vscode-dropdown[current-value="retail"]').waitFor();
      assert.equal(await page.evaluate(() => window.page.flow.value), 'retail');
    });

    it('keep a value that was set before its options', async () => {
      const page = await open();
      await page.evaluate(async () => {
        window.page.flow.show(['standard', 'media'].map((value) => ({ value, label: value })));
        await new Promise((resolve) => {
          window.requestAnimationFrame(() => {
            resolve(undefined);
          });
        });
        window.page.flow.value = 'agency';
        window.page.flow.show(['standard', 'media', 'agency'].map((value) => ({ value, label: value })));
      });
      await page.locator('vscode-dropdown[current-value="agency"]').waitFor();
      assert.equal(await page.evaluate(() => window.page.flow.value), 'agency');
    });

    it('keep the value when the options change, and show the first where it is gone', async () => {
      const page = await open();
      await page.evaluate(() => {
        window.page.flow.show(['retail', 'own', 'media'].map((value) => ({ value, label: value })));
        window.page.flow.value = 'media';
        window.page.flow.show(['own', 'media'].map((value) => ({ value, label: value })));
      });
      await page.locator('vscode-dropdown[current-value="media"]').waitFor();
      await page.evaluate(() => {
        window.page.flow.show([{ value: 'own', label: 'own' }]);
      });
      await page.locator('vscode-dropdown[current-value="own"]').waitFor();
      assert.equal(await page.evaluate(() => window.page.flow.value), 'own');
    });

    for (const key of ['Control+s', 'Meta+a', 'Alt+m']) {
      it(`leave ${key} to VS Code`, async () => {
        const page = await open();
        await page.locator('vscode-dropdown[current-value="retail"]').focus();
        await page.keyboard.press(key);
        assert.deepEqual([await done(page), await page.evaluate(() => window.page.flow.value)], [[], 'retail']);
      });
    }

    it('choose by a letter alone, and by arrows', async () => {
      const page = await open();
      await page.locator('vscode-dropdown[current-value="retail"]').focus();
      await page.keyboard.press('a');
      await page.keyboard.press('ArrowUp');
      assert.deepEqual(await done(page), ['flow: agency', 'flow: retail']);
    });
  });

  describe('by keyboard', () => {
    it('are all reached with Tab, in the order of the page, and what is disabled is not', async () => {
      const page = await open();
      const reached: string[] = [];
      for (;;) {
        await page.keyboard.press('Tab');
        const focused = (await spokenParts(page)).find((part) => part.focused && part.role !== 'RootWebArea');
        if (focused === undefined || reached.length === 30) break;
        reached.push(focused.name);
      }
      assert.deepEqual(reached, [
        'Partner',
        'Flow',
        'Addresses',
        'Viewer',
        'Send reminders',
        'All flags',
        'Filter partners',
        'What partners may do',
        'View, Northwind Media',
        'Run, Northwind Media',
        'View, Contoso Retail',
        'Run, Contoso Retail',
        'Why this is asked',
        'Send 2 invitations',
        'Preview',
        'Remove the template Analyst',
        'Show the merge variables',
      ]);
    });

    it('do what they are for', async () => {
      const page = await open();
      const press = async (name: string, key: string): Promise<void> => {
        await page
          .getByRole('main')
          .getByLabel(name, { exact: true })
          .or(page.getByRole('button', { name, exact: true }))
          .first()
          .focus();
        await page.keyboard.press(key);
      };
      await press('Partner', 'N');
      await press('Addresses', 'a');
      await press('Viewer', 'ArrowDown');
      await press('Send reminders', 'Space');
      await press('All flags', 'Space');
      await press('Send 2 invitations', 'Enter');
      await press('Remove the template Analyst', 'Space');
      await press('Show the merge variables', 'Enter');
      assert.deepEqual(await done(page), [
        'partner: N',
        'addresses: a',
        'role: analyst',
        'reminders: true',
        'all: true',
        'send',
        'remove',
        'link',
      ]);
    });
  });

  it('are led to by a click on their label', async () => {
    const page = await open();
    await page.getByText('Addresses', { exact: true }).first().click();
    await page.keyboard.type('x');
    assert.deepEqual(await done(page), ['addresses: x']);
  });

  describe('for axe', () => {
    for (const theme of ['dark', 'light', 'highContrast'] satisfies ThemeName[]) {
      it(`nothing to complain about at rest, ${theme}`, async () => {
        assert.deepEqual(await accessibilityProblems(await open(theme), 'body'), []);
      });

      it(`nothing to complain about with everything wrong and under way, ${theme}`, async () => {
        const page = await open(theme);
        await page.evaluate(() => {
          const { partner, addresses, flow, reminders, role, busy, notice, messages } = window.page;
          for (const control of [partner, flow, reminders, role]) control.error = 'This cannot stay.';
          addresses.warning = 'gmail.com is a free-mail domain.';
          busy.show('Sending the invitations…');
          notice.show('warning', 'Two wait for an answer.', { label: 'Remind', press: () => undefined });
          messages.showError('Nothing was sent.');
        });
        assert.deepEqual(await accessibilityProblems(page, 'body'), []);
      });
    }
  });
});

/** What the person has done in the page. */
function done(page: Page): Promise<string[]> {
  return page.evaluate(() => window.page.done);
}

/** What runs inside the page. */
interface ControlInPage {
  error: string;
  warning: string;
}
declare const window: {
  requestAnimationFrame(callback: () => void): void;
  page: {
    done: string[];
    partner: ControlInPage;
    addresses: ControlInPage;
    reminders: ControlInPage;
    role: ControlInPage;
    flow: ControlInPage & { value: string; show(options: { value: string; label: string }[]): void };
    busy: { show(words: string): void; hide(): void };
    notice: { show(kind: string, sentence: string, action?: { label: string; press: () => unknown }): void };
    messages: { showError(sentence: string): void; showRefusal(reply: { message: string; cancelled?: boolean }): void };
  };
};
