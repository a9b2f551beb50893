/** What LiveRamp answers instead of a result. */
export class LiveRampError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** The status in words, as the live error form carries it, such as `PRECONDITION_FAILED`. */
  readonly statusName: string;

  constructor(status: number, message: string, statusName = nameOf(status)) {
    super(message);
    this.name = 'LiveRampError';
    this.status = status;
    this.statusName = statusName;
  }
}

const names: ReadonlyMap<number, string> = new Map([
  [400, 'BAD_REQUEST'],
  [401, 'UNAUTHORIZED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [405, 'METHOD_NOT_ALLOWED'],
  [409, 'CONFLICT'],
  [412, 'PRECONDITION_FAILED'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
  [429, 'TOO_MANY_REQUESTS'],
  [500, 'INTERNAL_SERVER_ERROR'],
  [501, 'NOT_IMPLEMENTED'],
  [502, 'BAD_GATEWAY'],
  [503, 'SERVICE_UNAVAILABLE'],
  [504, 'GATEWAY_TIMEOUT'],
]);

function nameOf(status: number): string {
  return names.get(status) ?? String(status);
}

/** The HTTP status of a name such as `CONFLICT`; undefined where no status is called so. */
export function statusNamed(name: string): number | undefined {
  for (const [status, each] of names) if (each === name) return status;
  return undefined;
}

/** Input that is missing or wrong. */
export function badRequest(message: string): LiveRampError {
  return new LiveRampError(400, message);
}

/** The caller may see the thing and not do this with it; the message is as unhelpful as that of a real one. */
export function forbidden(): LiveRampError {
  return new LiveRampError(403, 'Access is denied');
}

/** Nothing there, or nothing that the caller may see. */
export function notFound(what: string, id: string): LiveRampError {
  return new LiveRampError(404, `${what} ${id} was not found`);
}

export function conflict(message: string): LiveRampError {
  return new LiveRampError(409, message);
}
