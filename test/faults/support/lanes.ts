/** Works through a list with several lanes at once, each with a tool of its own. */
export async function overLanes<Tool, Item>(
  tools: readonly Tool[],
  items: readonly Item[],
  work: (tool: Tool, item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    tools.map(async (tool) => {
      for (const item of queue) await work(tool, item);
    }),
  );
}
