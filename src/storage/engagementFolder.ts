import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asCleanRoomError, CleanRoomError } from '../core/errors.ts';
import { engagementIdPattern, type Engagement } from '../core/onboarding/engagement.ts';
import type { EngagementProblem, EngagementStore } from '../core/onboarding/engagementStore.ts';
import { parseEngagement, printEngagement } from '../core/onboarding/engagementText.ts';
import { t } from '../core/text.ts';
import { Draft } from './draft.ts';

/** How often a change is made anew because somebody else wrote the file in between. */
const triesAgainstOthers = 10;
/** What the process's umask leaves of it, as for any new file. */
const newFileMode = 0o666;
const ending = '.json';

export interface EngagementFolderOptions {
  /** What people call the folder; its path where left out. */
  shownAs?: string;
  /** Called before a file is written: raises where it must not be, as where an editor has changes that are not saved. */
  beforeWrite?: (file: string) => void;
}

/**
 * The onboarding files on disk, one for each engagement. Whoever changes one holds its draft, so that neither windows nor
 * processes lose each other's work; what an editor or git writes in between is noticed.
 */
export class EngagementFolder implements EngagementStore {
  readonly folder: string;
  readonly #path: string;
  readonly #beforeWrite: (file: string) => void;

  /** @param path where the files lie; the folder is made with the first one */
  constructor(path: string, { shownAs = path, beforeWrite = () => undefined }: EngagementFolderOptions = {}) {
    this.#path = path;
    this.folder = shownAs;
    this.#beforeWrite = beforeWrite;
  }

  async list(): Promise<{ engagements: Engagement[]; problems: EngagementProblem[] }> {
    const engagements: Engagement[] = [];
    const problems: EngagementProblem[] = [];
    const read = await Promise.all((await this.#names()).map((name) => this.#readOne(name)));
    for (const each of read) {
      if (each === undefined) continue;
      if ('problem' in each) problems.push(each.problem);
      else engagements.push(each.engagement);
    }
    return { engagements, problems };
  }

  async read(id: string): Promise<Engagement> {
    const text = engagementIdPattern.test(id) ? await this.#text(id) : undefined;
    if (text === undefined) throw this.#gone(id);
    return parseEngagement(this.#shown(id), id, text);
  }

  async create(engagement: Engagement): Promise<void> {
    const { id } = engagement;
    const taken = (): CleanRoomError =>
      new CleanRoomError('configuration_conflict', t('{0} exists already and was left as it is.', this.#shown(id)), {
        remedy: t('Run again; the existing file will be used.'),
      });
    await this.#attempt(id, async () => {
      await mkdir(this.#path, { recursive: true });
      const draft = await Draft.begin(this.#draft(id), newFileMode);
      try {
        if ((await this.#text(id)) !== undefined) throw taken();
        await draft.write(printEngagement(engagement));
        if (!(await draft.replaces(this.#file(id)))) throw taken();
      } finally {
        await draft.end();
      }
    });
  }

  async change(id: string, change: (engagement: Engagement) => Engagement): Promise<Engagement> {
    // An id that is none may lead out of the folder.
    if (!engagementIdPattern.test(id)) throw this.#gone(id);
    this.#beforeWrite(this.#file(id));
    return this.#attempt(id, async () => {
      for (let attempt = 0; attempt < triesAgainstOthers; attempt += 1) {
        const changed = await this.#changeOnce(id, change);
        if (changed !== undefined) return changed;
      }
      throw new CleanRoomError('configuration_conflict', t('{0} is being written by others all the time.', this.#shown(id)), {
        remedy: t('Run again later.'),
      });
    });
  }

  /** Undefined where somebody who knows no drafts, an editor for example, wrote the file since it was read. */
  async #changeOnce(id: string, change: (engagement: Engagement) => Engagement): Promise<Engagement | undefined> {
    const file = this.#file(id);
    const mode = await stat(file).then(
      (there) => there.mode & 0o7777,
      (thrown: unknown) => {
        if (errnoOf(thrown) === 'ENOENT') throw this.#gone(id);
        throw thrown;
      },
    );
    const draft = await Draft.begin(this.#draft(id), mode);
    try {
      // Read only now: whoever holds the draft is the only one of us who writes.
      const before = await this.#text(id);
      if (before === undefined) throw this.#gone(id);
      const after = change(parseEngagement(this.#shown(id), id, before));
      const text = printEngagement(after);
      if (text === before) return after;
      await draft.write(text, mode);
      return (await this.#text(id)) === before && (await draft.replaces(file)) ? after : undefined;
    } finally {
      await draft.end();
    }
  }

  /** Ids, in order; none where there is no folder. Drafts and other files count for nothing. */
  async #names(): Promise<string[]> {
    try {
      const entries = await readdir(this.#path, { withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory() && entry.name.endsWith(ending) && !entry.name.startsWith('.'))
        .map(({ name }) => name.slice(0, -ending.length))
        .sort((a, b) => (a < b ? -1 : 1));
    } catch (cause) {
      if (errnoOf(cause) === 'ENOENT') return [];
      throw this.#unusable(this.folder, cause);
    }
  }

  /** Undefined where the file has gone since it was listed. */
  async #readOne(id: string): Promise<{ engagement: Engagement } | { problem: EngagementProblem } | undefined> {
    try {
      const text = await this.#text(id);
      return text === undefined ? undefined : { engagement: parseEngagement(this.#shown(id), id, text) };
    } catch (thrown) {
      const { message, details } = asCleanRoomError(thrown);
      return { problem: { file: this.#shown(id), message, line: details.line, column: details.column } };
    }
  }

  async #text(id: string): Promise<string | undefined> {
    try {
      return await readFile(this.#file(id), 'utf8');
    } catch (cause) {
      if (errnoOf(cause) === 'ENOENT') return undefined;
      throw this.#unusable(this.#shown(id), cause);
    }
  }

  /** Does something with a file; what the file system says becomes a sentence that names it. */
  async #attempt<T>(id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw cause instanceof CleanRoomError ? cause : this.#unusable(this.#shown(id), cause);
    }
  }

  #file(id: string): string {
    return join(this.#path, `${id}${ending}`);
  }

  #draft(id: string): string {
    return `${this.#file(id)}.draft`;
  }

  #shown(id: string): string {
    return `${this.folder}/${id}${ending}`;
  }

  #gone(id: string): CleanRoomError {
    return new CleanRoomError('not_found', t('There is no onboarding file {0}.', this.#shown(id)), {
      remedy: t('Look into the folder {0}; it may have been renamed.', this.folder),
    });
  }

  #unusable(what: string, cause: unknown): CleanRoomError {
    return new CleanRoomError(
      'configuration_broken',
      t('{0} cannot be used: {1}', what, cause instanceof Error ? cause.message : String(cause)),
      {
        cause,
        remedy: t('Check the path and its permissions.'),
      },
    );
  }
}

function errnoOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}
