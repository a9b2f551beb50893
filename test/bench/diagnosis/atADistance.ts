import { against, printTable } from '../table.ts';
import { mostCallsOfOneThing } from './figures.ts';
import { readScenarios, shippedFolder } from './readScenarios.ts';
import { runScenario } from './runScenario.ts';

/** As far as a service on another continent is. */
const latencyMs = 150;
const mostSeconds = 2;
const times = 3;

/** Prints how long a diagnosis of one table takes at a distance, with the rates that AWS has: the median of some. */
export async function printAtADistance(): Promise<void> {
  const [oneTable] = (await readScenarios(shippedFolder)).filter(({ file }) => file.endsWith('healthy/one_table.json'));
  if (oneTable === undefined) return;
  const seconds: number[] = [];
  const calls: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const outcome = await runScenario(oneTable, { latencyMs, rate: undefined });
    seconds.push(outcome.milliseconds / 1000);
    calls.push(outcome.calls);
  }
  seconds.sort((a, b) => a - b);
  printTable(`diagnosis of one table, ${latencyMs} ms latency`, [
    ['calls', against(Math.max(...calls), mostCallsOfOneThing)],
    ['time', against(seconds[Math.floor(times / 2)] ?? NaN, mostSeconds, ' s')],
  ]);
}
