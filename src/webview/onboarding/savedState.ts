import * as z from 'zod/mini';
import { onboardingSteps } from '../../protocol/onboardingMessages.ts';
import { listStateSchema, noFilter } from './list/engagementRows.ts';
import { formStateSchema, freshForm } from './setup/formState.ts';

/** What stands beside the list: the form for a new batch, an engagement by its key, or nothing. */
const openSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('form') }),
  z.object({
    kind: z.literal('engagement'),
    key: z.string(),
    /** Missing: the one that is to be seen to. */
    step: z.optional(z.enum(onboardingSteps)),
    /** What was written as the reason to activate all the same. */
    reason: z.string(),
  }),
]);
export type Open = z.infer<typeof openSchema>;

const savedSchema = z.object({
  list: listStateSchema,
  form: formStateSchema,
  open: openSchema,
  /** The run that the person has begun and whose end has not been seen yet, also by the page that was there before. */
  begun: z.optional(z.string()),
});
/** What the person has set up in the panel; it outlives the page, which VS Code throws away when it is hidden. */
export type OnboardingState = z.infer<typeof savedSchema>;

const freshState: OnboardingState = {
  list: { filter: noFilter, selected: [] },
  form: freshForm,
  open: { kind: 'nothing' },
};

/** What was kept; what cannot be read, as that of an older version, counts for nothing. */
export function unpackState(saved: unknown): OnboardingState {
  return savedSchema.safeParse(saved).data ?? freshState;
}
