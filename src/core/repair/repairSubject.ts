import type { AllowProviders, RepairChange } from '../sync/change.ts';

/** The thing that a repair changes: its id, and the ARN under which its tags stand. */
export function subjectOf(change: RepairChange | AllowProviders): { id: string; arn: string } {
  return isTableChange(change)
    ? { id: change.configuredTableId, arn: change.tableArn }
    : { id: change.associationId, arn: change.associationArn };
}

export function isTableChange(change: RepairChange | AllowProviders): change is AllowProviders {
  return change.kind === 'allowProviders';
}
