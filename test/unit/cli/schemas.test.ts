import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import {
  makeAccountsReportJsonSchema,
  makeReportJsonSchema,
  makeReportsJsonSchema,
  makeWatchRoundJsonSchema,
} from '../../../scripts/generate/productJsonSchemas.ts';
import { makePartnerJsonSchemas } from '../../../scripts/generate/partnerJsonSchemas.ts';
import { errorReport } from '../../../src/cli/completeReport.ts';

const committed = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));

describe('the committed JSON schemas of the program', () => {
  for (const [name, make] of [
    ['reports', makeReportsJsonSchema],
    ['watch-round', makeWatchRoundJsonSchema],
    ['accounts-report', makeAccountsReportJsonSchema],
  ] as const) {
    it(`${name} is what the zod schema gives now (npm run generate writes it)`, async () => {
      assert.deepEqual(await committed(name), JSON.parse(JSON.stringify(make())));
    });
  }

  it('of commands about partners are what the zod schemas give now', async () => {
    for (const [path, schema] of makePartnerJsonSchemas())
      assert.deepEqual(
        JSON.parse(await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')),
        JSON.parse(JSON.stringify(schema)),
        path,
      );
  });

  it('know alerts, the name of a run and the round', () => {
    const ajv = new Ajv({ strict: false });
    const report = {
      ...errorReport('verify', false, 1, { code: 'no_answer', message: 'No.' }, undefined, {}),
      alerts: [{ kind: 'failure', key: 'x', connection: 'prod', account_id: null, sentence: 'No.' }],
    };
    const run = { ...report, name: 'prod', profile: 'prod', region: 'us-east-1' };
    for (const [schema, value] of [
      [makeReportJsonSchema(), report],
      [makeReportsJsonSchema(), { ok: false, command: 'verify', dry_run: false, elapsed_ms: 1, runs: [run] }],
      [
        makeWatchRoundJsonSchema(),
        {
          round: 1,
          at: '2026-10-02T03:00:00.000Z',
          ok: false,
          changes: [{ connection: 'prod', kind: 'table_ready', sentence: 'x' }],
          runs: [run],
        },
      ],
    ] as const) {
      const validate = ajv.compile(schema);
      assert.equal(validate(JSON.parse(JSON.stringify(value))), true, JSON.stringify(validate.errors));
    }
  });
});
