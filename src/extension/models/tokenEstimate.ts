/**
 * About how many tokens a text has. There is no tokenizer for every model behind an OpenAI-compatible server, so this counts
 * a token for three bytes of UTF-8: more than plain English has (about four bytes each), about what identifiers, JSON and other
 * scripts have. Too many is the side on which nothing is cut off.
 */
export function estimatedTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesOfToken);
}

/** About how many characters of English, names and ids so many tokens hold. */
export function estimatedCharacters(tokens: number): number {
  return Math.floor(tokens * bytesOfToken);
}

const bytesOfToken = 3;
