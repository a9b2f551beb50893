import assert from 'node:assert/strict';
import { translateAwsError, type CallSite } from '../../../src/services/aws/awsErrors.ts';
import { CleanRoomError } from '../../../src/core/errors.ts';

const site: CallSite = {
  operation: 'CreateMembership',
  accountId: '111122223333',
  profile: 'prod',
  region: 'us-east-1',
  endpoint: undefined,
};
const thrown = (name: string, message: string, members: object = {}): Error => Object.assign(new Error(message), { name, ...members });

describe('errors of AWS', () => {
  for (const [name, members, code] of [
    ['ThrottlingException', { $metadata: { httpStatusCode: 400 } }, 'throttled'],
    ['ThrottlingException', { $metadata: { httpStatusCode: 429 } }, 'throttled'],
    ['Throttling', {}, 'throttled'],
    ['TooManyRequestsException', {}, 'throttled'],
    ['ServiceQuotaExceededException', {}, 'quota_reached'],
    ['ExceedsLimitException', {}, 'quota_reached'],
    ['ConflictException', { reason: 'ALREADY_EXISTS' }, 'already_exists'],
    ['ConflictException', { reason: 'INVALID_STATE' }, 'invalid_state'],
    ['ConflictException', { reason: 'SUBRESOURCES_EXIST' }, 'invalid_state'],
    ['ConflictException', {}, 'invalid_state'],
    ['ValidationException', { reason: 'IAM_SYNCHRONIZATION_DELAY' }, 'role_not_ready'],
    ['ValidationException', { reason: 'FIELD_VALIDATION_FAILED' }, 'refused'],
    ['ValidationException', {}, 'refused'],
    ['AccessDeniedException', {}, 'not_permitted'],
    ['AccessDenied', {}, 'not_permitted'],
    ['ResourceNotFoundException', {}, 'not_found'],
    ['NoSuchEntityException', {}, 'not_found'],
    ['ExpiredTokenException', {}, 'connection_unusable'],
    ['UnrecognizedClientException', {}, 'connection_unusable'],
    ['CredentialsProviderError', {}, 'connection_unusable'],
    ['TokenProviderError', {}, 'connection_unusable'],
    ['TimeoutError', {}, 'no_answer'],
    ['Error', { code: 'ECONNREFUSED' }, 'no_answer'],
    ['Error', { code: 'ECONNRESET' }, 'no_answer'],
    ['Error', { code: 'ENOTFOUND' }, 'no_answer'],
    ['AbortError', {}, 'cancelled'],
    ['InternalServerException', { $metadata: { httpStatusCode: 500 } }, 'service_fault'],
    ['Unheard', { $metadata: { httpStatusCode: 403 } }, 'not_permitted'],
    ['SyntaxError', {}, 'unexpected_answer'],
  ] as const) {
    it(`${name} ${JSON.stringify(members)} is ${code}`, () => {
      assert.equal(translateAwsError(thrown(name, 'Words.', members), site).code, code);
    });
  }

  it("keep the request id, the quota's name and its number", () => {
    const { details } = translateAwsError(
      thrown('ServiceQuotaExceededException', 'Full.', { quotaName: 'Associations', quotaValue: 25, $metadata: { requestId: 'r-1' } }),
      site,
    );
    assert.deepEqual(details, { operation: 'CreateMembership', requestId: 'r-1', quotaName: 'Associations', quotaValue: 25 });
  });

  for (const [story, operation, message, action] of [
    [
      'the service names it',
      'ListMemberships',
      'User: arn:aws:iam::1:user/a is not authorized to perform: cleanrooms:ListMemberships on resource: * because no identity-based policy allows it',
      'cleanrooms:ListMemberships',
    ],
    [
      'it is another than was asked for',
      'CreateConfiguredTableAssociation',
      'User: a is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/r',
      'iam:PassRole',
    ],
    ['the service does not name it', 'ListMemberships', 'No.', 'cleanrooms:ListMemberships'],
    ['another service does not name it', 'ListIdMappingJobs', 'No.', 'entityresolution:ListIdMappingJobs'],
    ['AWS Glue speaks of Lake Formation', 'GetTable', 'Insufficient Lake Formation permission(s): Required Describe on t', 'glue:GetTable'],
    ['the quotas may not be read', 'ListServiceQuotas', 'No.', 'servicequotas:ListServiceQuotas'],
    ['IAM refuses', 'SimulatePrincipalPolicy', 'No.', 'iam:SimulatePrincipalPolicy'],
  ] as const) {
    it(`name the missing action where ${story}`, () => {
      const error = translateAwsError(thrown('AccessDeniedException', message), { ...site, operation });
      assert.deepEqual([error.code, error.details.missingAction], ['not_permitted', action]);
    });
  }

  for (const [name, message, reason] of [
    ['CredentialsProviderError', 'Could not load credentials from any providers', 'missing'],
    ['MissingAuthenticationToken', 'Request is missing Authentication Token', 'missing'],
    ['MissingAuthenticationTokenException', 'Request is missing Authentication Token', 'missing'],
    ['ExpiredToken', 'The security token included in the request is expired', 'expired'],
    ['ExpiredTokenException', 'The security token included in the request is expired', 'expired'],
    ['TokenProviderError', 'Token is expired', 'expired'],
    ['CredentialsProviderError', 'The SSO session associated with this profile is invalid.', 'expired'],
    ['UnauthorizedException', 'Session token not found or invalid', 'expired'],
    ['InvalidClientTokenId', 'The security token included in the request is invalid.', 'refused'],
    ['UnrecognizedClientException', 'The security token included in the request is invalid.', 'refused'],
    ['SignatureDoesNotMatch', 'Signature expired: 20260101T000000Z is now earlier than 20260101T010000Z', 'refused'],
  ] as const) {
    it(`tell credentials that are ${reason} by ${name}: ${message}`, () => {
      const error = translateAwsError(thrown(name, message), site);
      assert.deepEqual([error.code, error.details.reason], ['connection_unusable', reason]);
    });
  }

  it('name neither an action nor a reason where it is about something else', () => {
    assert.deepEqual(translateAwsError(thrown('ValidationException', 'No.'), site).details, { operation: 'CreateMembership' });
  });

  it('name the fields that were wrong', () => {
    assert.equal(
      translateAwsError(thrown('ValidationException', 'Invalid.', { fieldList: [{ name: 'roleArn', message: 'must be a role' }] }), site)
        .message,
      'CreateMembership failed in account 111122223333: Invalid. (roleArn: must be a role)',
    );
  });

  it('name the account that was not permitted', () => {
    assert.equal(
      translateAwsError(thrown('AccessDeniedException', 'No.'), site).message,
      'CreateMembership is not permitted in account 111122223333: No.',
    );
  });

  it('name the profile where the account is not known yet', () => {
    assert.equal(
      translateAwsError(thrown('AccessDeniedException', 'No.'), { ...site, accountId: undefined }).message,
      'CreateMembership is not permitted with the profile prod: No.',
    );
  });

  it('name the default credentials where there is neither account nor profile', () => {
    assert.equal(
      translateAwsError(thrown('Unheard', 'Odd.'), { ...site, accountId: undefined, profile: undefined }).message,
      'CreateMembership failed with the default credentials: Odd.',
    );
  });

  it('name the endpoint that does not answer', () => {
    assert.equal(
      translateAwsError(thrown('Error', 'connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED' }), {
        ...site,
        endpoint: 'http://127.0.0.1:9',
      }).message,
      'No answer from http://127.0.0.1:9 (CreateMembership): connect ECONNREFUSED 127.0.0.1:9',
    );
  });

  it('cannot bring control characters along', () => {
    assert.ok(!translateAwsError(thrown('ValidationException', 'a\u001b[31mb\nc'), site).message.includes('\u001b'));
  });

  it('advise to sign in again where a session has ended', () => {
    assert.match(translateAwsError(thrown('ExpiredTokenException', 'Expired.'), site).remedy ?? '', /aws sso login --profile prod/);
  });

  it('do not advise to sign in where the keys are wrong', () => {
    assert.doesNotMatch(
      translateAwsError(thrown('InvalidClientTokenId', 'The security token included in the request is invalid.'), site).remedy ?? '',
      /sso/,
    );
  });

  it('stay the same object when they are ours already', () => {
    const error = new CleanRoomError('refused', 'No.');
    assert.equal(translateAwsError(error, site), error);
  });

  it('take whatever is thrown', () => {
    assert.equal(translateAwsError('odd', site).code, 'service_fault');
  });
});
