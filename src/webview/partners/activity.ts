/** Whether something may be written now. */
export interface Activity {
  mayWrite: boolean;
  /** A plan is being made or carried out. */
  busy: boolean;
}
