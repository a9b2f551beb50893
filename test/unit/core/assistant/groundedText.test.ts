import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnosisAnswer } from '../../../../src/core/assistant/diagnosisAnswer.ts';
import { groundedText, type GroundedText, type Grounds, type WhyDropped } from '../../../../src/core/assistant/groundedText.ts';
import { anyDiagnosis, cause, diagnosis, finding, notReady, readAt } from './diagnoses.ts';

/** Two causes: the role [1], and a rule on which 19 more tables wait [2]. */
const grounds: Grounds = {
  headline: { text: '"part_ibe_07" in "AMC Collaboration" is not ready, for 2 reasons.', references: [1] },
  paragraphs: [
    {
      heading: 'Why',
      list: 'none',
      words: [{ text: 'The role "cleanrooms-role" of 111122223333 does not trust the service.', references: [1] }],
    },
    {
      heading: '',
      list: 'none',
      words: [{ text: 'This explains 19 more tables; cleanrooms:ListMembers is not allowed.', references: [2] }],
    },
  ],
  references: [
    { source: 'GetRole', says: 'The trust policy names ec2.amazonaws.com.', at: readAt },
    { source: 'ListConfiguredTables', says: 'analysisRuleTypes is empty; asked by dana@nova.example.', at: readAt },
  ],
};

