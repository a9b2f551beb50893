import type * as z from 'zod/mini';
import type { PartnerPlan } from '../partners/steps.ts';
import type { Plan } from '../sync/change.ts';
import { acceptInvitations } from './acceptInvitations.ts';
import { addCollaboration } from './addCollaboration.ts';
import type { AnyResult, WritingJob } from './job.ts';
import { advanceOnboarding } from './onboarding/advanceOnboarding.ts';
import { configurePartnerPermissions } from './partners/configurePartnerPermissions.ts';
import { resendPartnerInvitations } from './partners/resendPartnerInvitations.ts';
import { populateIdMappingTable } from './populateIdMappingTable.ts';
import { repairCollaborations } from './repairCollaborations.ts';
import { syncCollaborations } from './syncCollaborations.ts';

/** A job that carries a remedy out, whatever it is about; the runner checks the remedy's input by its schema. */
export type RemedyJob = WritingJob<z.ZodMiniType, AnyResult, Plan | PartnerPlan>;

const all: readonly RemedyJob[] = [
  acceptInvitations,
  addCollaboration,
  advanceOnboarding,
  configurePartnerPermissions,
  populateIdMappingTable,
  repairCollaborations,
  resendPartnerInvitations,
  syncCollaborations,
];

/** Every job that the remedy of a finding names, by its id. */
export const remedyJobs: ReadonlyMap<string, RemedyJob> = new Map(all.map((job) => [job.id, job]));
