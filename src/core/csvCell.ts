/**
 * One cell of a CSV file (RFC 4180). A spreadsheet would take a text that begins like a formula for one: an apostrophe
 * makes it a text.
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
