/** How a host shows times: as the person who reads is used to them. */
export interface TimeStyle {
  /** BCP 47; the machine's own where left out. */
  locale?: string | undefined;
  /** IANA; the machine's own where left out. */
  timeZone?: string | undefined;
}

/** A moment (ISO 8601) as day and time of the person's own clock; what is no moment stays as it is. */
export function localTime(at: string, { locale, timeZone }: TimeStyle = {}): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return at;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone }).format(moment);
}
