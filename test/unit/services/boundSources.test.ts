import assert from 'node:assert/strict';
import { boundSources } from '../../../src/services/aws/awsRoles.ts';

const one = 'arn:aws:cleanrooms:us-east-1:111122223333:membership/one';
const two = 'arn:aws:cleanrooms:us-east-1:111122223333:membership/two';
const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'cleanrooms.amazonaws.com' } };
const bound = (operator: string, key: string, value: unknown): object => ({ ...allow, Condition: { [operator]: { [key]: value } } });
const policy = (...statements: object[]): string => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));

describe('the memberships to which a role is bound', () => {
  const cases: [string, string, string[] | undefined][] = [
    ...['ArnLike', 'ArnEquals', 'StringLike', 'StringEquals'].map((operator): [string, string, string[]] => [
      `the operator ${operator}`,
      policy(bound(operator, 'aws:SourceArn', one)),
      [one],
    ]),
    ['an operator of several values', policy(bound('ForAnyValue:ArnEquals', 'aws:SourceArn', [one, two])), [one, two]],
    ['an operator for a key that may be absent', policy(bound('ArnLikeIfExists', 'aws:SourceArn', one)), [one]],
    ['a key in other letters', policy(bound('ArnLike', 'AWS:sourceARN', one)), [one]],
    ['two bound statements', policy(bound('ArnLike', 'aws:SourceArn', one), bound('ArnLike', 'aws:SourceArn', [two, one])), [one, two]],
    [
      'another condition beside it',
      policy({ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' }, ArnLike: { 'aws:SourceArn': one } } }),
      [one],
    ],
    [
      'another service without a condition beside it',
      policy({ ...allow, Principal: { Service: 'glue.amazonaws.com' } }, bound('ArnLike', 'aws:SourceArn', one)),
      [one],
    ],
    ['no condition', policy(allow), undefined],
    ['one statement without a condition', policy(allow, bound('ArnLike', 'aws:SourceArn', one)), undefined],
    ['a condition on the account only', policy(bound('StringEquals', 'aws:SourceAccount', '111122223333')), undefined],
    ['a condition that excludes', policy(bound('ArnNotLike', 'aws:SourceArn', one)), undefined],
    ['a value that is no text', policy(bound('ArnLike', 'aws:SourceArn', 5)), undefined],
    ['no statement for the service', policy({ ...allow, Principal: { Service: 'glue.amazonaws.com' } }), undefined],
    [
      'a statement that is not worked out',
      policy(bound('ArnLike', 'aws:SourceArn', one), { Effect: 'Allow', NotAction: 'x', Principal: '*' }),
      undefined,
    ],
    ['something that is no policy', 'nonsense', undefined],
  ];
  for (const [story, document, expected] of cases) {
    it(`are ${expected === undefined ? 'not told' : String(expected.length)} for ${story}`, () => {
      assert.deepEqual(boundSources(document), expected);
    });
  }
});
