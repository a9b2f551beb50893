import * as z from 'zod/mini';
import { parseJson } from '../json.ts';

/** What a session token of the sandbox says; nothing is kept on the server, so tokens outlive a reset. */
const sessionSchema = z.object({ roleArn: z.string(), session: z.string(), expires: z.number() });

export type Session = z.infer<typeof sessionSchema>;

export function writeSessionToken(session: Session): string {
  return Buffer.from(JSON.stringify(session)).toString('base64');
}

/** The session of a token, or undefined where the token is not one of ours. */
export function readSessionToken(token: string): Session | undefined {
  const result = sessionSchema.safeParse(parseJson(Buffer.from(token, 'base64').toString('utf8')));
  return result.success ? result.data : undefined;
}
