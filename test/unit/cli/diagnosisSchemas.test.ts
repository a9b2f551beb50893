import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { makeDiagnosisJsonSchemas } from '../../../scripts/generate/diagnosisJsonSchemas.ts';

describe('the committed JSON schemas of a diagnosis', () => {
  for (const [path, schema] of makeDiagnosisJsonSchemas())
    it(`${path} is what the zod schema gives now (npm run generate writes it)`, async () => {
      assert.deepEqual(
        JSON.parse(await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')),
        JSON.parse(JSON.stringify(schema)),
      );
    });
});
