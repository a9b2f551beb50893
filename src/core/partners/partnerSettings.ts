import * as z from 'zod/mini';
import { permissionFlagsSchema } from './permissionFlags.ts';

export { partnerSettingsFileName } from './fileName.ts';

const named = <T extends z.ZodMiniType>(type: T) => z.optional(z.record(z.string(), type));

/** What a folder keeps about partners. Unknown keys are allowed and survive every write. */
export const partnerSettingsSchema = z.looseObject({
  $schema: z.optional(z.string()),
  /** Who invites: partners are given this name in notes and mails, and may answer there. */
  inviter: z.optional(z.looseObject({ name: z.string(), address: z.optional(z.string()) })),
  /** Notes that go with invitations, by name; `{{cleanRoom}}` and the like are filled in. */
  note_templates: named(z.string()),
  /** Permission templates of one's own, by name, beside those that are built in. */
  permission_templates: named(permissionFlagsSchema),
  /** Onboarding flows of one's own, by name. */
  flows: named(
    z.looseObject({
      permission_template: z.optional(z.string()),
      note_template: z.optional(z.string()),
      expected_days: z.optional(z.int().check(z.gte(1))),
      follow_up_days: z.optional(z.array(z.int().check(z.gte(1)))),
      /** Lines of guidance beside those of the product. */
      guidance: z.optional(z.array(z.string())),
    }),
  ),
  /** After how many days an unanswered invitation is worth a reminder; 7 where nothing is said. */
  reminder_days: z.optional(z.int().check(z.gte(1))),
  /** Mail domains that are no warning though anybody can have an address there. */
  accepted_mail_domains: z.optional(z.array(z.string())),
  /** The permission template that is to hold in a clean room: questions and datasets of ours that differ are findings. */
  rooms: z.optional(
    z.array(
      z.looseObject({
        room_id: z.string(),
        name: z.optional(z.string()),
        permission_template: z.string(),
        /** Which questions: all, and datasets, where nothing is said. */
        question_ids: z.optional(z.array(z.string())),
      }),
    ),
  ),
});

export type PartnerSettings = z.infer<typeof partnerSettingsSchema>;

/** One change of the settings file; everything else in it stays as it is. */
export type PartnerSettingsEdit =
  | { kind: 'keepPermissionTemplate'; name: string; flags: z.infer<typeof permissionFlagsSchema> }
  | { kind: 'keepNoteTemplate'; name: string; text: string }
  | { kind: 'keepTemplateOnRoom'; roomId: string; name: string; template: string; questionIds?: readonly string[] | undefined }
  | { kind: 'forgetTemplateOnRoom'; roomId: string };

/** Where the settings are kept. */
export interface PartnerSettingsStore {
  /** The file's path, for people. */
  readonly file: string;
  /** Undefined where there is no file. Raises `configuration_broken` with line and column. */
  read(): Promise<PartnerSettings | undefined>;
  /** Reads again, edits, replaces the file whole; makes it where it is missing. */
  edit(edits: readonly PartnerSettingsEdit[]): Promise<void>;
}
