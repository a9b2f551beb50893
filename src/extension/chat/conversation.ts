import * as z from 'zod/mini';
import { assistantCommands, type FollowUp } from '../../core/assistant/answer.ts';

/** What VS Code keeps with an answer of ours, and gives back with the history of its conversation. */
const rememberedSchema = z.object({
  answerId: z.string(),
  /** ISO 8601. */
  at: z.string(),
  /** What it was about; undefined where that was asked back. */
  about: z.optional(z.object({ connectionId: z.string(), room: z.optional(z.string()), subject: z.optional(z.string()) })),
  /** True where a model worded it. */
  worded: z.boolean(),
  followUps: z.array(z.object({ label: z.string(), command: z.enum(assistantCommands), prompt: z.string() })),
});
export type Remembered = z.infer<typeof rememberedSchema>;

/** What was kept with one answer; undefined where it is none of ours, or one of another version. */
export function rememberedOf(metadata: unknown): Remembered | undefined {
  return rememberedSchema.safeParse(metadata).data;
}

/** How a follow-up question without words of its own says that it is about the same thing as the answer before. */
const theSame = 'the same';

/** An answer's result, by which VS Code keeps that; `at` is now. */
export function resultOf({ followUps, ...remembered }: Omit<Remembered, 'at'>): { metadata: Remembered } {
  const asked = followUps.map((each): FollowUp => ({ ...each, prompt: each.prompt === '' ? theSame : each.prompt }));
  return { metadata: { ...remembered, at: new Date().toISOString(), followUps: asked } };
}

/** A conversation as far as it matters for the next answer. */
export class Conversation {
  readonly #answers: readonly Remembered[];

  /** @param metadata of the answers so far, the oldest first */
  constructor(metadata: readonly unknown[]) {
    this.#answers = metadata.flatMap((each) => rememberedOf(each) ?? []);
  }

  /** What was talked about last, and when. */
  get last(): (NonNullable<Remembered['about']> & { since: number }) | undefined {
    const answer = this.#answers.findLast(({ about }) => about !== undefined);
    return answer?.about === undefined ? undefined : { ...answer.about, since: Date.parse(answer.at) };
  }

  /** True where one of its answers is among these. */
  has(answerIds: ReadonlySet<string>): boolean {
    return this.#answers.some(({ answerId }) => answerIds.has(answerId));
  }
}
