/** True where a sentence names an operation, and not only another one that begins alike (ListMembers, ListMemberships). */
export function mentions(words: string, operation: string): boolean {
  return new RegExp(`\\b${operation.replace(/[^\w]/g, '\\$&')}\\b`).test(words);
}
