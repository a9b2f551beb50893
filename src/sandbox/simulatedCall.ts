import type { Fault } from './faults.ts';
import type { Answer } from './httpExchange.ts';

/** A request to one of the simulated services, understood and not carried out yet. */
export interface SimulatedCall {
  /** The operation's name, by which calls are counted and faults hit; undefined where the request asks for none. */
  operation: string | undefined;
  /** Whether it changes something in a clean room. */
  writes: boolean;
  /** Who asks, for faults: an AWS account id or a LiveRamp client id, as the request says and unchecked. */
  account: string | undefined;
  /** Does the work, and answers its result or the service's own error. */
  work(): Answer;
  /** Answers a fault's error in the service's own form, with nothing done. */
  fail(fault: Fault): Answer;
}
