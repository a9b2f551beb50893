import * as z from 'zod/mini';
import { cellStates } from '../../protocol/coverageMessages.ts';
import { noFilter, type Filter } from './filter.ts';
import { nothingSelected, type Selection } from './selection.ts';
import { firstSort, type Sort } from './sort.ts';

/** What the person has set up in the panel; it outlives the page, which VS Code throws away when it is hidden. */
export interface PanelState {
  filter: Filter;
  sort: Sort;
  selection: Selection;
  scroll: { left: number; top: number };
  /** Of the plan that was on the screen. */
  plan: { planId: string; unticked: string[] } | undefined;
}

const freshState: PanelState = {
  filter: noFilter,
  sort: firstSort,
  selection: nothingSelected,
  scroll: { left: 0, top: 0 },
  plan: undefined,
};

const savedSchema = z.object({
  filter: z.object({
    connectionId: z.optional(z.string()),
    collaboration: z.string(),
    table: z.string(),
    states: z.array(z.enum(cellStates)),
  }),
  sort: z.object({
    by: z.union([z.enum(['collaboration', 'account', 'ready']), z.object({ columnId: z.string() })]),
    descending: z.boolean(),
  }),
  selection: z.array(z.tuple([z.string(), z.array(z.string())])),
  scroll: z.object({ left: z.number(), top: z.number() }),
  plan: z.optional(z.object({ planId: z.string(), unticked: z.array(z.string()) })),
});

/** The state as VS Code keeps it. */
export function packState({ filter, sort, selection, scroll, plan }: PanelState): z.infer<typeof savedSchema> {
  return {
    filter: { ...filter, states: [...filter.states] },
    sort,
    selection: [...selection].map(([key, cells]) => [key, [...cells]]),
    scroll,
    plan,
  };
}

/** What was kept; what cannot be read, as that of an older version, counts for nothing. */
export function unpackState(saved: unknown): PanelState {
  const parsed = savedSchema.safeParse(saved);
  if (!parsed.success) return freshState;
  const { filter, sort, selection, scroll, plan } = parsed.data;
  return {
    filter: { ...filter, connectionId: filter.connectionId, states: new Set(filter.states) },
    sort,
    selection: new Map(selection.map(([key, cells]) => [key, new Set(cells)])),
    scroll,
    plan,
  };
}
