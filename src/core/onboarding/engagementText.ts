import { brokenConfiguration, parseJsonText } from '../config/parse.ts';
import { CleanRoomError } from '../errors.ts';
import { t } from '../text.ts';
import { engagementSchema, type Engagement } from './engagement.ts';

/** An engagement as it stands in its file: known keys in their order, then those that we do not know, in theirs. */
export function printEngagement(engagement: Engagement): string {
  return `${JSON.stringify(engagementSchema.parse(engagement), null, 2)}\n`;
}

/** Reads the text of an onboarding file. Raises `configuration_broken` with file, line and column; never a default. */
export function parseEngagement(file: string, id: string, text: string): Engagement {
  const parsed = parseJsonText(text, engagementSchema);
  if ('problems' in parsed) throw brokenConfiguration(file, parsed.problems);
  const { value } = parsed;
  if (value.id === id) return value;
  // A copy of another file would be changed under that file's name.
  throw new CleanRoomError(
    'configuration_broken',
    t('{0}:1:1: id: must be "{1}", as the file is called, and is "{2}".', file, id, value.id),
    {
      remedy: t('Correct the file and run again; nothing was changed.'),
      details: { file, line: 1, column: 1 },
    },
  );
}
