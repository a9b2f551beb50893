import { usageErrorCodes, type CleanRoomErrorCode } from '../core/errors.ts';

/**
 * How the program ends: the wished state is reached; it is not, for a reason on our side; wrong usage or a broken
 * configuration; it is reached, but something asks for a person (only where alerts were asked for).
 */
export const exitCodes = { reached: 0, notReached: 1, usage: 2, alerts: 3 } as const;

const fromBestToWorst: readonly number[] = [exitCodes.reached, exitCodes.alerts, exitCodes.notReached, exitCodes.usage];

/** The worst of several; 0 of none. */
export function worstExitCode(codes: readonly number[]): number {
  return fromBestToWorst[Math.max(0, ...codes.map((code) => fromBestToWorst.indexOf(code)))] ?? exitCodes.notReached;
}

/** The exit code of a run that ended with an error. */
export function exitCodeOfError(code: CleanRoomErrorCode): number {
  return usageErrorCodes.has(code) ? exitCodes.usage : exitCodes.notReached;
}
