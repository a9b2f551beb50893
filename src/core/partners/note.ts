import { t } from '../text.ts';
import { inviterOf } from './inviter.ts';
import type { PartnerSettings } from './partnerSettings.ts';

/** What a note's variables stand for. */
export interface NoteValues {
  cleanRoom: string;
  cleanRoomId: string;
  /** The partner's name, else its address. */
  partner: string;
  /** Who invites: whom the folder names, else the organisation. Never the operating system's user. */
  inviter: string;
  organisation: string;
  /** yyyy-mm-dd. */
  date: string;
  email: string;
}

/** The variables that a note may hold, as `{{cleanRoom}}`. */
export const noteVariables = [
  'cleanRoom',
  'cleanRoomId',
  'partner',
  'inviter',
  'organisation',
  'date',
  'email',
] as const satisfies readonly (keyof NoteValues)[];

/** Longer ones are refused by us before a service has to. */
export const longestNote = 4000;

/** The note that is sent, and the variables in it that there are not: those stay as they were written. */
export function renderNote(template: string, values: NoteValues): { text: string; unknown: string[] } {
  const unknown = new Set<string>();
  const text = template.replaceAll(/\{\{\s*([A-Za-z_][\w-]*)\s*\}\}/g, (written, name: string) => {
    const variable = noteVariables.find((each) => each.toLowerCase() === name.toLowerCase());
    if (variable !== undefined) return values[variable];
    unknown.add(name);
    return written;
  });
  return { text, unknown: [...unknown] };
}

/** The note where nobody wrote another one. Only where the folder names somebody does it say whom to ask. */
export function standardNote(settings: PartnerSettings | undefined): string {
  const note = t(
    'Hello {{partner}}, {{organisation}} invites you to the clean room "{{cleanRoom}}". Please accept the invitation with this address and choose the organisation that takes part.',
  );
  return inviterOf(settings) === undefined ? note : `${note} ${t('Questions? Answer to {{inviter}}.')}`;
}

/** The templates by name: the standard one, then those of the folder. */
export function noteTemplates(settings: PartnerSettings | undefined): { name: string; text: string }[] {
  const kept = Object.entries(settings?.note_templates ?? {}).map(([name, text]) => ({ name, text }));
  return kept.some(({ name }) => name === 'standard') ? kept : [{ name: 'standard', text: standardNote(settings) }, ...kept];
}
