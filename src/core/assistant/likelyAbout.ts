import type { AboutText } from './aboutFromText.ts';
import type { KnownName, NamedTarget } from './knownName.ts';
import { questionWords } from './namesInText.ts';
import { likeness, pairsOf } from '../likeness.ts';

/** Words of everyday questions, and of this field, which name nothing in particular. */
const plainWords: ReadonlySet<string> = new Set([
  ...questionWords,
  ...(
    'about access after again already also always anything association associations because been before being broken cause causes check ' +
    'cleanroom collaborations come configuration data does done error errors everything everywhere exactly fail failed fails failing find ' +
    'finding findings fine first fixed gives going happen happened happens help here however instead into invitation invitations invite ' +
    'issue issues just keep keeps kind know last later like look looks make many mean meaning means mend mended more most much must named ' +
    'namespace never nothing once only other over partners people permission permissions please possible problem problems provider ' +
    'query queries question questions quickly really reason reasons receiver remain remaining remains role roles room rooms rule rules same ' +
    'second seem seems service should since some something sort status step steps such sure sync take team template than thanks thank ' +
    'their them then they thing things third those through today tomorrow type under until used using very want wants week well were ' +
    'whole whom whose within without work works would wrong year yesterday your'
  ).split(' '),
]);

/** How alike two words must be for one to be a misspelling of the other: Sørensen and Dice's coefficient. */
const alike = 0.7;

/** The words of a question that may be somebody's or something's name, or a part of one; in small letters. */
export function namingWords(text: string): string[] {
  return wordsOf(text).filter((word) => word.length >= 4);
}

/**
 * What a question may be about that names nothing as it is called: rooms of which it has a word, or nearly so. Nothing where
 * no word fits.
 */
export function likelyAbout(text: string, names: readonly KnownName[]): AboutText {
  const asked = wordsOf(text);
  const targets = names
    .filter((name) => name.kind === 'room' && wordsOf(name.text).some((part) => asked.some((word) => mayMean(word, part))))
    .map(roomOf);
  const candidates = [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
  const [first, ...others] = candidates;
  if (first === undefined) return { kind: 'nothing' };
  return others.length === 0 ? { kind: 'one', target: first } : { kind: 'several', candidates };
}

/** Names may be short, such as AMC. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_-]{2,}/gu) ?? [];
  return [...new Set(words)].filter((word) => !plainWords.has(word));
}

function mayMean(word: string, part: string): boolean {
  return word === part || likeness(pairsOf(word), pairsOf(part)) >= alike;
}

function roomOf({ connectionId, text, room }: KnownName): NamedTarget {
  return { connectionId, room: room ?? text };
}
