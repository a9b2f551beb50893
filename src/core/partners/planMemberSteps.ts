import type { PermissionsReading } from '../jobs/partners/readPartnerPermissions.ts';
import type { CleanRoomService } from '../service.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import { planAbilitySteps } from './planAbilitySteps.ts';
import { planProviderSteps } from './planProviderSteps.ts';
import { nothingPlanned, type PlannedSteps } from './planQuestionSteps.ts';
import { planReceiverSteps } from './planReceiverSteps.ts';

/** AWS: abilities of members, receivers of our tables' results, and accounts that may query our tables. */
export function planMemberSteps(service: CleanRoomService, reading: PermissionsReading, request: PermissionRequest): PlannedSteps {
  if (service.associations === undefined && service.memberChanges === undefined) return nothingPlanned;
  const parts = [
    planAbilitySteps(service, reading, request),
    planReceiverSteps(service, reading, request),
    planProviderSteps(service, reading, request),
  ];
  return {
    steps: parts.flatMap(({ steps }) => steps),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    warnings: parts.flatMap(({ warnings }) => warnings),
  };
}
