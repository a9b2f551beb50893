import type { RoomPermissions } from '../../protocol/permissionMessages.ts';
import type { Draft } from './draft.ts';
import type { Ticks } from './ticks.ts';

/** All that a section of the form shows. */
export interface RoomForm {
  permissions: RoomPermissions;
  draft: Draft;
  now: Ticks;
  /** Whether anything can be changed here and now. */
  enabled: boolean;
  /** Why steps of the last run were not done, by their key. */
  failures: ReadonlyMap<string, string>;
}

/** Makes another draft of the one that there is. */
export type ChangeDraft = (change: (draft: Draft, form: RoomForm) => Draft) => void;

/** A part of the form about a room. */
export interface FormPart {
  readonly element: HTMLElement;
  show(form: RoomForm): void;
}
