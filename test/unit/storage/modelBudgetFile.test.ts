import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { budgetLimits } from '../../../src/core/assistant/modelBudget.ts';
import { ModelBudgetFile } from '../../../src/storage/modelBudgetFile.ts';
import { temporaryFolder } from '../support/environment.ts';
import { rejection } from '../support/jobs.ts';

const noon = new Date('2026-10-02T12:00:00.000Z');

describe('the budget for models on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));
  const window = (): ModelBudgetFile => new ModelBudgetFile(folder, () => noon);

  it('is shared by all windows: of many requests at once no more pass than it allows', async () => {
    const limits = { ...budgetLimits, requestsPerMinute: 5 };
    const ends = await Promise.allSettled(Array.from({ length: 12 }, () => window().spend(10, limits)));
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 5);
  });

  it('says which limit was reached', async () => {
    const error = await rejection(window().spend(budgetLimits.charactersPerMinute + 1, budgetLimits));
    assert.equal(error.code, 'throttled');
  });

  it('takes nothing where it refuses', async () => {
    const limits = { ...budgetLimits, requestsPerMinute: 1 };
    await window().spend(10, limits);
    const before = await readFile(window().file, 'utf8');
    await rejection(window().spend(10, limits));
    assert.equal(await readFile(window().file, 'utf8'), before);
  });

  it('can be read by its owner only, and holds times and numbers only', async () => {
    await window().spend(10, budgetLimits);
    assert.equal((await stat(window().file)).mode & 0o777, 0o600);
    assert.deepEqual(JSON.parse(await readFile(window().file, 'utf8')), { uses: [{ at: noon.toISOString(), characters: 10 }] });
  });

  it('is an error that names the file where somebody has broken it, which is left as it is', async () => {
    const { file } = window();
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '{');
    const error = await rejection(window().spend(10, budgetLimits));
    assert.deepEqual([error.code, error.message.includes(file), await readFile(file, 'utf8')], ['configuration_broken', true, '{']);
  });

  it('is an error where the folder cannot be made', async () => {
    await writeFile(`${folder}/state`, '');
    const error = await rejection(new ModelBudgetFile(`${folder}/state`).spend(10, budgetLimits));
    assert.equal(error.code, 'configuration_broken');
  });
});
