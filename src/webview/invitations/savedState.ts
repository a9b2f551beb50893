import * as z from 'zod/mini';
import { freshInvite, inviteStateSchema, type InviteState } from './invite/inviteState.ts';
import { noFilter, stateFilters, type ListState } from './list/invitationRows.ts';

/** What the person has set up in the panel; it outlives the page, which VS Code throws away when it is hidden. */
export interface InvitationsState {
  form: InviteState;
  list: ListState;
  /** The run that the person has begun and whose end has not been seen yet, also by the page that was there before. */
  begun: string | undefined;
}

const freshState: InvitationsState = {
  form: freshInvite,
  list: { filter: noFilter, selected: [], expanded: [] },
  begun: undefined,
};

const savedSchema = z.object({
  form: inviteStateSchema,
  list: z.object({
    filter: z.object({ text: z.string(), state: z.enum(stateFilters), connectionId: z.string() }),
    selected: z.array(z.string()),
    expanded: z.array(z.string()),
  }),
  begun: z.optional(z.string()),
});

/** What was kept; what cannot be read, as that of an older version, counts for nothing. */
export function unpackState(saved: unknown): InvitationsState {
  const { data } = savedSchema.safeParse(saved);
  if (data === undefined) return freshState;
  return { form: { ...data.form, note: data.form.note }, list: data.list, begun: data.begun };
}
