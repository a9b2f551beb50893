import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { emptyApiUserRecord, type ApiUser } from '../../../src/core/apiUserState.ts';
import { ApiUserStateFile } from '../../../src/storage/apiUserStateFile.ts';
import { temporaryFolder } from '../support/environment.ts';
import { rejection } from '../support/jobs.ts';

const user: ApiUser = { origin: 'https://api.habu.com', clientId: 'acme-retail' };
const token = { accessToken: 'TOKEN-1', expiresAt: '2026-01-01T00:00:00.000Z' };

describe('What is on file of an API user', () => {
  let folder: string;
  let state: ApiUserStateFile;
  beforeEach(async () => {
    folder = await temporaryFolder();
    state = new ApiUserStateFile(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is nothing before anything was changed', async () => {
    assert.deepEqual(await state.read(user), emptyApiUserRecord);
  });

  it('is there for another process', async () => {
    await state.change(user, (record) => ({ record: { ...record, token }, value: undefined }));
    assert.deepEqual(await new ApiUserStateFile(folder).read(user), { ...emptyApiUserRecord, token });
  });

  it('can be read by its owner only, and so can its folder', async () => {
    await state.change(user, (record) => ({ record, value: undefined }));
    const file = state.fileOf(user);
    assert.deepEqual([(await stat(file)).mode & 0o777, (await stat(dirname(file))).mode & 0o777], [0o600, 0o700]);
  });

  it('has a name that does not tell the client id', () => {
    assert.ok(!state.fileOf(user).includes(user.clientId));
  });

  it('is another file at another origin: a sandbox never sees the token of the service', async () => {
    await state.change(user, (record) => ({ record: { ...record, token }, value: undefined }));
    assert.deepEqual(await state.read({ ...user, origin: 'http://127.0.0.1:4600' }), emptyApiUserRecord);
  });

  it('loses no change of many at once', async () => {
    const times = Array.from({ length: 30 }, (_, index) => new Date(index * 1000).toISOString());
    await Promise.all(
      times.map((time) =>
        new ApiUserStateFile(folder).change(user, (record) => ({
          record: { ...record, tokenRequests: [...record.tokenRequests, time] },
          value: undefined,
        })),
      ),
    );
    assert.deepEqual((await state.read(user)).tokenRequests.toSorted(), times);
  });

  it('is left as it was by a step that fails', async () => {
    await state.change(user, (record) => ({ record: { ...record, token }, value: undefined }));
    const failed = state.change(user, () => {
      throw new Error('no');
    });
    await assert.rejects(failed);
    assert.deepEqual(await state.read(user), { ...emptyApiUserRecord, token });
  });

  it('is an error that names the file and not what is in it, where somebody has broken it', async () => {
    const file = state.fileOf(user);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '{"token":{"accessToken":"TOKEN-1"');
    const error = await rejection(state.read(user));
    assert.deepEqual([error.code, error.sentence.includes(file), error.sentence.includes('TOKEN-1')], ['connection_unusable', true, false]);
    assert.equal(await readFile(file, 'utf8'), '{"token":{"accessToken":"TOKEN-1"');
  });

  it('is an error where the folder cannot be made', async () => {
    await writeFile(join(folder, 'api-users'), '');
    const error = await rejection(state.change(user, (record) => ({ record, value: undefined })));
    assert.deepEqual([error.code, error.sentence.includes('api-users')], ['connection_unusable', true]);
  });
});
