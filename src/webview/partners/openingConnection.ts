/**
 * The connection that a panel begins with while the person has chosen none: the one that was used last, else one that can
 * invite. @param canInvite what the panel knows of that
 */
export function openingConnection<Connection extends { connectionId: string }>(
  connections: readonly Connection[],
  lastUsed: string | undefined,
  canInvite: (connection: Connection) => boolean,
): Connection | undefined {
  return connections.find(({ connectionId }) => connectionId === lastUsed) ?? connections.find(canInvite) ?? connections[0];
}
