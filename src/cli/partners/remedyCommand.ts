import * as z from 'zod/mini';
import type { ReportedFinding } from '../../core/jobs/report.ts';
import { shellWord } from '../shellWord.ts';
import { onboardWords } from './onboardWords.ts';

const names = z.array(z.string());
/** The inputs that remedies about partners have, as far as a command can say them. */
const resend = z.object({ room: z.string(), invitations: names });
const permissions = z.strictObject({
  room: z.string(),
  template: z.string(),
  questions: z.optional(names),
  datasets: z.optional(names),
  partners: z.optional(names),
});
const advance = z.object({ ids: names, action: z.string(), day: z.optional(z.number()) });

/** What stands behind `cleanrooms partners` to carry a remedy out; undefined where no command does. */
export function partnerCommand(
  { job, input, text }: Pick<ReportedFinding['remedies'][number], 'job' | 'input' | 'text'>,
  { kind, name, room_id: room }: ReportedFinding['subject'],
): string | undefined {
  if (job === undefined)
    return text !== undefined && kind === 'sent_invitation' && room !== undefined
      ? `remind --room ${shellWord(room)} ${shellWord(name)}`
      : undefined;
  switch (job) {
    case 'resend-partner-invitations': {
      const { data } = resend.safeParse(input);
      return data === undefined ? undefined : `resend --room ${shellWord(data.room)} ${words(data.invitations)}`;
    }
    case 'configure-partner-permissions': {
      const { data } = permissions.safeParse(input);
      if (data === undefined) return undefined;
      const { room: where, template, questions, datasets, partners } = data;
      const chosen = [selection('questions', questions), selection('datasets', datasets), selection('partners', partners)].join('');
      return `grant --room ${shellWord(where)} --template ${shellWord(template)}${chosen}`;
    }
    case 'advance-onboarding': {
      const { data } = advance.safeParse(input);
      const word = data === undefined ? undefined : onboardWords.find(({ action }) => action === data.action)?.word;
      if (data === undefined || word === undefined) return undefined;
      return `onboard ${word} ${words(data.ids)}${data.day === undefined ? '' : ` --day ${data.day}`}`;
    }
    default:
      return undefined;
  }
}

/** All where nothing is said, none of them for an empty list. */
function selection(option: string, chosen: readonly string[] | undefined): string {
  if (chosen === undefined) return '';
  return chosen.length === 0 ? ` --no-${option}` : ` --${option} ${words(chosen)}`;
}

function words(texts: readonly string[]): string {
  return texts.map(shellWord).join(' ');
}
