import * as z from 'zod/mini';
import { idNamespaceArnPattern } from '../../model/id.ts';
import { t } from '../../text.ts';

/** A text field with what the model reads about it. */
export function text(description: string): z.ZodMiniString {
  return z.string().check(z.minLength(1), z.describe(description));
}

/** A yes-or-no field. */
export function flag(description: string): z.ZodMiniOptional<z.ZodMiniBoolean> {
  return z.optional(z.boolean().check(z.describe(description)));
}

/** A list of texts that is not empty. */
export function texts(description: string): z.ZodMiniArray<z.ZodMiniString> {
  return z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.describe(description));
}

/** Which connection: only needed where there are several. */
export const connectionField = {
  connection: z.optional(text('Key or name of the connection, as list_connections gives it. Needed only where there are several.')),
};

export const dryRunField = {
  dryRun: flag('true: only plan and answer what would be done; nothing is changed.'),
};

export const cleanroomField = {
  cleanroomId: text('The clean room or collaboration: its id (UUID), display id (CR-045144) or exact name, as list_clean_rooms gives it.'),
};

export const roleArnField = z.optional(text('ARN of the IAM role with which AWS Clean Rooms reads the tables; else the configured one.'));
export const idNamespaceArnField = z.optional(
  z
    .string()
    .check(
      z.regex(idNamespaceArnPattern, { error: () => t('must be the ARN of an ID namespace') }),
      z.describe('ARN of the AWS Entity Resolution ID namespace to associate.'),
    ),
);
