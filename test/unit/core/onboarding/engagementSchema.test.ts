import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { makeEngagementJsonSchema } from '../../../../scripts/generate/productJsonSchemas.ts';
import { engagementOf } from './engagementBuilder.ts';

describe('the committed JSON schema of onboarding files', () => {
  it('is what the zod schema gives now (npm run generate writes it)', async () => {
    const committed: unknown = JSON.parse(await readFile(new URL('../../../../schemas/engagement.schema.json', import.meta.url), 'utf8'));
    assert.deepEqual(committed, JSON.parse(JSON.stringify(makeEngagementJsonSchema())));
  });

  it('accepts a file as the product writes it, and refuses a wrong one', () => {
    const validate = new Ajv({ strict: false }).compile(makeEngagementJsonSchema());
    assert.equal(validate({ ...engagementOf(), ticket: 'ABC-1' }), true, JSON.stringify(validate.errors));
    assert.equal(validate({ ...engagementOf(), follow_up_days: [0] }), false);
  });
});
