import type * as z from 'zod/mini';
import { complaintSentence } from './complaint.ts';
import type { Json } from './json.ts';

/** A control request that cannot be carried out: its HTTP status and a sentence. */
export class ControlError extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
  }
}

/** What came with a control request; undefined where that was no JSON. Raises ControlError where it does not fit. */
export function checkedBody<Schema extends z.ZodMiniType>(schema: Schema, body: Json | undefined): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ControlError(400, complaintSentence(parsed.error, 'the body'));
  return parsed.data;
}
