import { headingOf, type ChosenConnection } from './chosenConnections.ts';
import { paint } from './paint.ts';

/** Lines of one of several connections with a heading before and an empty line behind; those of the only one as they are. */
export function withHeading(stream: NodeJS.WriteStream, chosen: ChosenConnection, lines: readonly string[], many: boolean): string[] {
  if (!many || lines.length === 0) return [...lines];
  return [paint(stream).bold(headingOf(chosen)), ...lines, ''];
}

export function printLines(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  for (const line of lines) stream.write(`${line}\n`);
}
