import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressProblem, isFreeMail, readInvitees } from '../../../../src/core/partners/invitees.ts';

describe('whom pasted text names', () => {
  const cases: { name: string; text: string; to: (string | [string, string])[] }[] = [
    { name: 'one address a line', text: 'a@x.example\nb@y.example\n', to: ['a@x.example', 'b@y.example'] },
    {
      name: 'commas, semicolons and spaces',
      text: 'a@x.example, b@y.example;c@z.example d@w.example',
      to: ['a@x.example', 'b@y.example', 'c@z.example', 'd@w.example'],
    },
    {
      name: 'names before addresses',
      text: 'Dana Dee <dana@nova.example>, "Lee, Kim" <kim@x.example>',
      to: [
        ['dana@nova.example', 'Dana Dee'],
        ['kim@x.example', 'Lee, Kim'],
      ],
    },
    {
      name: 'a table with a header',
      text: 'Name,E-mail\n"Lee, Kim",kim@x.example\r\n,b@y.example\n',
      to: [['kim@x.example', 'Lee, Kim'], 'b@y.example'],
    },
    { name: 'a table with semicolons', text: 'email;partner\na@x.example;Nova\n', to: [['a@x.example', 'Nova']] },
    { name: 'account ids', text: 'account_id,name\n111122223333,Nova\n', to: [['111122223333', 'Nova']] },
    {
      name: 'what is no address, so that it is reported and not lost',
      text: 'not-an-address\na@x.example',
      to: ['not-an-address', 'a@x.example'],
    },
    { name: 'nothing', text: ' \n\n', to: [] },
  ];
  for (const { name, text, to } of cases) {
    it(`reads ${name}`, () => {
      assert.deepEqual(
        readInvitees(text).map((each) => (each.partnerName === undefined ? each.to : [each.to, each.partnerName])),
        to,
      );
    });
  }

  it('says on which line each stands', () => {
    assert.deepEqual(
      readInvitees('name,email\nA,a@x.example\n"B\nC",b@x.example\nD,d@x.example').map(({ line }) => line),
      [2, 3, 5],
    );
  });

  it('loses no address, however they are separated', () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{1,8}$/))
      .map(([user, domain]) => `${user}@${domain}.example`);
    fc.assert(
      fc.property(
        fc.array(address, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', ',', '; ', ' , ', '\r\n', ' '),
        (addresses, separator) => {
          assert.deepEqual(
            readInvitees(addresses.join(separator)).map(({ to }) => to),
            addresses,
          );
        },
      ),
    );
  });
});

describe('the form of an address', () => {
  for (const good of ['dana@nova.example', 'd.dee+rooms@mail.nova.example', "o'hara@x.example", ' dana@nova.example '])
    it(`takes ${JSON.stringify(good)}`, () => {
      assert.equal(addressProblem(good, 'email'), undefined);
    });
  for (const bad of [
    '',
    'dana',
    'dana@',
    '@nova.example',
    'dana@nova',
    'a b@nova.example',
    'dana@nova.example, b',
    `${'a'.repeat(250)}@x.example`,
  ])
    it(`refuses ${JSON.stringify(bad.slice(0, 30))}`, () => {
      assert.match(addressProblem(bad, 'email') ?? '', /is not an e-mail address/);
    });
  it('takes twelve digits for AWS and nothing else', () => {
    assert.equal(addressProblem('111122223333', 'account_id'), undefined);
    assert.match(addressProblem('dana@nova.example', 'account_id') ?? '', /12-digit/);
  });
});

describe('free mail', () => {
  it('is seen in any case of letters', () => {
    assert.equal(isFreeMail('Dana@GMail.com'), true);
  });
  it('is not a company that has the word in its name', () => {
    assert.equal(isFreeMail('dana@gmail.nova.example'), false);
  });
  it('is none where the folder takes the domain for a partner', () => {
    assert.equal(isFreeMail('dana@gmx.de', ['GMX.de']), false);
  });
});
