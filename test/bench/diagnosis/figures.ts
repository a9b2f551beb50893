import { against, printTable } from '../table.ts';
import { causeWords, expectedWords } from './judge.ts';
import type { Outcome } from './runScenario.ts';

/** What a diagnosis may cost: of one thing, and of an account beside 7 calls for each collaboration. */
export const mostCallsOfOneThing = 12;
const mostCallsPerCollaboration = 7;
const mostCallsBeyond = 40;

/** What a run of the benchmark comes to. */
export interface Figures {
  faulty: number;
  /** Faulty set-ups whose causes were named first. */
  named: number;
  mendable: number;
  mended: number;
  healthy: number;
  falseAlarms: number;
  /** Set-ups whose state and notes are right. */
  rightRest: number;
  misses: readonly Outcome[];
}

/** Counts. A false alarm is a healthy set-up in which a cause was found. */
export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const healthy = outcomes.filter(isHealthy);
  const faulty = outcomes.filter((each) => !isHealthy(each));
  const mendable = outcomes.filter(({ scenario }) => scenario.expected.mend.length > 0);
  return {
    faulty: faulty.length,
    named: faulty.filter((each) => each.wrongCauses.length === 0).length,
    mendable: mendable.length,
    mended: mendable.filter(({ unmended }) => unmended?.length === 0).length,
    healthy: healthy.length,
    falseAlarms: healthy.filter(({ causes }) => causes.length > 0).length,
    rightRest: outcomes.filter(({ wrongRest }) => wrongRest.length === 0).length,
    misses: outcomes.filter(isMiss),
  };
}

export function isMiss(outcome: Outcome): boolean {
  return problemsOf(outcome).length > 0;
}

function problemsOf({ wrongCauses, wrongRest, unmended = [] }: Outcome): string[] {
  return [...wrongCauses, ...wrongRest, ...unmended];
}

/** Prints the figures, then every miss with what was expected and what was found. */
export function printFigures(outcomes: readonly Outcome[], seconds: number): void {
  const { faulty, named, mendable, mended, healthy, falseAlarms, rightRest, misses } = figuresOf(outcomes);
  printTable(`diagnosis of ${outcomes.length} set-ups, in ${seconds.toFixed(1)} s`, [
    ['named first', `${named}/${faulty}`],
    ['mended', `${mended}/${mendable}`],
    ['false alarms', `${falseAlarms}/${healthy}`],
    ['state and notes', `${rightRest}/${outcomes.length}`],
    ['calls per diagnosis', callWords(outcomes.filter(({ calls }) => calls > 0))],
    ['  of one thing', dearest(callsOfOneThing(outcomes), mostCallsOfOneThing)],
    ['  of an account, beyond 7 per collaboration', dearest(callsBeyond(outcomes), mostCallsBeyond)],
  ]);
  for (const miss of misses) process.stdout.write(`\n${missWords(miss)}\n`);
}

/** A miss, for people. */
export function missWords(outcome: Outcome): string {
  const { file, scenario, causes, unlooked } = outcome;
  const expected = scenario.expected.causes.map(expectedWords);
  return [
    `${file}: ${scenario.title}`,
    `  because   ${scenario.because}`,
    `  expected  ${listed(expected)}`,
    `  got       ${listed(causes.map(causeWords))}`,
    ...unlooked.map((each) => `  unlooked  ${each}`),
    ...problemsOf(outcome).map((each) => `  ${each}`),
  ].join('\n');
}

function isHealthy({ scenario }: Outcome): boolean {
  return scenario.kind === 'healthy';
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? 'no cause' : words.join('\n            ');
}

/** Calls that were answered at once: what is asked for again after a fault, or page by page, is no part of the claim. */
function unhindered(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ scenario, calls }) => calls > 0 && scenario.then.length === 0 && scenario.calls_do_not_count === undefined);
}

function callsOfOneThing(outcomes: readonly Outcome[]): Cost[] {
  return unhindered(outcomes).flatMap(({ file, scenario, calls }) => (scenario.about?.subject === undefined ? [] : [{ file, calls }]));
}

function callsBeyond(outcomes: readonly Outcome[]): Cost[] {
  return unhindered(outcomes).flatMap(({ file, scenario, world, calls }) => {
    const { collaborations } = world.sandbox;
    const rooms = Array.isArray(collaborations) ? collaborations.length : 0;
    return scenario.about === undefined && 'account' in world.connection
      ? [{ file, calls: calls - mostCallsPerCollaboration * rooms }]
      : [];
  });
}

/** What a set-up costs. */
interface Cost {
  file: string;
  calls: number;
}

function dearest(costs: readonly Cost[], limit: number): string {
  const [most] = costs.toSorted((a, b) => b.calls - a.calls);
  return most === undefined ? 'none made' : `${against(most.calls, limit)}: ${most.file}`;
}

function callWords(outcomes: readonly Outcome[]): string {
  const calls = outcomes.map((each) => each.calls).sort((a, b) => a - b);
  const median = calls[Math.floor(calls.length / 2)];
  return median === undefined ? 'none made' : `${median} (median), ${String(calls.at(-1))} (most)`;
}
