/** A row of a table in text. */
export interface CsvRow {
  /** 1-based: the line on which it begins. */
  line: number;
  cells: string[];
}

/**
 * The rows of comma- or semicolon-separated text (RFC 4180): quoted cells may hold separators, line ends and doubled
 * quotes. The separator is the one that the first line has more of. Empty rows are left out.
 */
export function csvRows(marked: string): CsvRow[] {
  const text = marked.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const [firstLine = ''] = text.split('\n');
  const separator = firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
  // A cell: quoted, or up to the next separator or line end; then what ends it.
  const cell = new RegExp(`[ \\t]*(?:"((?:[^"]|"")*)"[^\\n${separator}]*|([^\\n${separator}]*))(${separator}|\\n|$)`, 'y');
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let began = 1;
  while (cell.lastIndex <= text.length) {
    const match = cell.exec(text);
    if (match === null) break;
    const [whole, quoted, plain, end] = match;
    cells.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
    line += whole.split('\n').length - 1;
    if (end !== separator) {
      if (cells.some((each) => each !== '')) rows.push({ line: began, cells });
      cells = [];
      began = line;
    }
    if (end === '') break;
  }
  return rows;
}
