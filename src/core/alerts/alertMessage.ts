import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';
import type { Alert } from './alerts.ts';

/** Chat services cut or refuse longer messages; nobody reads them either. */
const longestMessage = 3500;
const longestSentence = 300;

/**
 * The alerts as one message for a chat. Every sentence stands as code with `&`, `<` and `>` escaped (Slack: "Formatting
 * text for app surfaces"), so that a partner's text can neither mention anybody nor make a link.
 */
export function alertMessage(command: string, alerts: readonly Alert[]): string {
  const heading = t('cleanrooms {0}: {1} alerts', escaped(command), alerts.length);
  const lines = alerts.map(({ connection, account_id, sentence }) => {
    const place = [connection, account_id].filter((part) => part !== null && part !== '').join(' ');
    return `• ${code(place === '' ? sentence : `${place}: ${sentence}`)}`;
  });
  return [heading, ...fitting(lines, longestMessage - heading.length)].join('\n');
}

/** As many lines as there is room for, and how many more there are. */
function fitting(lines: readonly string[], room: number): string[] {
  const lengths = lines.map((_line, index) => lines.slice(0, index + 1).reduce((sum, { length }) => sum + length + 1, 0));
  const shown = lengths.filter((length) => length <= room).length;
  return shown === lines.length ? [...lines] : [...lines.slice(0, shown), t('… and {0} more', lines.length - shown)];
}

function code(text: string): string {
  return `\`${escaped(foreignText(text, longestSentence).replaceAll('`', '´'))}\``;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
