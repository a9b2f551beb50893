/** A place in the grid as it is shown: row 0 is the header, columns count from the left. */
export interface GridPosition {
  row: number;
  column: number;
}

export interface GridSize {
  rows: number;
  columns: number;
  /** How many rows fit on the screen: as far as Page Up and Page Down go. */
  page: number;
}

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Where a key leads, as the ARIA pattern of a grid has it; undefined for a key that does not move. */
export function moved({ key, ctrlKey, metaKey }: Key, { row, column }: GridPosition, size: GridSize): GridPosition | undefined {
  const far = ctrlKey || metaKey;
  // With Ctrl they lead from editor to editor.
  if (far && key.startsWith('Page')) return undefined;
  const wanted = (): GridPosition | undefined => {
    switch (key) {
      case 'ArrowUp':
        return { row: far ? 0 : row - 1, column };
      case 'ArrowDown':
        return { row: far ? size.rows - 1 : row + 1, column };
      case 'ArrowLeft':
        return { row, column: far ? 0 : column - 1 };
      case 'ArrowRight':
        return { row, column: far ? size.columns - 1 : column + 1 };
      case 'Home':
        return { row: far ? 0 : row, column: 0 };
      case 'End':
        return { row: far ? size.rows - 1 : row, column: size.columns - 1 };
      case 'PageUp':
        // To the first row, and not past it into the header.
        return { row: Math.max(Math.min(row, 1), row - size.page), column };
      case 'PageDown':
        return { row: row + size.page, column };
      default:
        return undefined;
    }
  };
  const to = wanted();
  return to === undefined ? undefined : inside(to, size);
}

/** The nearest place that there is. */
export function inside({ row, column }: GridPosition, size: Omit<GridSize, 'page'>): GridPosition {
  return { row: clamp(row, size.rows), column: clamp(column, size.columns) };
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}
