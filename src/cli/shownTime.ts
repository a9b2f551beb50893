import { foreignText } from '../core/foreignText.ts';

/** A time of ISO 8601 for people: without parts of a second. */
export function shownTime(time: string): string {
  return foreignText(time.replace(/(?<=T\d{2}:\d{2}:\d{2})\.\d+/, ''), 40);
}
