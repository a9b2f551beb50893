import { WriteStream } from 'node:tty';
import picocolors from 'picocolors';

/** Colours for a stream: only on a terminal, and not where NO_COLOR is set. */
export function paint(stream: NodeJS.WriteStream): ReturnType<typeof picocolors.createColors> {
  // A stream that is none has no isTTY at all, for which picocolors would look at stdout instead.
  const wanted = stream instanceof WriteStream && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
  return picocolors.createColors(wanted);
}
