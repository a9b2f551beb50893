import assert from 'node:assert/strict';
import fc from 'fast-check';
import { models } from '../../../src/sandbox/aws/model.ts';
import { patternOf } from '../../../src/sandbox/aws/pattern.ts';

const patterns = [
  ...new Set(
    Object.values(models)
      .flatMap((service) => Object.values(service.shapes))
      .flatMap((shape) => shape.pattern ?? []),
  ),
];

describe('Patterns of the service models', () => {
  it('mean what they say, rewritten or not', () => {
    for (const source of patterns) {
      const plain = new RegExp(`^(?:${source})$`, 'u');
      fc.assert(
        fc.property(
          fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'B', '1', '_', '-', ' ', '.', '/', ':', '!', '\n', '\u{1F600}') }),
          (text) => patternOf(source).test(text) === plain.test(text),
        ),
        { numRuns: 40 },
      );
    }
  });

  it('refuse long texts at once', () => {
    for (const source of patterns) {
      const begun = performance.now();
      patternOf(source).test(`${'a'.repeat(255)}!`);
      assert.ok(performance.now() - begun < 100, source);
    }
  });
});
