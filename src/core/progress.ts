/** How far a long job is. `total` grows while more work is found; 0 means not known yet. */
export interface Progress {
  done: number;
  total: number;
  /** What is being done, for people. */
  message: string;
  phase: 'reading' | 'applying' | 'waiting';
}

/** What runs through every long job. */
export interface RunOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}
