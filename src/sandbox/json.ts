/** Any JSON value, as it arrives in a request or leaves in an answer. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; a member that is undefined is not sent. */
export interface JsonObject {
  [name: string]: Json | undefined;
}

/** Tells an object from every other JSON value. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text, or undefined where the text is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isParsed(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whatever JSON.parse returns is a JSON value; this only tells the compiler. */
function isParsed(value: unknown): value is Json {
  return value !== undefined;
}
