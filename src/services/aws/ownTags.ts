/** The tags for a create. Those that begin with `aws:` are AWS's own and refused there; none at all is nothing to send. */
export function ownTags(tags: Readonly<Record<string, string>> | undefined): { tags?: Record<string, string> } {
  const own = Object.entries(tags ?? {}).filter(([key]) => !key.toLowerCase().startsWith('aws:'));
  return own.length === 0 ? {} : { tags: Object.fromEntries(own) };
}
