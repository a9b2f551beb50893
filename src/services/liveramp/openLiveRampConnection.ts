import type { ApiUserState } from '../../core/apiUserState.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { CleanRoomService } from '../../core/service.ts';
import { CallCounter } from '../callCounter.ts';
import type { CallTrace } from '../callTrace.ts';
import { checkBaseUrl, liveRampBaseUrl } from './baseUrl.ts';
import { KnownRooms } from './knownRooms.ts';
import { LiveRampAllowances } from './liveRampAllowances.ts';
import { LiveRampCalls } from './liveRampCalls.ts';
import { liveRampCleanRooms } from './liveRampCleanRooms.ts';
import { liveRampDatasets } from './liveRampDatasets.ts';
import { liveRampDestinations } from './liveRampDestinations.ts';
import { LiveRampHttp } from './liveRampHttp.ts';
import { liveRampInvitations } from './liveRampInvitations.ts';
import { liveRampPartners } from './liveRampPartners.ts';
import { liveRampQuestionPermissions } from './liveRampQuestionPermissions.ts';
import { liveRampQuestions } from './liveRampQuestions.ts';
import { liveRampRuns } from './liveRampRuns.ts';
import { LiveRampTokens } from './liveRampTokens.ts';
import { LiveRampWrites } from './liveRampWrites.ts';

/** How to reach one organisation on LiveRamp Clean Room. */
export interface LiveRampConnectionRequest {
  /** What a person calls the connection. */
  name: string;
  /** The organisation's name, as LiveRamp shows it; the API has no operation that tells it. */
  organisation: string;
  /** The organisation's API user. */
  clientId: string;
  /** Asked for only when a token has to be asked for. A sandbox connection never asks. */
  clientSecret: () => Promise<string | undefined>;
  /** Instead of LiveRamp, for a sandbox or a proxy. */
  baseUrl?: string | undefined;
  /** A stand-in is meant: a fixed secret is used, never the person's own, and the stand-in's own budget counts. */
  sandbox?: boolean | undefined;
  /** What all processes of the person share about API users. */
  state: ApiUserState;
  /** Milliseconds before a request counts as unanswered; 20,000 otherwise. */
  requestTimeoutMs?: number | undefined;
  /** Counts the attempts of this connection, also where it cannot be opened. */
  counter?: CallCounter | undefined;
  /** Told of every request, for a log. */
  trace?: ((call: CallTrace) => void) | undefined;
}

/** What the sandbox takes for every API user. */
const sandboxSecret = 'sandbox';

/**
 * Opens a connection: makes sure that there is a token, a stored one first, so that it normally costs no call, and gives the
 * service behind it. Raises `invalid_input` (base URL), `connection_unusable`, `quota_reached` (no token left), `no_answer`.
 */
export async function openLiveRampConnection(request: LiveRampConnectionRequest, signal?: AbortSignal): Promise<CleanRoomService> {
  const { name, organisation, clientId, state, sandbox = false } = request;
  const { base, host, origin } = checkBaseUrl(request.baseUrl ?? liveRampBaseUrl);
  const connection: Connection = {
    id: ['liveramp', clientId, host, ...(base === liveRampBaseUrl ? [] : [base])].join('|'),
    service: 'liveramp',
    name,
    accountId: organisation,
    region: host,
    sandbox,
    ...(base === liveRampBaseUrl ? {} : { endpoint: base }),
  };
  const counter = request.counter ?? new CallCounter();
  const http = new LiveRampHttp({
    site: { organisation, clientId, host },
    timeoutMs: request.requestTimeoutMs ?? 20_000,
    counter,
    trace: request.trace,
  });
  const user = { origin, clientId };
  const tokens = new LiveRampTokens({
    http,
    base,
    user,
    state,
    clientSecret: sandbox ? () => Promise.resolve(sandboxSecret) : request.clientSecret,
    keepsBudget: !sandbox,
  });
  await tokens.current(signal);

  const calls = new LiveRampCalls(http, tokens, base);
  const writes = new LiveRampWrites(calls);
  const known = new KnownRooms();
  const allowances = new LiveRampAllowances(user, state, organisation, !sandbox);
  return {
    connection,
    cleanRooms: liveRampCleanRooms(calls, writes, known),
    partnerInvitations: liveRampInvitations(calls, writes, known),
    partners: liveRampPartners(calls, writes, known),
    questions: {
      ...liveRampQuestions(calls, writes, known),
      ...liveRampQuestionPermissions(calls, writes, known),
      ...liveRampRuns(calls, writes, known, allowances),
    },
    datasets: liveRampDatasets(calls, writes, known),
    destinations: liveRampDestinations(calls, known),
    allowances: () => allowances.list(),
    callCounts: () => counter.counts(),
  };
}
