/**
 * Measures what the project claims and prints it; exits 0 unless something is broken, because times depend on the machine.
 *   npm run bench [-- --memberships n]     n: how many of fifty memberships the earlier scripts' pattern is replayed for
 */
import { existsSync, globSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { programFile } from '../faults/support/program.ts';
import { measureCoveragePanel, panelRows, panelRuns, panelTables } from './coveragePanel.ts';
import { diagnosisLatencyMs, measureDiagnoses } from './diagnosisCalls.ts';
import { measureEarlierScripts } from './earlierScripts.ts';
import { measureEntry } from './entrySize.ts';
import { batchSize, measurePartners, partnerLatencyMs } from './partners.ts';
import { latencyMs, rate } from './sandboxProcess.ts';
import { measureStartTimes } from './startTimes.ts';
import { collaborations, floorSeconds, measureSyncAll, total, type Measured } from './syncAll.ts';
import { against, printTable, round } from './table.ts';

const { values } = parseArgs({ options: { memberships: { type: 'string', default: '5' } } });
const startProcesses = 20;

const sync = await measureSyncAll();
printTable(`sync-all over fifty collaborations, ${rate} requests/s per operation, ${latencyMs} ms latency`, [
  ['from nothing', `${round(sync.first.seconds)} s`],
  ['floor that the rate sets', `${round(floorSeconds)} s`],
  ['elapsed / floor', against(sync.first.seconds / floorSeconds, 1.25)],
  ['calls', String(total(sync.first.calls))],
  ...callRows(sync.first),
  ['again', `${round(sync.second.seconds)} s`],
  ['calls', against(total(sync.second.calls), 200)],
  ['writes', against(sync.second.writes, 0)],
  ...callRows(sync.second),
]);

const earlier = await measureEarlierScripts(Number(values.memberships));
const factor = collaborations / earlier.memberships;
const scaled = ({ seconds }: Measured): string =>
  `${round(seconds)} s for ${earlier.memberships}, so about ${round(seconds * factor)} s for ${collaborations} (extrapolated)`;
printTable(`the earlier scripts' call pattern, one call after the other, for ${earlier.memberships} of ${collaborations} memberships`, [
  ['from nothing', scaled(earlier.cold)],
  ['calls', `${total(earlier.cold.calls)}, so ${round(total(earlier.cold.calls) * factor)} for ${collaborations} (extrapolated)`],
  ...callRows(earlier.cold),
  ['again', scaled(earlier.warm)],
  ['calls', `${total(earlier.warm.calls)}, so ${round(total(earlier.warm.calls) * factor)} for ${collaborations} (extrapolated)`],
  ['ends with', `${earlier.associations} associations, ${earlier.readyTables} ready tables`],
]);
printTable('earlier scripts / sync-all', [
  ['time from nothing', `${round((earlier.cold.seconds * factor) / sync.first.seconds)} (and sync-all makes twice the writes)`],
  ['time again', round((earlier.warm.seconds * factor) / sync.second.seconds)],
  ['calls from nothing', round((total(earlier.cold.calls) * factor) / total(sync.first.calls))],
  ['calls again', round((total(earlier.warm.calls) * factor) / total(sync.second.calls))],
]);

const partners = await measurePartners();
printTable(`partners on the command line, ${partnerLatencyMs} ms latency, whole processes`, [
  ...partners.actions.map(({ name, seconds }): [string, string] => [name, against(seconds, 2, ' s')]),
  [`first result of a batch of ${batchSize}`, against(partners.firstOfBatch, 2, ' s')],
  [`the whole batch of ${batchSize}`, `${round(partners.wholeBatch)} s`],
  [
    '  of one by one',
    round(partners.wholeBatch / (batchSize * (partners.actions.find(({ name }) => name === 'invite one')?.seconds ?? NaN))),
  ],
]);

const diagnoses = await measureDiagnoses();
printTable(
  `diagnoses on the command line, ${diagnosisLatencyMs} ms latency, whole processes`,
  diagnoses.flatMap(({ name, calls, mostCalls, seconds, mostSeconds }): [string, string][] => [
    [name, `${against(calls, mostCalls)} calls`],
    ['  time', mostSeconds === undefined ? `${round(seconds)} s` : against(seconds, mostSeconds, ' s')],
  ]),
);

const entry = measureEntry(dirname(programFile()));
const times = await measureStartTimes(startProcesses);
printTable('starting', [
  ['extension entry with its static chunks', `${against(entry.bytes / 1000, 150, ' kB')} in ${entry.files} files`],
  ['AWS SDK or classic zod in it', entry.unwanted.length === 0 ? 'none' : `${entry.unwanted.join(', ')} (NOT WANTED)`],
  [
    'import of the entry',
    `${round(times.entry)} ms (an empty module: ${round(times.emptyModule)} ms), median of ${startProcesses} processes`,
  ],
  [
    'cleanrooms --version',
    `${round(times.program)} ms (Node with an empty module: ${round(times.emptyProgram)} ms), median of ${startProcesses} processes`,
  ],
]);

const panel = await measureCoveragePanel();
printTable(`coverage panel, ${panelRows} collaborations by ${panelTables} tables, median of ${panelRuns} pages`, [
  ['first paint after the data arrived', against(panel.firstPaint, 300, ' ms')],
  ['  of that, script', `${round(panel.firstScript)} ms`],
  ['script of a cell update', against(panel.oneCell, 16, ' ms')],
  ['script of a hundred cell updates', `${round(panel.hundredCells)} ms`],
  ['  until they are painted', `${round(panel.hundredPainted)} ms`],
  ['script of the same data again', `${round(panel.sameAgain)} ms`],
]);

const out = fileURLToPath(new URL('../../out/', import.meta.url));
const packages = existsSync(out) ? globSync('*.{vsix,tgz}', { cwd: out }).map((name) => join(out, name)) : [];
printTable(
  'packages',
  packages.length === 0
    ? [['none in out/', 'npm run package makes them']]
    : packages.map(
        (file) =>
          [
            relative(out, file),
            file.endsWith('.vsix') ? against(statSync(file).size / 1e6, 3, ' MB') : `${round(statSync(file).size / 1000)} kB`,
          ] as const,
      ),
);

/** Calls per operation, most first, and how many of them were throttled. */
function callRows({ calls, throttled }: Measured): [string, string][] {
  const sorted = Object.entries(calls).sort(([, a], [, b]) => b - a);
  return [...sorted.map(([operation, count]): [string, string] => [`  ${operation}`, String(count)]), ['throttled', String(throttled)]];
}
