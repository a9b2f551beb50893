/** What is masked. A `name` is a word of the text itself that looks like a placeholder of ours. */
type Kind = 'arn' | 'address' | 'bucket' | 'account' | 'name';

const placeholder = /(?:arn|address|bucket|account|name)-\d+/gi;
/** What may still become a placeholder with the next words. */
const begunPlaceholder = /[a-z]{1,7}(?:-\d*)?$/i;

/**
 * In one pass from the left, so that what is inside an ARN goes with it. What looks like a placeholder is replaced as well:
 * no text of others can stand for a value.
 */
const masked = [
  'arn:[^\\s"\'`<>\\\\,;()[\\]{}]*[^\\s"\'`<>\\\\,;()[\\]{}.:!?…]',
  's3://[^\\s"\'`<>\\\\,;()[\\]{}/]+',
  // Longer than any address: without an end, a long word without an address would be gone through once for each letter.
  '[^\\s"\'`<>\\\\,;:()[\\]{}@]{1,320}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.@-]*[\\p{L}\\p{N}])?',
  // After the address, which may begin like one.
  placeholder.source,
  // An account id, also as the AWS console writes it.
  '(?<!\\d)(?:\\d{12}|\\d{4}-\\d{4}-\\d{4})(?!\\d)',
];

/**
 * Puts placeholders (`account-1`, `arn-2`) for account ids, ARNs, e-mail addresses and buckets before a text leaves the
 * machine, and the values back into what a model answers. The same value keeps its placeholder: a host has one Masking for
 * each request, since every request carries all that it is about.
 */
export class Masking {
  readonly #placeholders = new Map<string, string>();
  readonly #values = new Map<string, string>();
  readonly #masked: RegExp;

  /** @param buckets names of buckets, which look like any other word */
  constructor(buckets: readonly string[] = []) {
    const names = buckets.filter((name) => name !== '').map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
    const known = names.length === 0 ? [] : [`(?<![\\w.-])(?:${names.join('|')})(?![\\w-])`];
    this.#masked = new RegExp([...masked, ...known].join('|'), 'giu');
  }

  /** How many values have a placeholder. */
  get size(): number {
    return this.#values.size;
  }

  mask(text: string): string {
    return text.replace(this.#masked, (value) => this.#placeholderOf(value));
  }

  /** Only placeholders that were given mean anything. */
  unmask(text: string): string {
    return text.replace(placeholder, (word) => this.#values.get(word.toLowerCase()) ?? word);
  }

  /** The same for words that come piece by piece: one that may still become a placeholder waits for the next. */
  async *unmaskAll(words: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
    let waiting = '';
    for await (const more of words) {
      waiting += more;
      const begun = begunPlaceholder.exec(waiting)?.index ?? waiting.length;
      if (begun > 0) yield this.unmask(waiting.slice(0, begun));
      waiting = waiting.slice(begun);
    }
    if (waiting !== '') yield this.unmask(waiting);
  }

  #placeholderOf(value: string): string {
    const known = this.#placeholders.get(value);
    if (known !== undefined) return known;
    const given = `${kindOf(value)}-${this.#values.size + 1}`;
    this.#placeholders.set(value, given);
    this.#values.set(given, value);
    return given;
  }
}

function kindOf(value: string): Kind {
  if (/^(?:arn|address|bucket|account|name)-\d+$/i.test(value)) return 'name';
  if (/^arn:/i.test(value)) return 'arn';
  if (value.includes('@')) return 'address';
  return /^[\d-]+$/.test(value) ? 'account' : 'bucket';
}
