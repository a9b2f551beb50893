#!/usr/bin/env node
const oldestNode = 22;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(`error: cleanrooms needs Node ${oldestNode} or later; this is ${process.version}.\n`);
  process.exitCode = 2;
} else {
  // Loaded only now: an older Node could not even read it.
  const { run } = await import('./run.ts');
  process.exitCode = await run(process.argv.slice(2));
}
