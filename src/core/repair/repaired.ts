/** What a repair has made, or found made by another process. */
export interface Repaired {
  id: string;
  requestId?: string | undefined;
  existing?: boolean;
}
