import type { Engagement } from './engagement.ts';

/** Something in the folder that is no engagement, or a broken one. */
export interface EngagementProblem {
  /** Its path, for people. */
  file: string;
  /** With file, line and column. */
  message: string;
  /** 1-based; undefined where the file could not be read at all. */
  line?: number | undefined;
  column?: number | undefined;
}

/** The folder of onboarding files: `clean-rooms/onboarding`, one file per engagement. */
export interface EngagementStore {
  /** For people. */
  readonly folder: string;
  /** All of them, by id; a broken file is a problem and leaves the others whole. */
  list(): Promise<{ engagements: Engagement[]; problems: EngagementProblem[] }>;
  /** Raises `not_found`, `configuration_broken`. */
  read(id: string): Promise<Engagement>;
  /** Raises `configuration_conflict` where there is one of that id. */
  create(engagement: Engagement): Promise<void>;
  /**
   * Reads again, lets `change` say what becomes of it, and replaces the file whole, while no other process does: two
   * windows do not lose each other's work. `change` may be called more than once.
   */
  change(id: string, change: (engagement: Engagement) => Engagement): Promise<Engagement>;
}

/** Where the files lie, in the workspace or working folder. */
export const engagementFolderName = 'clean-rooms/onboarding';
