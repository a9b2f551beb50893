/** The invitations panel's page in a browser without VS Code. */
import type { Locator } from 'playwright-core';
import {
  invitationProtocol,
  type ConnectionsPicture,
  type InvitationFocus,
  type InvitationProtocol,
} from '../../src/protocol/invitationMessages.ts';
import { openPage, PanelPage, useBrowser, type PageOptions } from './panelPage.ts';

/** Starts a browser before the tests of the surrounding `describe`; the answer opens a page in it. */
export function useInvitationsPages(): (options?: PageOptions) => Promise<InvitationsPage> {
  const browser = useBrowser();
  return async (options) =>
    new InvitationsPage(invitationProtocol, await openPage(browser(), { title: 'Invitations', files: 'invitations' }, options));
}

export class InvitationsPage extends PanelPage<InvitationProtocol['requests'], InvitationProtocol['news']> {
  async showPicture(picture: ConnectionsPicture, show?: InvitationFocus): Promise<void> {
    await this.send({ type: 'connections', ...picture, ...(show === undefined ? {} : { show }) });
  }

  get form(): Locator {
    return this.page.getByRole('region', { name: 'Invite partners', exact: true });
  }

  get list(): Locator {
    return this.page.getByRole('region', { name: 'Invitations', exact: true });
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: 'Invitations' });
  }

  textbox(name: string): Locator {
    return this.page.getByRole('textbox', { name });
  }

  async choose(dropdown: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: dropdown }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  /** Waits until a button can be pressed, or cannot: the toolkit takes a moment. */
  async untilOffered(name: string, offered: boolean): Promise<void> {
    await this.page.getByRole('button', { name, exact: true, disabled: !offered }).waitFor();
  }

  /** Waits until a text says this: the toolkit takes a moment. */
  async untilText(name: string, text: string): Promise<void> {
    const control = await this.textbox(name).elementHandle();
    await this.page.waitForFunction(({ element, wanted }) => Reflect.get(element ?? {}, 'value') === wanted, {
      element: control,
      wanted: text,
    });
  }

  /** The addresses in the table, from above. */
  addresses(): Promise<string[]> {
    return this.table.locator('tbody th:visible').allInnerTexts();
  }

  /** What would be done or was, line by line. */
  async outcomes(part: Locator): Promise<string[]> {
    const lines = await part.locator('.outcome:visible .items > li').allInnerTexts();
    return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim());
  }
}
