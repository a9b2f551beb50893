import { readPermissions, type PermissionsReading } from '../../../../src/core/jobs/partners/readPartnerPermissions.ts';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import type { PermissionFlags } from '../../../../src/core/partners/permissionFlags.ts';
import type { PlannedSteps } from '../../../../src/core/partners/planQuestionSteps.ts';
import { runSteps } from '../../../../src/core/partners/runSteps.ts';
import type { ReportedStep } from '../../../../src/core/jobs/partners/partnerReport.ts';
import type { CleanRoomService } from '../../../../src/core/service.ts';
import { partnerContext } from './partnerJobs.ts';

/** Flags that ask for nothing, with changes. */
export function flags(changes: Partial<PermissionFlags> = {}): PermissionFlags {
  return {
    can_view: true,
    can_edit: false,
    can_clone: false,
    can_run: false,
    can_view_results: false,
    can_view_code: false,
    can_view_schema: false,
    can_view_sample: false,
    can_configure_mapping: false,
    ...changes,
  };
}

/** Who may do what in a room now. */
export function read(service: CleanRoomService, room: CleanRoom, withShares = false): Promise<PermissionsReading> {
  return readPermissions(partnerContext({ service }), room, { withShares });
}

/** Carries a part of a plan out, as the job does. */
export function carryOut(service: CleanRoomService, { steps }: PlannedSteps): Promise<ReportedStep[]> {
  return runSteps(steps, { ...partnerContext({ service }), recorder: { record: () => undefined } });
}
