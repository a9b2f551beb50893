import type * as vscode from 'vscode';

/**
 * Makes a screen reader say what is seen (label and description, in this order) and then what an icon or colour adds.
 * Without it VS Code speaks the tooltip, which need not contain the visible words (WCAG 2.5.3).
 */
export function speak(item: vscode.TreeItem, ...more: string[]): vscode.TreeItem {
  const label = typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
  const seen = typeof item.description === 'string' && item.description !== '' ? `${label} ${item.description}` : label;
  item.accessibilityInformation = { label: [seen, ...more.filter((part) => part !== '')].join(', ') };
  return item;
}