async function* stream(text: string, length = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield await Promise.resolve(text.slice(at, at + length));
}
async function read(grounded: GroundedText): Promise<string> {
  let all = '';
  for await (const piece of grounded) all += piece;
  return all;
}
const shown = async (text: string, by: Grounds = grounds): Promise<string> =>
  (await read(groundedText(stream(text), by))).replace(/\\([!-/:-@[-`{-~])/g, '$1');
async function dropped(text: string): Promise<Partial<Record<WhyDropped, number>>> {
  const grounded = groundedText(stream(text), grounds);
  await read(grounded);
  return Object.fromEntries(Object.entries(grounded.dropped).filter(([, count]) => count > 0));
}

describe('words of a model', () => {
  const kept: readonly [string, string, string?][] = [
    ['cite what proves them', 'The role "cleanrooms-role" trusts ec2.amazonaws.com only [1].'],
    ['cite two references for what each proves', 'The role trusts ec2.amazonaws.com [1], and 19 tables wait [2].'],
    ['say what the headline says', '"part_ibe_07" waits for 2 things [2].'],
    ['name figures by their words', 'Nineteen tables wait [2].'],
    ['begin with a capital where the name has none', 'Part_ibe_07 waits [1].'],
    [
      'name operations, permissions and addresses that are there',
      'GetRole shows it [1]. cleanrooms:ListMembers is missing, says dana@nova.example [2].',
    ],
    ["use a name's genitive", "The cleanrooms-role's trust is wrong [1]."],
    ['use hyphens of plain English', 'LiveRamp has no cross-account, read-only access [1].'],
    ['cite one reference that there is beside one that there is not', 'It waits [1][9].', 'It waits [1].'],
    ['stand in lists', '- It waits [1].\n- So do others [2].'],
    ['go on in paragraphs', 'It waits [1].\n\nSo do others [2].'],
    ['are emphasised', '**It** `waits` [1].'.replace('`waits`', 'waits'), 'It waits [1].'],
    ['are a link', 'See [the role](https://evil.example/?a=b) [1].', 'See the role [1].'],
    ['hold a picture', 'See it ![x](https://evil.example/x.png) [1].', 'See it [1].'],
    ['hold tags', 'It <img src=x onerror=alert(1)> <b>waits</b> [1].', 'It waits [1].'],
    ['are a heading', '### It waits [1].', 'It waits [1].'],
    ['are a quotation', '> It waits [1].', 'It waits [1].'],
  ];
  for (const [story, text, result = text] of kept) {
    it(`are shown where they ${story}`, async () => {
      assert.equal(await shown(text), result);
    });
  }

  const gone: readonly [string, string, WhyDropped][] = [
    ['cite nothing', 'The role is wrong.', 'no_citation'],
    ['cite what there is not', 'The role is wrong [3].', 'no_citation'],
    ['are no words', '19 [2]', 'no_citation'],
    ['give another figure', '20 tables wait [2].', 'not_proven'],
    ['give a figure that is only part of another', '1 table waits [2].', 'not_proven'],
    ['give another figure in words', 'Twenty tables wait [2].', 'not_proven'],
    ['give a figure of another reference', '19 tables wait [1].', 'not_proven'],
    ['name another role', 'The role cleanrooms-reader is wrong [1].', 'not_proven'],
    [
      'name part of a role',
      'The role "cleanrooms-rol" is wrong; so is cleanrooms [1]. '.replace('"cleanrooms-rol"', 'cleanrooms-rol'),
      'not_proven',
    ],
    ['name another table', 'part_ibe_08 waits [1].', 'not_proven'],
    ['quote what nobody said', 'The policy says "allow all" [1].', 'not_proven'],
    ['quote in other quotes', 'The policy says ‘allow all’ [1].', 'not_proven'],
    ['open a quotation without an end', 'The policy says "names [1].', 'not_proven'],
    ['name another operation', 'DeleteMembership shows it [1].', 'not_proven'],
    ['name another permission', 'cleanrooms:DeleteMembership is missing [2].', 'not_proven'],
    ['name another account', 'Account 999988887777 is meant [1].', 'not_proven'],
    ['name another ARN', 'The role arn:aws:iam::111122223333:role/admin is meant [1].', 'not_proven'],
    ['name another address', 'Write to eve@nova.example [2].', 'not_proven'],
    ['name another state', 'It is REMOVED [1].', 'not_proven'],
    ['name another host', 'Look at evil.example [1].', 'not_proven'],
    ['lead to an address', 'Look at https://evil.example [1].', 'address'],
    ['lead to an address without its scheme', 'Look at www.evil.example [1].', 'address'],
    ['lead to a command', 'Run command:cleanRooms.sync [1].', 'address'],
    ['lead into the editor', 'Open vscode://x [1].', 'address'],
    ['are code', '```\nIt waits [1].\n```', 'code'],
    ['are very long', `It ${'waits and '.repeat(80)} waits [1].`, 'too_long'],
  ];
  for (const [story, text, why] of gone) {
    it(`are not shown where they ${story}`, async () => {
      assert.deepEqual([await shown(text), await dropped(text)], ['', { [why]: 1 }]);
    });
  }

  it('leave no gap where something is not shown', async () => {
    assert.equal(
      await shown('- Unproven.\n- It waits [1]. Unproven. It does [1].\n\nUnproven.\n\nSo do others [2].'),
      '- It waits [1]. It does [1].\n\nSo do others [2].',
    );
  });

  it('end where they are too many, and so does the stream', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        given += 1;
        yield await Promise.resolve('It waits for the role [1]. ');
      }
    }
    const text = await read(groundedText(endless(), grounds));
    assert.ok(text.length > 5000 && text.length < 7000 && given < 400);
  });

  it('raise what the stream raises', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield await Promise.resolve('It waits [1].\n');
      throw new Error('The connection was lost.');
    }
    await assert.rejects(read(groundedText(broken(), grounds)), /connection was lost/);
  });

  it('are all shown where they are our own', async () => {
    const causes = [
      cause({ explains: Array.from({ length: 20 }, (_, index) => notReady(index + 1)) }),
      cause({ finding: finding({ id: 'rule.missing' }) }),
    ];
    const answer = diagnosisAnswer(diagnosis({ causes }));
    const words = answer.paragraphs.flatMap((paragraph) => paragraph.words);
    const lines = words.map(
      ({ text, references }) => `- ${text.replace(/[.]$/, '')} ${references.map((number) => `[${number}]`).join('')}.`,
    );
    const grounded = groundedText(stream(lines.join('\n')), answer);
    await read(grounded);
    assert.deepEqual([grounded.kept, grounded.dropped.not_proven], [lines.length, 0]);
  });

  const anyModelText = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'It waits',
          'GetRole',
          '"cleanrooms-role"',
          '19',
          '20',
          '[1]',
          '[2]',
          '[9]',
          '. ',
          '\n',
          '\n\n- ',
          '1. ',
          '```',
          '**',
          '_',
          '`',
        ),
        fc.constantFrom(
          '[a](https://evil.example)',
          '![a](x)',
          '](',
          '<a href="x">',
          '<',
          '>',
          'https://evil.example',
          'command:x',
          'www.evil.example',
        ),
        fc.constantFrom(
          '[a]: command:x',
          '[[1](command:x)]',
          '\\',
          '&lt;',
          '$(trash)',
          '<!--',
          '| a | b |',
          '\u202e',
          '\u0000',
          'http\u200b://x',
          'javascript:x',
        ),
        fc.string({ unit: 'grapheme', maxLength: 8 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));

  it('bring no address, command, link or tag, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(anyModelText, anyDiagnosis, async (text, given) => {
        for (const by of [grounds, diagnosisAnswer(given)]) {
          const markdown = await read(groundedText(stream(text), by));
          assert.doesNotMatch(markdown, /:\/\/|www\.|command\\?\s*:|\]\(|<|(?<!\\)[`*_[\]#>|$~&!]/);
          for (const line of markdown.split('\n')) assert.match(line, /^(?:- |1\. )?(?:[^!-/:-@[-`{-~]|\\[!-/:-@[-`{-~])*$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('hold no figure that is not proven, whatever they are', async () => {
    const says = JSON.stringify(grounds);
    await fc.assert(
      fc.asyncProperty(anyModelText, async (text) => {
        const figures =
          (await shown(text))
            .replace(/\[\d+\]/g, '')
            .replace(/^1\. /gm, '')
            .match(/\d+/g) ?? [];
        assert.ok(figures.every((figure) => says.includes(figure)));
      }),
      { numRuns: 300 },
    );
  });

  it('are the same, however they come in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(anyModelText, fc.integer({ min: 1, max: 30 }), async (text, length) => {
        assert.equal(await read(groundedText(stream(text, length), grounds)), await read(groundedText(stream(text, 10_000), grounds)));
      }),
      { numRuns: 200 },
    );
  });
});
