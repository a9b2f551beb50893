import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunItem } from '../../../src/protocol/partnerMessages.ts';
import { readAddresses, readingProblem, readingWarning, readingWords } from '../../../src/webview/partners/addressReading.ts';
import { remainingAddresses } from '../../../src/webview/invitations/invite/remainingAddresses.ts';

const byEmail = { addressedBy: 'email', acceptedMailDomains: [] } as const;
const byAccount = { addressedBy: 'account_id', acceptedMailDomains: [] } as const;

const item = (name: string, outcome: RunItem['outcome'], code?: string): RunItem => ({
  key: `${outcome}|${name}`,
  action: outcome === 'left_out' ? 'left_out' : 'invite',
  name,
  sentence: '',
  outcome,
  reason: '',
  ...(code === undefined ? {} : { code }),
});

describe('Pasted addresses', () => {
  it('are counted, with the line of what is wrong', () => {
    const reading = readAddresses('a@one.example, b@two.example\n\nfoo\nA@ONE.example', byEmail);
    assert.equal(readingWords(reading), '4 addresses: 2 usable, 1 wrong (line 3: "foo" is not an e-mail address), 1 more than once.');
  });

  it('name the first two that are wrong, and how many more there are', () => {
    const reading = readAddresses('x\ny\nz\nw', byEmail);
    assert.match(readingWords(reading), /4 wrong \(line 1: "x" .*; line 2: "y" .*; and 2 more\)/);
  });

  it('say nothing where there are none', () => {
    assert.equal(readingWords(readAddresses(' \n', byEmail)), '');
  });

  it('have to have a name where they are AWS accounts', () => {
    const reading = readAddresses('Contoso <444455556666>\n555566667777\n1234', byAccount);
    assert.deepEqual(
      reading.usable.map(({ to, partnerName }) => [to, partnerName]),
      [['444455556666', 'Contoso']],
    );
    assert.deepEqual(
      reading.wrong.map(({ reason }) => reason),
      ['555566667777 has no name', '"1234" is not a 12-digit AWS account id'],
    );
  });

  it('warn of domains where anybody can have one, unless the folder accepts them', () => {
    assert.match(readingWarning(readAddresses('a@gmail.com, b@gmail.com, c@web.de', byEmail)), /at gmail\.com, web\.de\./);
    assert.equal(readingWarning(readAddresses('a@gmail.com', { ...byEmail, acceptedMailDomains: ['gmail.com'] })), '');
  });

  it('are too many beyond 500', () => {
    const many = (count: number): string => Array.from({ length: count }, (_, at) => `a${at}@one.example`).join('\n');
    assert.equal(readingProblem(readAddresses(many(500), byEmail)), '');
    assert.equal(readingProblem(readAddresses(many(501), byEmail)), 'At most 500 can be invited at once.');
  });
});

describe('After a run the addresses', () => {
  const text = 'Jo <jo@one.example>\nkim@two.example\nfoo\nlee@three.example\njo@one.example';

  it('are those that failed, were not begun, or are wrong', () => {
    const items = [
      item('jo@one.example', 'done'),
      item('kim@two.example', 'failed'),
      item('foo', 'left_out', 'invalid_address'),
      item('lee@three.example', 'left_out', 'cancelled'),
      item('jo@one.example', 'left_out', 'duplicate'),
    ];
    assert.equal(remainingAddresses(text, items), 'kim@two.example\nfoo\nlee@three.example');
  });

  it('keep the name of one that failed, once', () => {
    const items = [item('jo@one.example', 'failed'), item('kim@two.example', 'existing')];
    assert.equal(remainingAddresses(text, items), 'jo@one.example\nfoo\nlee@three.example');
    assert.equal(remainingAddresses('Jo <jo@one.example>\nkim@two.example', items), 'Jo <jo@one.example>');
  });

  it('are as they were written where nothing was done', () => {
    assert.equal(remainingAddresses(text, [item('kim@two.example', 'failed')]), text);
  });

  it('hold none that was invited or takes part already, and every other', () => {
    const address = fc.constantFrom('a@x.example', 'B@x.example', 'c@y.example', 'Dee <d@y.example>', 'nonsense');
    const outcome = fc.constantFrom<[RunItem['outcome'], string?]>(
      ['done'],
      ['existing'],
      ['failed'],
      ['left_out', 'already_invited'],
      ['left_out', 'already_partner'],
      ['left_out', 'cancelled'],
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(address, outcome), { selector: ([written]) => written }), (asked) => {
        const keyOf = (written: string): string => (/<(.*)>/.exec(written)?.[1] ?? written).toLowerCase();
        const items = asked.map(([written, [came, code]]) => item(keyOf(written), came, code));
        const left = remainingAddresses(asked.map(([written]) => written).join('\n'), items);
        const still = asked.filter(([, [came, code]]) => came === 'failed' || code === 'cancelled').map(([written]) => keyOf(written));
        assert.deepEqual(left === '' ? [] : left.split('\n').map(keyOf), still);
      }),
    );
  });
});
