import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CleanRoomError } from '../core/errors.ts';
import { editConfiguration, type ConfigurationEdit } from '../core/config/edit.ts';
import { brokenConfiguration, parseConfiguration } from '../core/config/parse.ts';
import type { Configuration } from '../core/config/schema.ts';
import type { ConfigurationStore } from '../core/config/store.ts';
import { t } from '../core/text.ts';

/** How often an edit is made anew because another process wrote the file in between. */
const triesAgainstOthers = 10;

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
    try {
      // 'wx' fails where the file exists: a file is never replaced by a new one.
      const handle = await open(this.file, 'wx');
      await handle.writeFile(text).finally(() => handle.close());
    } catch (cause) {
      if (errnoOf(cause) === 'EEXIST') {
        throw new CleanRoomError('configuration_conflict', t('{0} exists already and was left as it is.', this.file), { cause, remedy: t('Run again; the existing file will be used.') });
      }
      throw this.#unusable(cause);
    }
  }

  async #edit(edits: readonly ConfigurationEdit[]): Promise<void> {
    for (let attempt = 0; attempt < triesAgainstOthers; attempt += 1) {
      const before = await this.#text();
      if (before === undefined) throw new CleanRoomError('configuration_missing', t('{0} has disappeared.', this.file));
      const after = edits.reduce((text, edit) => editConfiguration(this.file, text, edit), before);
      if (after === before || await this.#replace(before, after)) return;
    }
    throw new CleanRoomError('configuration_conflict', t('{0} is being written by others all the time.', this.file), { remedy: t('Run again later.') });
  }

  /** False where somebody else wrote the file since it was read. */
  async #replace(before: string, after: string): Promise<boolean> {
    try {
      // Through a link to what it names, with the same mode: the file lives in git and may be shared.
      const target = await realpath(this.file);
      const draft = `${target}.${randomUUID()}.tmp`;
      try {
        // The mode once more after the opening: there the process's umask takes bits away.
        const mode = (await stat(target)).mode & 0o7777;
        const handle = await open(draft, 'wx', mode);
        await handle.writeFile(after).then(() => handle.chmod(mode)).then(() => handle.sync()).finally(() => handle.close());
        if (await this.#text() !== before) return false;
        await rename(draft, target);
        return true;
      } finally {
        await rm(draft, { force: true });
      }
    } catch (cause) {
      throw this.#unusable(cause);
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
        throw new CleanRoomError('configuration_broken', t('{0}:1:1: The file is not UTF-8.', this.file), { cause, remedy: t('Save the file as UTF-8 and run again; nothing was changed.'), details: { file: this.file, line: 1, column: 1 } });
      }
      throw this.#unusable(cause);
    }
  }

  #unusable(cause: unknown): CleanRoomError {
    return new CleanRoomError('configuration_broken', t('{0} cannot be used: {1}', this.file, cause instanceof Error ? cause.message : String(cause)), {
      cause, remedy: t('Check the path and its permissions ({0}).', dirname(this.file)),
    });
  }
}

function errnoOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}
