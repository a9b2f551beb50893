import type { JsonObject } from '../json.ts';

/**
 * What a service answers instead of a result. `code` is the error's shape in the service model, or a code that every
 * AWS service knows without modelling it; then `status` says its HTTP status.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly members: JsonObject;
  readonly status: number | undefined;

  constructor(code: string, message: string, members: JsonObject = {}, status?: number) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.members = members;
    this.status = status;
  }
}

/** One input member that breaks a constraint of the model. */
export interface Violation {
  /** Where: member names joined by dots, list positions in brackets. */
  field: string;
  message: string;
}

/** What the service answers to an input that breaks its constraints. */
export function validationError(service: string, violations: Violation[]): ServiceError {
  const said = violations.map((each) => `'${each.field}' ${each.message}`).join('; ');
  const message = `${String(violations.length)} validation error${violations.length === 1 ? '' : 's'} detected: ${said}`;
  switch (service) {
    case 'cleanrooms':
      return new ServiceError('ValidationException', message, {
        reason: 'FIELD_VALIDATION_FAILED',
        fieldList: violations.map(({ field, message: text }) => ({ name: field, message: text })),
      });
    case 'entityresolution':
      return new ServiceError('ValidationException', message);
    case 'glue':
      return new ServiceError('InvalidInputException', message);
    case 'servicequotas':
      return new ServiceError('IllegalArgumentException', message);
    // IAM and STS model no such error; their common one is ValidationError.
    default:
      return new ServiceError('ValidationError', message, {}, 400);
  }
}

/** What the service answers to a request above its rate. */
export function throttlingError(service: string): ServiceError {
  const message = 'Rate exceeded';
  switch (service) {
    case 'cleanrooms':
    case 'entityresolution':
      return new ServiceError('ThrottlingException', message);
    case 'glue':
      return new ServiceError('ThrottlingException', message, {}, 400);
    case 'servicequotas':
      return new ServiceError('TooManyRequestsException', message);
    default:
      return new ServiceError('Throttling', message, {}, 400);
  }
}

/** What the service answers to a caller whose policies do not allow the action. */
export function accessDeniedError(service: string, message: string): ServiceError {
  switch (service) {
    case 'cleanrooms':
      return new ServiceError('AccessDeniedException', message, { reason: 'INSUFFICIENT_PERMISSIONS' });
    case 'entityresolution':
    case 'servicequotas':
      return new ServiceError('AccessDeniedException', message);
    case 'glue':
      return new ServiceError('AccessDeniedException', message, {}, 400);
    default:
      return new ServiceError('AccessDenied', message, {}, 403);
  }
}

/** What the service answers where the credentials are missing, unknown or expired. */
export function credentialsError(service: string, problem: 'missing' | 'unknown' | 'expired'): ServiceError {
  const query = service === 'iam' || service === 'sts';
  const status = service === 'glue' || service === 'servicequotas' ? 400 : 403;
  switch (problem) {
    case 'missing':
      return new ServiceError(
        query ? 'MissingAuthenticationToken' : 'MissingAuthenticationTokenException',
        'Request is missing Authentication Token',
        {},
        status,
      );
    case 'unknown':
      return new ServiceError(
        query ? 'InvalidClientTokenId' : 'UnrecognizedClientException',
        'The security token included in the request is invalid.',
        {},
        status,
      );
    case 'expired':
      return new ServiceError(
        query ? 'ExpiredToken' : 'ExpiredTokenException',
        'The security token included in the request is expired',
        {},
        status,
      );
  }
}

/** What the service answers to an operation that the sandbox does not simulate. */
export function notSimulatedError(service: string, operation: string): ServiceError {
  const message = `${service}:${operation} is not simulated by the sandbox.`;
  return service === 'iam' || service === 'sts'
    ? new ServiceError('InvalidAction', message, {}, 400)
    : new ServiceError('UnknownOperationException', message, {}, 404);
}
