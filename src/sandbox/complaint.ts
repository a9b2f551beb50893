import type * as z from 'zod/mini';

/** What is wrong with a value and where, in one phrase: `accounts[0].id must be of type string`. zod/mini has no words of its own. */
export function complaintOf(error: z.core.$ZodError, whole: string): string {
  const [issue] = error.issues;
  if (issue === undefined) return `${whole} is wrong`;
  return `${issue.path.length === 0 ? whole : placeOf(issue.path)} ${wordsOf(issue)}`;
}

/** The same as a sentence. */
export function complaintSentence(error: z.core.$ZodError, whole: string): string {
  const phrase = complaintOf(error, whole);
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}

/** A place inside a value, such as `collaborations[2].members[0].account`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${String(part)}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has the unknown key ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return `must be given, of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must ${sizeVerb(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}`;
    case 'too_big':
      return `must ${sizeVerb(issue.origin)} ${issue.inclusive === false ? 'less than' : 'at most'} ${String(issue.maximum)}`;
    case 'invalid_union':
      return 'has none of the forms that are possible here';
    // A schema's own words, where it has any.
    default:
      return issue.message === 'Invalid input' ? 'is not valid' : issue.message;
  }
}

/** Numbers are so much; lists and texts have so many entries or characters. */
function sizeVerb(origin: string): string {
  return origin === 'array' || origin === 'string' ? 'have a length of' : 'be';
}
