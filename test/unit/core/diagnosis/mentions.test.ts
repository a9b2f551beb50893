import assert from 'node:assert/strict';
import { mentions } from '../../../../src/core/diagnosis/mentions.ts';

describe('a sentence', () => {
  const cases: [words: string, operation: string, expected: boolean][] = [
    ['ListMembers is not permitted.', 'ListMembers', true],
    ['cleanrooms:ListMembers is not permitted.', 'ListMembers', true],
    ['ListMemberships is not permitted.', 'ListMembers', false],
    ['BatchGetSchemaAnalysisRule failed.', 'BatchGetSchema', false],
    ['It stands in collaboration-config.json.', 'collaboration-config.json', true],
  ];
  for (const [words, operation, expected] of cases)
    it(`"${words}" ${expected ? 'names' : 'does not name'} ${operation}`, () => {
      assert.equal(mentions(words, operation), expected);
    });
});
