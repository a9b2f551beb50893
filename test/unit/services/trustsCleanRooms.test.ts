import assert from 'node:assert/strict';
import { trustsCleanRooms } from '../../../src/services/aws/awsRoles.ts';

const service = 'cleanrooms.amazonaws.com';
const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } };
const policy = (...statements: object[]): string => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));

describe('whether a role trusts AWS Clean Rooms', () => {
  for (const [story, document, expected] of [
    ['the usual statement', policy(allow), true],
    ['a statement that is no list', encodeURIComponent(JSON.stringify({ Statement: allow })), true],
    ['a document that is not encoded', JSON.stringify({ Statement: [allow] }), true],
    ['a list of services', policy({ ...allow, Principal: { Service: ['glue.amazonaws.com', service] } }), true],
    ['a list of actions', policy({ ...allow, Action: ['sts:TagSession', 'sts:AssumeRole'] }), true],
    ['every action of STS', policy({ ...allow, Action: 'sts:*' }), true],
    ['a wildcard inside the action', policy({ ...allow, Action: 'sts:Assume*' }), true],
    ['an action in other letters', policy({ ...allow, Action: 'STS:assumerole' }), true],
    ['everybody', policy({ ...allow, Principal: '*' }), true],
    ['one statement of several', policy({ ...allow, Principal: { AWS: 'arn:aws:iam::1:root' } }, allow), true],
    ['a condition, which cannot be checked from here', policy({ ...allow, Condition: { ArnLike: { 'aws:SourceArn': 'x' } } }), true],
    ['another service', policy({ ...allow, Principal: { Service: 'glue.amazonaws.com' } }), false],
    ['an account', policy({ ...allow, Principal: { AWS: '111122223333' } }), false],
    ['another action', policy({ ...allow, Action: 'sts:TagSession' }), false],
    ['only a refusal', policy({ ...allow, Effect: 'Deny' }), false],
    ['a permission and a refusal: the refusal wins', policy(allow, { ...allow, Effect: 'Deny' }), false],
    [
      'a refusal of another service beside the permission',
      policy(allow, { ...allow, Effect: 'Deny', Principal: { Service: 'glue.amazonaws.com' } }),
      true,
    ],
    [
      'a refusal under a condition, which may not hold',
      policy(allow, { ...allow, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      true,
    ],
    [
      'NotAction, which this program does not work out',
      policy({ Effect: 'Allow', NotAction: 'iam:*', Principal: { Service: service } }),
      undefined,
    ],
    [
      'NotPrincipal, which this program does not work out',
      policy({ Effect: 'Allow', Action: 'sts:AssumeRole', NotPrincipal: { AWS: '1' } }),
      undefined,
    ],
    ['something that is no JSON', 'nonsense', undefined],
    ['something that is no policy', '[]', undefined],
    ['a broken encoding', '%E0%A4%A', undefined],
    ['no statement', policy(), false],
  ] as const) {
    it(`answers ${String(expected)} for ${story}`, () => {
      assert.equal(trustsCleanRooms(document), expected);
    });
  }
});
