import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { modelUseSchema, noModelUse, spend, type BudgetLimits, type ModelBudget, type ModelUse } from '../core/assistant/modelBudget.ts';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';
import { Draft } from './draft.ts';

const ownerOnly = 0o600;
const ownersFolder = 0o700;
/** How often a request is counted anew because another process took our draft for abandoned. */
const triesAgainstOthers = 10;

/** What all windows have asked models, in one file of the user's state folder: the budget is the person's, not a window's. */
export class ModelBudgetFile implements ModelBudget {
  readonly file: string;
  readonly #now: () => Date;

  /** @param folder the user's state folder */
  constructor(folder: string, now: () => Date = () => new Date()) {
    this.file = join(folder, 'model-budget.json');
    this.#now = now;
  }

  async spend(characters: number, limits: BudgetLimits): Promise<void> {
    try {
      await mkdir(dirname(this.file), { recursive: true, mode: ownersFolder });
      for (let attempt = 0; attempt < triesAgainstOthers; attempt += 1) {
        if (await this.#spendOnce(characters, limits)) return;
      }
    } catch (cause) {
      throw cause instanceof CleanRoomError ? cause : this.#unusable(cause instanceof Error ? cause.message : String(cause), cause);
    }
    throw new CleanRoomError('configuration_conflict', t('{0} is being written by others all the time.', this.file), {
      remedy: t('Ask again later.'),
    });
  }

  /** False where another process wrote in between. */
  async #spendOnce(characters: number, limits: BudgetLimits): Promise<boolean> {
    const draft = await Draft.begin(`${this.file}.draft`, ownerOnly);
    try {
      // Read only now: whoever holds the draft is the only one who writes.
      const after = spend(await this.#read(), characters, limits, this.#now());
      await draft.write(`${JSON.stringify(after)}\n`, ownerOnly);
      return await draft.replaces(this.file);
    } finally {
      await draft.end();
    }
  }

  async #read(): Promise<ModelUse> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return noModelUse;
      throw cause;
    }
    const parsed = modelUseSchema.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    throw this.#unusable(t('it does not hold what it should'), undefined);
  }

  #unusable(why: string, cause: unknown): CleanRoomError {
    return new CleanRoomError('configuration_broken', t('{0} cannot be used: {1}', this.file, why), {
      cause,
      remedy: t('Make the folder writable, or delete the file; until then no model is asked.'),
      details: { file: this.file },
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
