import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';

/** A living process holds a draft for milliseconds: one this old was left by a process that was killed. */
const abandonedAfterMs = 5000;
const patienceMs = 30_000;

/**
 * The next text of a file, beside it under a name that all processes share. It is the lock as well: only one process can
 * begin it, and it is gone when it takes the file's place.
 */
export class Draft {
  readonly #path: string;
  readonly #handle: FileHandle;
  #placed = false;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** Waits for its turn. Raises `configuration_conflict` after half a minute, and what the file system says. */
  static async begin(path: string, mode: number): Promise<Draft> {
    const started = performance.now();
    while (performance.now() - started < patienceMs) {
      const handle = await open(path, 'wx', mode).catch((thrown: unknown) => {
        if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return undefined;
        throw thrown;
      });
      if (handle !== undefined) return new Draft(path, handle);
      const other = await stat(path).catch(() => undefined);
      if (other !== undefined && Date.now() - other.mtimeMs > abandonedAfterMs) await rm(path, { force: true });
      await sleep(10 + Math.random() * 20);
    }
    throw new CleanRoomError('configuration_conflict', t('{0} has been held by another process for too long.', path), {
      remedy: t('Run again later, or delete that file if nothing else is running.'),
    });
  }

  /** With a mode, exactly that one: at the opening the process's umask has taken bits away. */
  async write(text: string, mode?: number): Promise<void> {
    await this.#handle.writeFile(text);
    if (mode !== undefined) await this.#handle.chmod(mode);
    await this.#handle.sync();
  }

  /** Puts the draft in the file's place, at once and whole; false where another process took it for abandoned. */
  async replaces(file: string): Promise<boolean> {
    if (!(await this.#isOurs())) return false;
    await rename(this.#path, file);
    this.#placed = true;
    return true;
  }

  /** Always to be called: lets the next one begin. */
  async end(): Promise<void> {
    if (!this.#placed && (await this.#isOurs())) await rm(this.#path, { force: true });
    await this.#handle.close();
  }

  async #isOurs(): Promise<boolean> {
    const [held, there] = await Promise.all([this.#handle.stat(), stat(this.#path).catch(() => undefined)]);
    return held.ino === there?.ino;
  }
}
