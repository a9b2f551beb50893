import { findNodeAtLocation, findNodeAtOffset, parseTree } from 'jsonc-parser';

/**
 * The membership id of the collaboration's entry around a place in the configuration: what the entry is about, where its
 * other words name tables and accounts as well. Undefined where the place is in no entry.
 */
export function membershipAt(text: string, offset: number): string | undefined {
  const root = parseTree(text);
  if (root === undefined) return undefined;
  for (let node = findNodeAtOffset(root, offset, true); node !== undefined; node = node.parent) {
    const id: unknown = node.type === 'object' ? findNodeAtLocation(node, ['membership_id'])?.value : undefined;
    if (typeof id === 'string') return id;
  }
  return undefined;
}
