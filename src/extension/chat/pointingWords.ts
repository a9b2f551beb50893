import type { AssistantCommand } from '../../core/assistant/answer.ts';

/**
 * What a question without a name points at: what is selected ("this"), what was talked about ("it"), all there is
 * ("everything"), or nothing in particular.
 */
export type Pointing = 'selected' | 'earlier' | 'everything' | 'nothing';

/** English words only; in another language a question points at nothing, and the newest of what could be meant is taken. */
export function pointingOf(prompt: string): Pointing {
  if (/\b(this|these|here|selected|selection)\b/i.test(prompt)) return 'selected';
  if (/\b(it|its|that|those|they|them|again|the same)\b/i.test(prompt)) return 'earlier';
  return /\b(everything|everywhere|anything|overall|whole|all)\b/i.test(prompt) ? 'everything' : 'nothing';
}

const wordings: readonly { command: AssistantCommand; words: RegExp }[] = [
  {
    command: 'next',
    words:
      /\b(left to do|still to do|to[- ]?do|what (now|next|remains|is missing|should i do)|next steps?|remain(s|ing)?|before we can)\b/i,
  },
  { command: 'plan', words: /\b(what would|plan|preview|dry[- ]run)\b/i },
  { command: 'report', words: /\b(report|how many|figures|coverage|statistics)\b/i },
  { command: 'explain', words: /\b(explain|what does .{0,80} mean|meaning of)\b/i },
];

/** The command that a question without one asks for: mostly why something does not work. */
export function commandFor(prompt: string): AssistantCommand {
  if (/\bwhy\b/i.test(prompt)) return 'diagnose';
  return wordings.find(({ words }) => words.test(prompt))?.command ?? 'diagnose';
}

/** The id of a finding that a question names, such as `role.not_trusting`. */
export function findingIdIn(prompt: string): string | undefined {
  const kinds =
    'connection|permission|invitation|collaboration|role|table|association|rule|schema|membership|id_namespace|id_mapping_table|quota|' +
    'configuration|clean_room|sent_invitation|question|dataset|run|engagement|partners|partner_settings';
  return new RegExp(`(?<![\\w.@/-])(?:${kinds})\\.[a-z]+(?:[_.][a-z]+)*(?![\\w@/-])`).exec(prompt)?.[0];
}
