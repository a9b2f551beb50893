import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown } from '../../../src/core/assistant/escapeMarkdown.ts';
import { RoomSummaries } from '../../../src/core/assistant/roomSummaries.ts';
import { activationMail, askWhyMail, followUpMail, guidanceMail, missingMail } from '../../../src/core/onboarding/mails.ts';
import { foreignText } from '../../../src/core/foreignText.ts';
import { chatQuery } from '../../../src/extension/chat/chatQuery.ts';
import { linkless } from '../../../src/mcp/linkless.ts';
import { engagementOf } from '../core/onboarding/engagementBuilder.ts';
import { organisation } from '../support/partners/partnerWorld.ts';
import { assertInert, assertNoLink, assertSeen } from './inertMarkdown.ts';
import { injections } from './injections.ts';

const signature = 'Ada';
const id = '27b93e2b-5001-4b20-a47b-6aad96ec8958';

/** Mails that a person sends on, about an engagement in which the partner and the clean room are called so. */
function mailsAbout(words: string): string[] {
  const engagement = engagementOf({ room: { id, name: words }, partner: { name: words, address: words } });
  return [
    ...(['reminder', 'contact', 'escalation'] as const).map((kind) => followUpMail(organisation, engagement, { kind, days: 3, signature })),
    guidanceMail(engagement, ['Do it.'], signature),
    missingMail({ engagement, signature }, ['a user']),
    askWhyMail({ engagement, signature }),
    activationMail(engagement, signature),
  ];
}

describe('words of others', () => {
  for (const { name, text } of injections) {
    it(`add no line to a mail and hide nothing in it: ${name}`, () => {
      const plain = mailsAbout('x');
      mailsAbout(text).forEach((mail, index) => {
        assertSeen(mail);
        assert.equal(mail.split('\n').length, plain[index]?.split('\n').length);
      });
    });

    it(`choose no tool, participant, command or file in a question of ours: ${name}`, () => {
      const query = chatQuery('explain', { subject: { name: text }, room: { name: text, id }, connection: { name: text } });
      assert.match(query, /^@cleanroom \/explain /);
      assert.doesNotMatch(query.slice('@cleanroom /explain'.length), /[\n\r]|(?:^|[^\p{L}\p{N}])[@#/]/u);
    });

    it(`open nothing in a dialog of an agent's client: ${name}`, () => {
      assertNoLink(`+ ${linkless(foreignText(text, 9000))}`);
    });

    it(`are one line of what was talked about: ${name}`, () => {
      const summaries = new RoomSummaries();
      summaries.add({ connectionId: 'a' }, { question: text, headline: text });
      const summary = summaries.summaryOf({ connectionId: 'a' });
      assertSeen(summary);
      assert.doesNotMatch(summary, /\n/);
    });
  }

  it('are letters in Markdown, in whatever order injections follow one another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...injections.map(({ text }) => text.slice(0, 200))), { minLength: 1, maxLength: 4 }),
        (texts) => {
          // The letters themselves are cleaned elsewhere.
          const visible = texts.map((text) => text.replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, ' '));
          const words = visible.map(escapeMarkdown);
          assertInert(`**${words.join('')}** \n\n- ${words.join('\n- ')}\n\n1. ${words.join(' ')}`);
        },
      ),
      { numRuns: 100 },
    );
  });
});
