import type { ConfigurationEdit } from './edit.ts';
import type { Configuration } from './schema.ts';

/** The configuration file of one run. Implemented over the file system; in VS Code a dirty editor is respected. */
export interface ConfigurationStore {
  /** As people name it in messages. */
  readonly file: string;
  /** Undefined where there is no file. Raises `configuration_broken`, never answers with defaults. */
  read(): Promise<Configuration | undefined>;
  /** Reads again, applies the edits and replaces the file atomically. Raises `configuration_conflict`. */
  edit(edits: readonly ConfigurationEdit[]): Promise<void>;
  /** Writes a new file. Raises `configuration_conflict` where there is one already. */
  create(text: string): Promise<void>;
}
