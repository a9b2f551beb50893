import type * as z from 'zod/mini';
import type { PartnerJob } from '../../../core/jobs/job.ts';
import type { OnboardingStatus } from '../../../core/jobs/onboarding/onboardingStatus.ts';
import type { PartnerResult } from '../../../core/jobs/partners/partnerReport.ts';
import type { EngagementStore } from '../../../core/onboarding/engagementStore.ts';
import type { PartnerSettings, PartnerSettingsStore } from '../../../core/partners/partnerSettings.ts';
import type { PanelConnection } from '../../../protocol/onboardingMessages.ts';
import type { RunFollow } from '../panelRuns.ts';

/** How a job is followed and ended. */
export interface Follow extends RunFollow {
  /** True where the person has agreed by pressing the button, because nothing leaves this machine. */
  agreed: boolean;
}

/**
 * What the onboarding panel needs of the rest of the extension. A connection is named by the panel's id of it. Whatever is
 * wrong is raised as CleanRoomError.
 */
export interface OnboardingWorkplace {
  /** Without what was read of their engagements. @param settings may name who signs the notes */
  connections(settings?: PartnerSettings): Omit<PanelConnection, 'readAt'>[];
  /** The panel's id of the connection that was written to last; undefined before anything was. */
  lastUsed(): string | undefined;
  /** The panel's id of a connection that is called by this one, or by the service's; undefined where there is none. */
  connectionCalled(id: string): string | undefined;
  /** Whether this workspace may write at all. */
  mayWrite(): boolean;
  settings(): PartnerSettingsStore | undefined;
  /** Where onboarding files lie; undefined without a trusted folder. */
  engagements(): EngagementStore | undefined;
  /** Begins to read the rooms of connections that nobody has looked at yet; of all where `again`. Ends when they are read. */
  readRooms(again: boolean): Promise<void>;
  status(connectionId: string, signal: AbortSignal): Promise<OnboardingStatus>;
  plan<Schema extends z.ZodMiniType>(connectionId: string, job: PartnerJob<Schema>, input: object): Promise<PartnerResult>;
  /** Plans afresh, asks once unless it was agreed to, and carries out. Raises `cancelled` where the person declines. */
  write<Schema extends z.ZodMiniType>(connectionId: string, job: PartnerJob<Schema>, input: object, follow: Follow): Promise<PartnerResult>;
  /** AWS: brings a collaboration into the wished state, after its question. */
  sync(connectionId: string, input: object, stop: AbortSignal): Promise<{ ok: boolean }>;
  copy(text: string): Promise<void>;
  /** Opens a mail in the person's mail program. @param to empty: to nobody yet */
  openMail(to: string, text: string): Promise<void>;
  /** Opens an onboarding file in an editor. */
  openFile(id: string): Promise<void>;
}
