import { mkdir, open, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promptLogEntrySchema, type PromptLog, type PromptLogEntry } from '../core/assistant/promptLog.ts';
import { withoutSecrets } from '../core/assistant/secrets.ts';
import { CleanRoomError, stopIfCancelled } from '../core/errors.ts';
import { t } from '../core/text.ts';

const ownerOnly = 0o600;
const ownersFolder = 0o700;
const daysKept = 7;
const dayMs = 86_400_000;
/** Days are those of UTC, so that a journey loses none. */
const fileName = /^(\d{4}-\d{2}-\d{2})\.jsonl$/;

/** What models were given and what they answered in the last seven days: JSON lines, one file a day, for the owner only. */
export class PromptLogFiles implements PromptLog {
  readonly folder: string;
  readonly #isOn: () => boolean;
  readonly #now: () => Date;

  /**
   * @param state the user's state folder
   * @param isOn false where the person has switched the log off: nothing is written then
   */
  constructor(state: string, { isOn = () => true, now = () => new Date() }: { isOn?: () => boolean; now?: () => Date } = {}) {
    this.folder = join(state, 'prompts');
    this.#isOn = isOn;
    this.#now = now;
  }

  /** Today's file, whether it is there or not. */
  get file(): string {
    return join(this.folder, `${this.#today()}.jsonl`);
  }

  async append(entry: PromptLogEntry): Promise<void> {
    if (!this.#isOn()) {
      // What was kept before it was switched off goes after its seven days all the same.
      await this.#attempt(() => this.#deleteOld());
      return;
    }
    // Of each text, not of the line: in JSON a quote has a backslash, which no key has.
    const line = JSON.stringify(entry, (_key, value: unknown) => (typeof value === 'string' ? withoutSecrets(value) : value));
    await this.#attempt(async () => {
      await mkdir(this.folder, { recursive: true, mode: ownersFolder });
      await this.#deleteOld();
      const handle = await open(this.file, 'a', ownerOnly);
      try {
        await handle.chmod(ownerOnly);
        // One write: lines of several windows do not mix.
        await handle.appendFile(`${line}\n`);
      } finally {
        await handle.close();
      }
    });
  }

  /** The files that there are, the oldest first; those of days that are over are deleted first. */
  async files(): Promise<string[]> {
    return this.#attempt(async () => {
      await this.#deleteOld();
      return (await this.#days()).map((day) => join(this.folder, `${day}.jsonl`));
    });
  }

  /** Every entry, the oldest first. `incomplete` where a line is none. */
  async entries(signal?: AbortSignal): Promise<{ entries: PromptLogEntry[]; incomplete: boolean }> {
    const lines = (await this.text(signal)).split('\n').filter((line) => line !== '');
    const entries = lines.flatMap((line) => parsed(line) ?? []);
    return { entries, incomplete: entries.length < lines.length };
  }

  /** All of it as it lies on disk, to be exported. */
  async text(signal?: AbortSignal): Promise<string> {
    const texts: string[] = [];
    for (const file of await this.files()) {
      stopIfCancelled(signal);
      const text = await this.#attempt(() => readFile(file, 'utf8'));
      // A process that was killed may have left its last line cut.
      texts.push(text === '' || text.endsWith('\n') ? text : `${text}\n`);
    }
    return texts.join('');
  }

  /** Deletes every file of the log, and the folder where nothing else is in it. */
  async deleteAll(): Promise<void> {
    await this.#attempt(async () => {
      for (const day of await this.#days()) await rm(join(this.folder, `${day}.jsonl`), { force: true });
      await rmdir(this.folder).catch((thrown: unknown) => {
        if (!isErrno(thrown, 'ENOENT', 'ENOTEMPTY', 'EEXIST')) throw thrown;
      });
    });
  }

  #today(): string {
    return this.#now().toISOString().slice(0, 10);
  }

  async #deleteOld(): Promise<void> {
    const oldest = new Date(this.#now().getTime() - (daysKept - 1) * dayMs).toISOString().slice(0, 10);
    for (const day of await this.#days()) if (day < oldest) await rm(join(this.folder, `${day}.jsonl`), { force: true });
  }

  /** Other files of the folder are nobody's of ours. */
  async #days(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).flatMap((name) => fileName.exec(name)?.[1] ?? []).sort();
    } catch (thrown) {
      if (isErrno(thrown, 'ENOENT')) return [];
      throw thrown;
    }
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof CleanRoomError) throw cause;
      throw new CleanRoomError(
        'configuration_broken',
        t('The log of prompts in {0} cannot be used: {1}', this.folder, cause instanceof Error ? cause.message : String(cause)),
        { cause, remedy: t('Make the folder writable, or switch the log off (cleanRooms.assistant.promptLog).') },
      );
    }
  }
}

function parsed(line: string): PromptLogEntry | undefined {
  try {
    return promptLogEntrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function isErrno(thrown: unknown, ...codes: string[]): boolean {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && codes.includes(thrown.code);
}
