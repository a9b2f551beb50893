const compiled = new Map<string, RegExp>();

/**
 * A model's pattern, matched against the whole string, by code points as the services do. `([x]+)*` becomes `([x]*)`:
 * the same language, without the exponential time that a backtracking matcher needs to refuse a long string.
 */
export function patternOf(source: string): RegExp {
  let pattern = compiled.get(source);
  if (pattern === undefined) {
    pattern = new RegExp(`^(?:${source.replaceAll(/\((\[[^\]]*\])\+\)\*/g, '($1*)')})$`, 'u');
    compiled.set(source, pattern);
  }
  return pattern;
}
