/** What a person sees first after installing the extension. */
import assert from 'node:assert/strict';
import { accessibilityProblems } from './accessibility.ts';
import { useWorkbench } from './harness.ts';

describe('the first screen', () => {
  const workbench = useWorkbench();

  it('has a container with both views', async () => {
    for (const name of ['Needs You', 'Clean Rooms'] as const) {
      await (await workbench().view(name)).waitFor();
    }
    await workbench().screenshot('first-screen');
  });

  for (const theme of ['Light Modern', 'Default High Contrast', 'Dark Modern'] as const) {
    it(`has views that axe has nothing against, in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await workbench().openContainer();
      await workbench().screenshot(`first-screen-${theme.replaceAll(' ', '-').toLowerCase()}`);
      const problems = await accessibilityProblems(workbench().page, '[id="workbench.view.extension.cleanRooms"] .pane-body');
      assert.deepEqual(problems, []);
    });
  }

  it('runs commands from the palette', async () => {
    await workbench().runCommand('Help: About');
    await workbench().press('OK');
  });
});
