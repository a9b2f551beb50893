import picocolors from 'picocolors';

/** Colours for a stream: only on a terminal, and not where NO_COLOR is set. */
export function paint(stream: NodeJS.WriteStream): ReturnType<typeof picocolors.createColors> {
  const wanted = stream.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
  return picocolors.createColors(wanted);
}
