/** Checks of the configuration file that a run has left. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFileName, configurationSchema, type Configuration } from '../../../src/core/config/schema.ts';
import { ownState, type State } from './state.ts';

export function configurationFile(folder: string): string {
  return join(folder, configurationFileName);
}

/** The file as it is: whole, and in its schema. */
export function readConfiguration(folder: string): Configuration {
  return configurationSchema.parse(JSON.parse(readFileSync(configurationFile(folder), 'utf8')));
}

/** The file lists every membership once, active and complete, and no invitation. */
export function assertConfigurationComplete(folder: string, state: State): void {
  assert.ok(existsSync(configurationFile(folder)), 'the configuration file is gone');
  const { collaborations = [], pending_invitations } = readConfiguration(folder);
  assert.deepEqual(pending_invitations, [], 'pending invitations in the file');
  assert.deepEqual(
    collaborations.map(({ membership_id, collaboration_id, status }) => ({ membership_id, collaboration_id, status })).sort(byMembership),
    ownState(state)
      .memberships.map(({ membership_id, collaboration_id }) => ({ membership_id, collaboration_id, status: 'active' }))
      .sort(byMembership),
  );
  assert.deepEqual(
    collaborations.filter(({ association_pending }) => association_pending !== undefined).map(({ name }) => name),
    [],
    'entries with association_pending',
  );
}

function byMembership(a: { membership_id: string }, b: { membership_id: string }): number {
  return a.membership_id.localeCompare(b.membership_id);
}
