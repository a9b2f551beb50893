/** Printing of what was measured. */

/** A heading and lines of a label with its value. */
export function printTable(heading: string, rows: readonly (readonly [label: string, value: string])[]): void {
  const width = Math.max(...rows.map(([label]) => label.length));
  process.stdout.write(`\n${heading}\n${rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`).join('\n')}\n`);
}

/** A value against its limit, and whether it keeps to it. */
export function against(value: number, limit: number, unit = ''): string {
  return `${round(value)}${unit} (at most ${limit}${unit}: ${value <= limit ? 'kept' : 'NOT KEPT'})`;
}

export function round(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
