import type { JobContext } from '../core/jobs/job.ts';
import type { Host, JobRunner } from '../core/jobs/runner.ts';
import type { CleanRoomService } from '../core/service.ts';
import type { ToolConnection } from '../core/tools/toolConnection.ts';
import type { InputSchema } from './inputSchemas.ts';

/** A connection of the server, and how it is opened. */
export interface McpConnection extends ToolConnection {
  /** Raises CleanRoomError. */
  open(signal: AbortSignal): Promise<CleanRoomService>;
}

/** What the server works with; whoever starts it brings it along. */
export interface McpHost {
  version: string;
  connections: readonly McpConnection[];
  /** What each tool takes, as JSON schemas, by the tool's name. */
  inputSchemas: ReadonlyMap<string, InputSchema>;
  /** False: nothing is ever changed. */
  allowWrites: boolean;
  /** Runs jobs; before anything is written `consent` says yes or no to what is intended. */
  runner(consent: Host['consent']): JobRunner;
  /** Everything that jobs work with, apart from what one call brings. */
  context: Omit<JobContext, 'service' | 'signal' | 'onProgress'>;
}
