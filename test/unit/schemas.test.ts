import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import {
  makeConfigurationJsonSchema,
  makeEngagementJsonSchema,
  makePartnerSettingsJsonSchema,
  makeReportJsonSchema,
} from '../../scripts/generate/productJsonSchemas.ts';
import { errorReport } from '../../src/cli/completeReport.ts';
import { configurationText } from './builders.ts';

const committed = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));

describe('the committed JSON schemas', () => {
  it('are what the zod schemas give now (npm run generate writes them)', async () => {
    assert.deepEqual(
      [await committed('collaboration-config'), await committed('report'), await committed('engagement'), await committed('partners')],
      JSON.parse(
        JSON.stringify([
          makeConfigurationJsonSchema(),
          makeReportJsonSchema(),
          makeEngagementJsonSchema(),
          makePartnerSettingsJsonSchema(),
        ]),
      ),
    );
  });

  it('accept a configuration as the product writes it, and refuse a wrong one', () => {
    const validate = new Ajv({ strict: false }).compile(makeConfigurationJsonSchema());
    assert.equal(validate(JSON.parse(configurationText({ unknown: 1 }))), true, JSON.stringify(validate.errors));
    assert.equal(validate({ defaults: { table_prefix: 7 } }), false);
  });

  it('accept what --json prints for an error', () => {
    const validate = new Ajv({ strict: false }).compile(makeReportJsonSchema());
    const report: unknown = JSON.parse(JSON.stringify(errorReport('list', false, 1, { code: 'not_found', message: 'No.' }, undefined, {})));
    assert.equal(validate(report), true, JSON.stringify(validate.errors));
  });
});
