/** What a screen reader meets in a page: Chromium's accessibility tree, shadows and all. */
import type { Page } from 'playwright-core';

export interface SpokenPart {
  role: string;
  name: string;
  /** Empty where there is none. */
  description: string;
  focused: boolean;
  required: boolean;
  invalid: boolean;
}

/** Every part with a role of its own, in no order: not the words alone, nor what only holds others. */
export async function spokenParts(page: Page): Promise<SpokenPart[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored, role }) => !ignored && !['generic', 'StaticText', 'InlineTextBox'].includes(String(role?.value)))
      .map(({ role, name, description, properties = [] }) => {
        const is = (property: string): boolean => properties.some((each) => each.name === property && String(each.value.value) === 'true');
        return {
          role: String(role?.value),
          name: String(name?.value ?? ''),
          description: String(description?.value ?? ''),
          focused: is('focused'),
          required: is('required'),
          invalid: is('invalid'),
        };
      });
  } finally {
    await session.detach();
  }
}
