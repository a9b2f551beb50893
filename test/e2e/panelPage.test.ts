import assert from 'node:assert/strict';
import { openPage, useBrowser } from './panelPage.ts';

describe('opening a panel’s page in a browser', () => {
  const browser = useBrowser();

  it('says which file is missing where the page was not built', async () => {
    await assert.rejects(openPage(browser(), { title: 'None', files: 'none' }), /dist\/webview\/none\.(?:js|css) is missing: build first/);
  });
});
