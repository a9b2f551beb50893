/** What is said of a check box beside its being ticked. */
export type CellMark =
  /** The person has changed it. */
  | 'changed'
  /** It is not as the template that is kept on the room has it. */
  | 'differs';

export type MatrixCell = { kind: 'check'; ticked: boolean; enabled: boolean; marks: readonly CellMark[] } | { kind: 'text'; text: string };

export interface MatrixColumn {
  id: string;
  title: string;
  /** What a press on the header does to the selected rows; without it the header is only words. */
  pressHint?: string;
}

export interface MatrixRow {
  id: string;
  name: string;
  /** Small words below the name. */
  detail: string;
  /** Why it was not done the last time, or could not be read. */
  problem: string;
  /** By column. */
  cells: ReadonlyMap<string, MatrixCell>;
  /** Undefined where it cannot be selected. */
  selected?: boolean | undefined;
}

export interface MatrixContent {
  columns: readonly MatrixColumn[];
  rows: readonly MatrixRow[];
}
