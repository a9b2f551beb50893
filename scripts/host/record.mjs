// The record {passes, failures, pending} that every run of mocha leaves in a file.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { out } from './project.mjs';

/** The path of a record that is not there yet. */
export function newRecord(name) {
  const path = join(out, 'records', `${name}.json`);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  return path;
}

export const readRecord = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);
