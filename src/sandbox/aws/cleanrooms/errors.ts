/** Clean Rooms' errors that depend on what exists. */
import { ServiceError } from '../serviceError.ts';

type ResourceType = 'CONFIGURED_TABLE' | 'COLLABORATION' | 'MEMBERSHIP' | 'CONFIGURED_TABLE_ASSOCIATION';

export function notFound(resourceId: string, resourceType?: ResourceType): ServiceError {
  return new ServiceError(
    'ResourceNotFoundException',
    `Resource ${resourceId} does not exist.`,
    resourceType === undefined ? { resourceId } : { resourceId, resourceType },
  );
}

export function conflict(
  reason: 'ALREADY_EXISTS' | 'SUBRESOURCES_EXIST' | 'INVALID_STATE',
  message: string,
  resourceId: string,
  resourceType?: ResourceType,
): ServiceError {
  return new ServiceError(
    'ConflictException',
    message,
    resourceType === undefined ? { reason, resourceId } : { reason, resourceId, resourceType },
  );
}

/** Input that fits the model but not what exists. */
export function invalidConfiguration(field: string, message: string): ServiceError {
  return new ServiceError('ValidationException', message, { reason: 'INVALID_CONFIGURATION', fieldList: [{ name: field, message }] });
}

/** A role that was made or changed a moment ago; the same request works later. */
export function iamNotSynchronized(roleArn: string): ServiceError {
  return new ServiceError('ValidationException', `The role ${roleArn} is not available yet.`, { reason: 'IAM_SYNCHRONIZATION_DELAY' });
}

export function quotaExceeded(quotaName: string, quotaValue: number): ServiceError {
  return new ServiceError('ServiceQuotaExceededException', `The quota "${quotaName}" of ${String(quotaValue)} is used up.`, {
    quotaName,
    quotaValue,
  });
}

export function forbidden(message: string): ServiceError {
  return new ServiceError('AccessDeniedException', message, { reason: 'INSUFFICIENT_PERMISSIONS' });
}
