import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  apiUserRecordSchema,
  emptyApiUserRecord,
  type ApiUser,
  type ApiUserRecord,
  type ApiUserState,
  type ApiUserStep,
} from '../core/apiUserState.ts';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';
import { Draft } from './draft.ts';

const ownerOnly = 0o600;
const ownersFolder = 0o700;
/** How often a change is made anew because another process took our draft for abandoned. */
const triesAgainstOthers = 10;

/** What is known of each API user: one file in the user's state folder, readable by the owner only, for all processes. */
export class ApiUserStateFile implements ApiUserState {
  readonly #folder: string;

  /** `folder` is the user's state folder. */
  constructor(folder: string) {
    this.#folder = join(folder, 'api-users');
  }

  /** The name tells nothing: a client id in it would show in listings of the folder. */
  fileOf({ origin, clientId }: ApiUser): string {
    const digest = createHash('sha256')
      .update(JSON.stringify([origin, clientId]))
      .digest('hex');
    return join(this.#folder, `${digest.slice(0, 32)}.json`);
  }

  async read(user: ApiUser): Promise<ApiUserRecord> {
    const file = this.fileOf(user);
    try {
      return this.#parse(file, await readFile(file, 'utf8'));
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return emptyApiUserRecord;
      throw unusable(file, cause);
    }
  }

  async change<T>(user: ApiUser, step: (record: ApiUserRecord) => ApiUserStep<T>): Promise<T> {
    const file = this.fileOf(user);
    try {
      await mkdir(this.#folder, { recursive: true, mode: ownersFolder });
      for (let attempt = 0; attempt < triesAgainstOthers; attempt += 1) {
        const draft = await Draft.begin(`${file}.draft`, ownerOnly);
        try {
          const { record, value } = step(await this.read(user));
          await draft.write(`${JSON.stringify(record)}\n`, ownerOnly);
          if (await draft.replaces(file)) return value;
        } finally {
          await draft.end();
        }
      }
    } catch (cause) {
      throw unusable(file, cause);
    }
    throw new CleanRoomError('configuration_conflict', t('{0} is being written by others all the time.', file), {
      remedy: t('Run again later.'),
    });
  }

  #parse(file: string, text: string): ApiUserRecord {
    const parsed = apiUserRecordSchema.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    // Not the cause: it may quote the token.
    throw new CleanRoomError('connection_unusable', t('{0} does not hold what it should.', file), {
      remedy: t('Delete it and run again; a new token is asked for then, of which a day allows two.'),
      details: { file },
    });
  }
}

/** Undefined where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unusable(file: string, cause: unknown): CleanRoomError {
  if (cause instanceof CleanRoomError) return cause;
  return new CleanRoomError(
    'connection_unusable',
    t('{0} cannot be used: {1}', file, cause instanceof Error ? cause.message : String(cause)),
    {
      cause,
      remedy: t('Make the folder writable; without it a token cannot be shared between windows.'),
      details: { file },
    },
  );
}
