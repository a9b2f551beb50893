import type { ApiUserRecord } from '../../core/apiUserState.ts';

/** [C-doc] Enforced since October 2025, for each API user. */
export const tokensPerDay = 2;
const dayMs = 24 * 3_600_000;
/** Not told by the service (no Retry-After): other tools may have used up the day's tokens at any time. */
const afterTokenRefusalMs = 3_600_000;

/** [C-doc] For an API user, organisation and address together; a token bucket. */
export const runsPerHour = 20;
const msPerRun = 3_600_000 / runsPerHour;

/** [C-doc] "At most one call per run id every 5 minutes". */
export const statusPollEveryMs = 5 * 60_000;

/** How much is left now, and when (milliseconds of the epoch) there is more; undefined where all of it is left. */
export interface Left {
  left: number;
  moreAt: number | undefined;
}

/** Tokens that may be asked for within the 24 hours before `now`, by what this machine knows. */
export function tokensLeft(record: ApiUserRecord, now: number): Left {
  const requests = recentTokenRequests(record, now);
  const refusedUntil = timeOf(record.noTokenBefore);
  const spare = tokensPerDay - requests.length;
  // The request that has to become a day old before there is one more than now.
  const next = spare > 0 ? requests[0] : requests[requests.length - tokensPerDay];
  const freedAt = next === undefined ? undefined : next + dayMs;
  if (refusedUntil > now) return { left: 0, moreAt: Math.max(refusedUntil, spare > 0 ? 0 : (freedAt ?? 0)) };
  return { left: Math.max(0, spare), moreAt: freedAt };
}

/** The record after one more request for a token. */
export function withTokenRequest(record: ApiUserRecord, now: number): ApiUserRecord {
  return { ...record, tokenRequests: [...recentTokenRequests(record, now), now].map(isoTime) };
}

/** The record where a request for a token has certainly given none: it has reached nobody, or was refused outright. */
export function withoutTokenRequest(record: ApiUserRecord, at: number): ApiUserRecord {
  return { ...record, tokenRequests: record.tokenRequests.filter((time) => time !== isoTime(at)) };
}

/** The record after the service itself has refused a token for want of budget. */
export function withTokenRefusal(record: ApiUserRecord, now: number): ApiUserRecord {
  return { ...record, noTokenBefore: isoTime(now + afterTokenRefusalMs) };
}

/** The record after the service has refused a request outright: two mistyped secrets must not cost the day's tokens. */
export function withOutrightRefusal(record: ApiUserRecord, now: number): ApiUserRecord {
  return { ...record, refusedAt: isoTime(now) };
}

/** Question runs that may be created now. */
export function runsLeft(record: ApiUserRecord, now: number): Left {
  const level = runLevel(record, now);
  const left = Math.floor(level);
  return { left, moreAt: level >= runsPerHour ? undefined : now + (left + 1 - level) * msPerRun };
}

/** The record after one more run was asked for. */
export function withRun(record: ApiUserRecord, now: number): ApiUserRecord {
  return { ...record, runAllowance: { left: Math.max(0, runLevel(record, now) - 1), asOf: isoTime(now) } };
}

/** The record after the service itself has refused a run for want of allowance. */
export function withRunRefusal(record: ApiUserRecord, now: number): ApiUserRecord {
  return { ...record, runAllowance: { left: 0, asOf: isoTime(now) } };
}

/** How full the bucket is: it fills evenly. */
function runLevel({ runAllowance }: ApiUserRecord, now: number): number {
  if (runAllowance === undefined) return runsPerHour;
  return Math.min(runsPerHour, runAllowance.left + Math.max(0, now - timeOf(runAllowance.asOf)) / msPerRun);
}

/** When the status of a run may be asked for again; undefined where it may be now. */
export function nextStatusPoll({ statusPolls }: ApiUserRecord, runId: string, now: number): number | undefined {
  const at = timeOf(statusPolls[runId]) + statusPollEveryMs;
  return at > now ? at : undefined;
}

/** The record after the status of a run was asked for; what no longer forbids anything is forgotten. */
export function withStatusPoll(record: ApiUserRecord, runId: string, now: number): ApiUserRecord {
  const recent = Object.entries(record.statusPolls).filter(([, at]) => timeOf(at) + statusPollEveryMs > now);
  return { ...record, statusPolls: { ...Object.fromEntries(recent), [runId]: isoTime(now) } };
}

/** The times of the requests of the last 24 hours, oldest first. */
function recentTokenRequests({ tokenRequests }: ApiUserRecord, now: number): number[] {
  return tokenRequests
    .map(timeOf)
    .filter((at) => at > now - dayMs)
    .sort((a, b) => a - b);
}

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** Milliseconds of the epoch; of nothing, and of what is no time, the epoch itself. */
export function timeOf(iso: string | undefined): number {
  const at = iso === undefined ? 0 : Date.parse(iso);
  return Number.isNaN(at) ? 0 : at;
}

/** For sentences: to the minute, in the one zone that everybody can convert. */
export function spokenTime(at: number): string {
  return `${isoTime(at).slice(0, 16).replace('T', ' ')} UTC`;
}
