import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CleanRoomError } from '../core/errors.ts';
import { editPartnerSettings, parsePartnerSettings } from '../core/partners/editPartnerSettings.ts';
import type { PartnerSettings, PartnerSettingsEdit, PartnerSettingsStore } from '../core/partners/partnerSettings.ts';
import { t } from '../core/text.ts';
import { Draft } from './draft.ts';

/** `clean-rooms/partners.json` on disk. Processes edit it one after another, so that none loses what another kept. */
export class PartnerSettingsFile implements PartnerSettingsStore {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  async read(): Promise<PartnerSettings | undefined> {
    const text = await this.#text();
    return text === undefined ? undefined : parsePartnerSettings(this.file, text);
  }

  async edit(edits: readonly PartnerSettingsEdit[]): Promise<void> {
    try {
      await mkdir(dirname(this.file), { recursive: true });
      const mode = await stat(this.file).then(
        (there) => there.mode & 0o7777,
        () => undefined,
      );
      const draft = await Draft.begin(`${this.file}.draft`, mode ?? 0o666);
      try {
        // Read only now: whoever holds the draft is the only one of us who writes.
        const before = await this.#text();
        const after = editPartnerSettings(this.file, before, edits);
        if (after === before) return;
        await draft.write(after, mode);
        if (!(await draft.replaces(this.file)))
          throw new CleanRoomError('configuration_conflict', t('{0} is being written by others all the time.', this.file), {
            remedy: t('Run again later.'),
          });
      } finally {
        await draft.end();
      }
    } catch (cause) {
      throw cause instanceof CleanRoomError ? cause : this.#unusable(cause);
    }
  }

  async #text(): Promise<string | undefined> {
    try {
      return await readFile(this.file, 'utf8');
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
      throw this.#unusable(cause);
    }
  }

  #unusable(cause: unknown): CleanRoomError {
    return new CleanRoomError(
      'configuration_broken',
      t('{0} cannot be used: {1}', this.file, cause instanceof Error ? cause.message : String(cause)),
      { cause, remedy: t('Check the path and its permissions ({0}).', dirname(this.file)) },
    );
  }
}
