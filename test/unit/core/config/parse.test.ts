import assert from 'node:assert/strict';
import fc from 'fast-check';
import { brokenConfiguration, parseConfiguration } from '../../../../src/core/config/parse.ts';
import { configurationText, id } from '../../builders.ts';

function problem(text: string): string {
  const parsed = parseConfiguration(text);
  assert.ok('problems' in parsed, 'it should be broken');
  const [{ line, column, message }] = parsed.problems;
  return `${line}:${column} ${message}`;
}

describe('reading the configuration', () => {
  for (const [story, text, expected] of [
    ['an empty file', '', '1:1 The file is empty.'],
    ['a file of blanks', ' \n\n', '1:1 The file is empty.'],
    ['a list', '[]', '1:1 The file: must be an object'],
    ['null', 'null', '1:1 The file: must be an object'],
    ['a word', '"x"', '1:1 The file: must be an object'],
    ['a file that ends too early', '{\n  "a": 1,\n  "b": [', '3:9 Not valid JSON: close bracket expected.'],
    ['a comma too many', '{\n  "a": 1,\n}', '3:1 Not valid JSON: property name expected.'],
    ['a comment', '{\n  // hello\n  "a": 1 }', '2:3 Not valid JSON: invalid comment token.'],
    ['two objects one after the other', '{}\n{}', '2:1 Not valid JSON: end of file expected.'],
    ['a wrong type', '{\n  "defaults": {"accept_payment": "yes"}\n}', '2:34 defaults.accept_payment: must be true or false'],
    [
      'an entry without its membership',
      '{"collaborations": [\n  {"name": "a", "status": "active"}\n]}',
      '2:3 collaborations.0.membership_id: is missing',
    ],
    [
      'a name that is no text',
      `{"collaborations": [{"name": 5, "membership_id": "${id('membership', 1)}", "status": "active"}]}`,
      '1:30 collaborations.0.name: must be a text',
    ],
    [
      'a membership id that is none',
      '{"collaborations": [{"name": "a", "membership_id": "m-1", "status": "active"}]}',
      '1:52 collaborations.0.membership_id: must be an id like 27b93e2b-5001-4b20-a47b-6aad96ec8958',
    ],
    ['an account id that is none', '{"trusted_creators": ["123"]}', '1:23 trusted_creators.0: must be a 12-digit AWS account id'],
    [
      'a format that is not offered',
      '{"defaults": {"result_configuration": {"bucket": "b", "result_format": "XML"}}}',
      '1:72 defaults.result_configuration.result_format: must be one of CSV, PARQUET',
    ],
    ['a key that stands twice', '{\n  "defaults": {},\n  "defaults": {}\n}', '3:3 The key "defaults" stands twice.'],
    [
      'a key that stands twice further inside',
      '{"collaborations": [{"name": "a",\n "name": "b"}]}',
      '2:2 The key "collaborations.0.name" stands twice.',
    ],
    ['a file with line ends of Windows', '{\r\n  "a": 1,\r\n  "a": 2\r\n}', '3:3 The key "a" stands twice.'],
    ['a place behind a character of two units', '{"\u{1f600}": 1,  "\u{1f600}": 2}', '1:12 The key "\u{1f600}" stands twice.'],
  ] as const) {
    it(`refuses ${story} and says where`, () => {
      assert.equal(problem(text), expected);
    });
  }

  it('tells every wrong value, not only the first one', () => {
    const parsed = parseConfiguration('{"trusted_creators": ["1", "2", "444455556666"]}');
    assert.ok('problems' in parsed);
    assert.equal(parsed.problems.length, 2);
  });

  it('takes what init-config writes', () => {
    assert.ok('configuration' in parseConfiguration(configurationText()));
  });

  it('takes an empty object, unknown keys, and a byte order mark', () => {
    assert.deepEqual(parseConfiguration('\ufeff{"mine": {"a": [1]}}'), { configuration: { mine: { a: [1] } } });
  });

  it('does not count a byte order mark in a column', () => {
    assert.equal(problem('\ufeff{"a":1,"a":2}'), '1:8 The key "a" stands twice.');
  });

  it('never throws and never answers with defaults, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify({ collaborations: value, defaults: value })),
        ),
        (text) => {
          const parsed = parseConfiguration(text);
          if ('configuration' in parsed) assert.deepEqual(parsed.configuration, JSON.parse(text));
          else assert.ok(parsed.problems.every(({ line, column, offset }) => line >= 1 && column >= 1 && offset <= text.length));
        },
      ),
    );
  });

  it('names the file, line and column of the first problem in the error, and counts the others', () => {
    const parsed = parseConfiguration('{\n "trusted_creators": ["1", "2"]}');
    assert.ok('problems' in parsed);
    const error = brokenConfiguration('/project/collaboration-config.json', parsed.problems);
    assert.equal(error.message, '/project/collaboration-config.json:2:23: trusted_creators.0: must be a 12-digit AWS account id (1 more)');
    assert.deepEqual([error.code, error.details.line, error.details.column], ['configuration_broken', 2, 23]);
  });
});
