let clock: Intl.DateTimeFormat | undefined;

/** A time (ISO 8601) as the person writes it; what is none stays as it is. */
export function time(iso: string): string {
  const date = new Date(iso);
  // Making a formatter takes longer than all else that a panel says.
  clock ??= new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: 'short', timeStyle: 'short' });
  return Number.isNaN(date.getTime()) ? iso : clock.format(date);
}
