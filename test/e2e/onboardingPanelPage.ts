/** The onboarding panel's page in a browser without VS Code, alone or with the extension's side behind it. */
import type { Locator } from 'playwright-core';
import { PageConversation } from '../../src/extension/panels/pageConversation.ts';
import { OnboardingWork } from '../../src/extension/panels/onboarding/onboardingWork.ts';
import type { OnboardingWorkplace } from '../../src/extension/panels/onboarding/onboardingWorkplace.ts';
import {
  onboardingProtocol,
  type OnboardingFocus,
  type OnboardingPicture,
  type OnboardingProtocol,
} from '../../src/protocol/onboardingMessages.ts';
import { openPage, PanelPage, useBrowser, type PageOptions } from './panelPage.ts';

/** Starts a browser before the tests of the surrounding `describe`; the answer opens a page in it. */
export function useOnboardingPages(): (options?: PageOptions) => Promise<OnboardingPage> {
  const browser = useBrowser();
  return async (options) =>
    new OnboardingPage(onboardingProtocol, await openPage(browser(), { title: 'Onboarding', files: 'onboarding' }, options));
}

export class OnboardingPage extends PanelPage<OnboardingProtocol['requests'], OnboardingProtocol['news']> {
  async showPicture(picture: OnboardingPicture, show?: OnboardingFocus): Promise<void> {
    await this.send({ type: 'picture', ...picture, ...(show === undefined ? {} : { show }) });
  }

  /** The row of a partner. */
  row(partner: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${partner}`) }) });
  }

  /** The partners in the table, from above. */
  async partners(): Promise<string[]> {
    return this.page.locator('.engagements tbody th:visible button').allInnerTexts();
  }

  async openEngagement(partner: string): Promise<void> {
    await this.row(partner).getByRole('button').click();
  }

  /** The part of the step that is shown. */
  stepPart(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  async showStep(name: string): Promise<void> {
    await this.page.getByRole('list', { name: 'Steps' }).getByRole('button', { name, exact: true }).click();
    await this.stepPart(name).waitFor();
  }

  /** The six states, as they are read. */
  async states(): Promise<string> {
    return (await this.page.locator('.steps > li .pictured').allInnerTexts()).join(', ');
  }

  /** What would be done or was, line by line. */
  async outcomes(): Promise<string[]> {
    const lines = await this.page.locator('.outcome .items > li').allInnerTexts();
    return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim());
  }

  /** Waits until a button can be pressed, or cannot: the toolkit takes a moment. */
  async untilOffered(name: string | RegExp, offered: boolean): Promise<void> {
    await this.page.getByRole('button', { name, exact: true, disabled: !offered }).first().waitFor();
  }

  /** Lets the extension's side answer the page until the answer is called. */
  async connectTo(workplace: OnboardingWorkplace): Promise<{ work: OnboardingWork; end: () => Promise<void> }> {
    const work = new OnboardingWork(workplace, (news) => void this.sendAnything(news));
    const conversation = new PageConversation(onboardingProtocol, work.handlers, {
      post: (message) => void this.sendAnything(message),
      notify: () => undefined,
      log: { warn: () => undefined, error: () => undefined },
      onReady: () => {
        work.tell();
      },
      beforeReply: () => undefined,
    });
    let heard = 0;
    let connected = true;
    const listen = async (): Promise<void> => {
      while (connected) {
        const sent = await this.sent();
        for (const message of sent.slice(heard)) conversation.hear(message);
        heard = sent.length;
        await this.page.waitForTimeout(20);
      }
    };
    const listening = listen();
    await work.begin();
    return {
      work,
      end: async () => {
        connected = false;
        await listening;
        conversation.close();
        work.dispose();
      },
    };
  }
}
