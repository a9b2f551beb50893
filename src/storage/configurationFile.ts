import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CleanRoomError } from '../core/errors.ts';
import { editConfiguration, type ConfigurationEdit } from '../core/config/edit.ts';
import { brokenConfiguration, parseConfiguration } from '../core/config/parse.ts';
import type { Configuration } from '../core/config/schema.ts';
import type { ConfigurationStore } from '../core/config/store.ts';
import { t } from '../core/text.ts';
import { Draft } from './draft.ts';

/** How often an edit is made anew because another process wrote the file in between. */
const triesAgainstOthers = 10;

/** What the process's umask leaves of it, as for any new file. */
const newFileMode = 0o666;

/** `collaboration-config.json` on disk. Edits of this process follow one another; those of others are noticed. */
export class ConfigurationFile implements ConfigurationStore {
  readonly file: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.file = file;
  }

  async read(): Promise<Configuration | undefined> {
    const text = await this.#text();
    if (text === undefined) return undefined;
    const parsed = parseConfiguration(text);
    if ('problems' in parsed) throw brokenConfiguration(this.file, parsed.problems);
    return parsed.configuration;
  }

  edit(edits: readonly ConfigurationEdit[]): Promise<void> {
    const turn = this.#last.catch(() => undefined).then(() => this.#edit(edits));
    this.#last = turn;
    return turn;
  }

  async create(text: string): Promise<void> {
    const taken = (): CleanRoomError =>
      new CleanRoomError('configuration_conflict', t('{0} exists already and was left as it is.', this.file), {
        remedy: t('Run again; the existing file will be used.'),
      });
    try {
      const draft = await Draft.begin(`${this.file}.draft`, newFileMode);
      try {
        if ((await this.#text()) !== undefined) throw taken();
        await draft.write(text);
        if (!(await draft.replaces(this.file))) throw taken();
      } finally {
        await draft.end();
      }
    } catch (cause) {
      throw cause instanceof CleanRoomError ? cause : this.#unusable(cause);
    }
  }

  async #edit(edits: readonly ConfigurationEdit[]): Promise<void> {
    for (let attempt = 0; attempt < triesAgainstOthers; attempt += 1) {
      const { before, after } = await this.#edited(edits);
      if (after === before || (await this.#replace(edits))) return;
    }
    throw new CleanRoomError('configuration_conflict', t('{0} is being written by others all the time.', this.file), {
      remedy: t('Run again later.'),
    });
  }

  /** The text as it is and with the edits put in. */
  async #edited(edits: readonly ConfigurationEdit[]): Promise<{ before: string; after: string }> {
    const before = await this.#text();
    if (before === undefined) throw new CleanRoomError('configuration_missing', t('{0} has disappeared.', this.file));
    return { before, after: edits.reduce((text, edit) => editConfiguration(this.file, text, edit), before) };
  }

  /** False where somebody who knows no drafts, an editor for example, wrote the file since it was read. */
  async #replace(edits: readonly ConfigurationEdit[]): Promise<boolean> {
    try {
      // Through a link to what it names, with the same mode: the file lives in git and may be shared.
      const target = await realpath(this.file);
      const mode = (await stat(target)).mode & 0o7777;
      const draft = await Draft.begin(`${target}.draft`, mode);
      try {
        // Read only now: whoever holds the draft is the only one of us who writes.
        const { before, after } = await this.#edited(edits);
        await draft.write(after, mode);
        return (await this.#text()) === before && (await draft.replaces(target));
      } finally {
        await draft.end();
      }
    } catch (cause) {
      throw cause instanceof CleanRoomError ? cause : this.#unusable(cause);
    }
  }

  async #text(): Promise<string | undefined> {
    try {
      const bytes = await readFile(this.file);
      // Another encoding read as UTF-8 would lose letters at the next write; a byte order mark stays.
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (cause) {
      if (errnoOf(cause) === 'ENOENT') return undefined;
      if (errnoOf(cause) === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
        throw new CleanRoomError('configuration_broken', t('{0}:1:1: The file is not UTF-8.', this.file), {
          cause,
          remedy: t('Save the file as UTF-8 and run again; nothing was changed.'),
          details: { file: this.file, line: 1, column: 1 },
        });
      }
      throw this.#unusable(cause);
    }
  }

  #unusable(cause: unknown): CleanRoomError {
    return new CleanRoomError(
      'configuration_broken',
      t('{0} cannot be used: {1}', this.file, cause instanceof Error ? cause.message : String(cause)),
      {
        cause,
        remedy: t('Check the path and its permissions ({0}).', dirname(this.file)),
      },
    );
  }
}

function errnoOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}
