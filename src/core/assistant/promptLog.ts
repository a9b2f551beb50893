import * as z from 'zod/mini';
import { assistantCommands } from './answer.ts';

/** What a model was given and what it answered, as it left the machine and as it came. */
const exchangeSchema = z.object({
  kind: z.literal('exchange'),
  /** By which feedback names it. */
  id: z.string(),
  /** ISO 8601. */
  at: z.string(),
  command: z.enum(assistantCommands),
  /** Vendor and id of the model. */
  model: z.string(),
  /** Whether account ids, ARNs and addresses had been masked. */
  masked: z.boolean(),
  prompt: z.array(z.string()),
  answer: z.string(),
  /** What the person saw: the model's words as far as they were proven, or our own. */
  shown: z.enum(['wording', 'template']),
  /** Sentences that were not shown. */
  dropped: z.number(),
  /** Why there was no answer, in a sentence. */
  error: z.optional(z.string()),
});

/** What the person thought of an answer. */
const feedbackSchema = z.object({
  kind: z.literal('feedback'),
  at: z.string(),
  /** Id of the exchange, or of an answer without one. */
  about: z.string(),
  helpful: z.boolean(),
  /** Where the person gave a reason, as the editor names it. */
  reason: z.optional(z.string()),
});

export const promptLogEntrySchema = z.discriminatedUnion('kind', [exchangeSchema, feedbackSchema]);
export type PromptLogEntry = z.infer<typeof promptLogEntrySchema>;

/** The port of the local log of prompts and answers, for support. */
export interface PromptLog {
  /** Writes nothing where the person has switched the log off. Raises CleanRoomError where the file cannot be written. */
  append(entry: PromptLogEntry): Promise<void>;
}
