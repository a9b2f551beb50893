import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Masking } from '../../../../src/core/assistant/masking.ts';
import { namespaceArn, roleArn } from '../../builders.ts';

const account = '111122223333';
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''));
const identifier = fc.oneof(
  digits(12),
  fc.constantFrom(roleArn, namespaceArn, 'arn:aws:s3:::acme-results/x', '1111-2222-3333', 's3://acme-results/run'),
  fc.emailAddress(),
  fc.constantFrom('account-1', 'arn-2', 'Address-3', 'name-1', 'bucket-10', 'acme-results'),
);
const anyText = fc
  .array(
    fc.oneof(
      identifier,
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(' ', '.', ', ', '(', ')', '"', '-', '\n', '1', 'arn', 'account-'),
    ),
    {
      maxLength: 20,
    },
  )
  .map((parts) => parts.join(''));

async function* pieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield await Promise.resolve(text.slice(at, at + length));
}

describe('what is masked before it leaves the machine', () => {
  for (const [story, text, expected] of [
    ['an account id', `In ${account}.`, 'In account-1.'],
    ['an account id as the console writes it', 'In 1111-2222-3333.', 'In account-1.'],
    ['an ARN, whole, with the account in it', `Role ${roleArn}, trusted.`, 'Role arn-1, trusted.'],
    ['an ARN that was cut', 'arn:aws:iam::1111… is it', 'arn-1… is it'],
    ['an address', 'Write to dana@nova.example.', 'Write to address-1.'],
    ['an address in brackets', 'Dana <dana@nova.example>', 'Dana <address-1>'],
    ['the bucket of a location', 's3://acme-results/run', 'bucket-1/run'],
    ['a bucket whose name is known', 'to my-bucket now', 'to bucket-1 now'],
    ['what looks like a placeholder', 'account-1', 'name-1'],
    ['the same thing alike, and others apart', `${account} ${account} 444455556666`, 'account-1 account-1 account-2'],
  ] as const) {
    it(`is ${story}`, () => {
      assert.equal(new Masking(['my-bucket']).mask(text), expected);
    });
  }

  it('is no other number, no participant, no part of another name', () => {
    const text = '13 digits 1111222233334, @cleanroom, my-buckets, cleanrooms.amazonaws.com, 2026-10-02';
    assert.equal(new Masking(['my-bucket']).mask(text), text);
  });

  it('keeps its placeholder from one text to the next', () => {
    const masking = new Masking();
    masking.mask(roleArn);
    assert.deepEqual([masking.mask(account), masking.mask(`Again ${roleArn}`), masking.size], ['account-2', 'Again arn-1', 2]);
  });

  it('masks an address that begins like a placeholder as a whole', () => {
    const masking = new Masking();
    assert.equal(masking.mask('account-10@a.aa'), 'address-1');
    assert.equal(masking.unmask('address-1'), 'account-10@a.aa');
  });

  it('masks the end of a word that is longer than any address', () => {
    assert.equal(new Masking().mask(`${'a'.repeat(400)}@nova.example`), `${'a'.repeat(80)}address-1`);
  });

  it('leaves no account id, ARN or address in the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const masked = new Masking(['acme-results']).mask(text);
        assert.doesNotMatch(masked, /(?<!\d)\d{12}(?!\d)|arn:\w|[\w.+-]@\w|(?<![\w.-])acme-results(?![\w-])/i);
      }),
      { numRuns: 1000 },
    );
  });

  it('is put back exactly', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 3 }), (texts) => {
        const masking = new Masking(['acme-results']);
        const masked = texts.map((text) => masking.mask(text));
        assert.deepEqual(
          masked.map((text) => masking.unmask(text)),
          texts,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('is put back exactly, however the words come in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 12 }), async (text, length) => {
        const masking = new Masking(['acme-results']);
        let all = '';
        for await (const piece of masking.unmaskAll(pieces(masking.mask(text), length))) all += piece;
        assert.equal(all, text);
      }),
      { numRuns: 500 },
    );
  });

  it('is put back where a model writes a placeholder with a capital, and only where it was given', () => {
    const masking = new Masking();
    masking.mask(account);
    assert.equal(masking.unmask('Account-1 and account-2'), `${account} and account-2`);
  });
});
