import * as z from 'zod/mini';
import { permissionFlagNames, permissionFlagsSchema } from '../../protocol/permissionMessages.ts';
import type { Draft } from './draft.ts';

/** What the person has set up in the panel; it outlives the page, which VS Code throws away when it is hidden. */
export interface PanelState {
  connectionId: string;
  roomId: string;
  /** What questions are filtered by. */
  filter: string;
  /** Whether result shares are looked at. */
  sharesOpen: boolean;
  /** By room. */
  drafts: ReadonlyMap<string, Draft>;
}

const freshState: PanelState = { connectionId: '', roomId: '', filter: '', sharesOpen: false, drafts: new Map() };

const savedDraft = z.object({
  template: z.string(),
  flags: permissionFlagsSchema,
  asTheyAre: z.array(z.enum(permissionFlagNames)),
  chosen: z.boolean(),
  keepOnRoom: z.boolean(),
  selected: z.array(z.string()),
  ticks: z.array(z.tuple([z.string(), z.boolean()])),
  roles: z.array(z.tuple([z.string(), z.string()])),
  providers: z.array(z.tuple([z.string(), z.object({ add: z.array(z.string()), remove: z.array(z.string()) })])),
});

const savedSchema = z.object({
  connectionId: z.string(),
  roomId: z.string(),
  filter: z.string(),
  sharesOpen: z.boolean(),
  drafts: z.array(z.tuple([z.string(), savedDraft])),
});

/** The state as VS Code keeps it. */
export function packState({ drafts, ...state }: PanelState): z.infer<typeof savedSchema> {
  return {
    ...state,
    drafts: [...drafts].map(([room, draft]) => [
      room,
      {
        ...draft,
        asTheyAre: [...draft.asTheyAre],
        selected: [...draft.selected],
        ticks: [...draft.ticks],
        roles: [...draft.roles],
        providers: [...draft.providers].map(([table, { add, remove }]) => [table, { add: [...add], remove: [...remove] }]),
      },
    ]),
  };
}

/** What was kept; what cannot be read, as that of an older version, counts for nothing. */
export function unpackState(saved: unknown): PanelState {
  const parsed = savedSchema.safeParse(saved);
  if (!parsed.success) return freshState;
  const { drafts, ...state } = parsed.data;
  return {
    ...state,
    drafts: new Map(
      drafts.map(([room, { asTheyAre, selected, ticks, roles, providers, ...draft }]) => [
        room,
        {
          ...draft,
          asTheyAre: new Set(asTheyAre),
          selected: new Set(selected),
          ticks: new Map(ticks),
          roles: new Map(roles),
          providers: new Map(providers),
        },
      ]),
    ),
  };
}
