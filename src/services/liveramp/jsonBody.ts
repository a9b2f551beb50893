/** The body of an answer: undefined where it is empty, and its text where it is no JSON (a page of a proxy), which no schema takes. */
export function jsonBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
