import type { Finding } from '../../model/finding.ts';
import type { PartnerSettings } from '../../partners/partnerSettings.ts';
import type { JobContext } from '../job.ts';
import type { QuestionCalls } from './questionCalls.ts';

/** What the checks of clean rooms work with. */
export interface RoomChecks {
  /** Its service asks for nothing twice (`rememberRoomReads`). */
  context: JobContext;
  /** What the folder keeps about partners; undefined where there is nothing, or it cannot be read. */
  settings: PartnerSettings | undefined;
  /** How mails to partners end. */
  signature: string;
  calls: QuestionCalls;
}

/** What checks have found, and what they could not look at. */
export interface Checked {
  findings: Finding[];
  unlooked: Unlooked[];
}

/** Something of a clean room that was not, or could not be, looked at. */
export interface Unlooked {
  roomId: string;
  sentence: string;
  /** True where it was tried: it may hide a fault. What is left out to save calls has to be asked for, and may wait. */
  failed: boolean;
}

/** Everything that several checks have found. */
export function together(...checked: readonly Checked[]): Checked {
  return { findings: checked.flatMap(({ findings }) => findings), unlooked: checked.flatMap(({ unlooked }) => unlooked) };
}
