import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { CleanRoomError } from '../../../src/core/errors.ts';
import { PageConversation, type PanelHandlers } from '../../../src/extension/panels/pageConversation.ts';
import { panelProtocol, replySchema } from '../../../src/protocol/panelMessages.ts';

const protocol = panelProtocol({
  requests: {
    invite: { input: z.object({ addresses: z.array(z.string()) }), answer: z.object({ sent: z.int() }) },
    refresh: { input: z.object({}) },
  },
  news: { partners: z.object({ names: z.array(z.string()) }) },
});

type Handlers = PanelHandlers<typeof protocol.requests>;

const failing = (error: Error): Promise<never> => Promise.reject(error);

/** A conversation, and everything that it has told the page, the person and the log. */
class Told {
  readonly posted: object[] = [];
  readonly notified: { ok: boolean; sentence: string }[] = [];
  readonly logged: string[] = [];
  readonly conversation: PageConversation<typeof protocol.requests, typeof protocol.news>;
  #settled = Promise.withResolvers<undefined>();

  constructor(handlers: Partial<Handlers> = {}) {
    const unused: Handlers = {
      invite: () => failing(new Error('not expected')),
      refresh: () => failing(new Error('not expected')),
    };
    this.conversation = new PageConversation(
      protocol,
      { ...unused, ...handlers },
      {
        post: (message) => {
          this.posted.push(message);
          if (replySchema.safeParse(message).success) this.#settled.resolve(undefined);
        },
        notify: (ok, sentence) => {
          this.notified.push({ ok, sentence });
          this.#settled.resolve(undefined);
        },
        log: {
          warn: (line) => {
            this.logged.push(`warn: ${line}`);
          },
          error: (line) => {
            this.logged.push(`error: ${line}`);
          },
        },
        onReady: () => {
          this.posted.push({ filled: true });
        },
        beforeReply: () => {
          this.posted.push({ flushed: true });
        },
      },
    );
  }

  begin(): this {
    this.conversation.hear({ type: 'ready' });
    this.posted.length = 0;
    return this;
  }

  /** Says something that is answered, and ends when it is. */
  async hear(message: object): Promise<void> {
    this.#settled = Promise.withResolvers();
    this.conversation.hear(message);
    await this.#settled.promise;
  }
}

const invite = { type: 'invite', requestId: 'one', addresses: ['a@northwind.example', 'b@contoso.example'] };
const sentTwo: Partial<Handlers> = { invite: ({ addresses }) => Promise.resolve({ answer: { sent: addresses.length } }) };

describe("The extension's side of a panel's messages", () => {
  describe('with a page that listens', () => {
    it('carries a request out with what the page has said, and answers it once all of it is on the screen', async () => {
      const told = new Told(sentTwo).begin();
      await told.hear(invite);
      assert.deepEqual(told.posted, [{ flushed: true }, { type: 'reply', requestId: 'one', ok: true, answer: { sent: 2 } }]);
    });

    it('hands on what is to be said to the person', async () => {
      const told = new Told({ refresh: () => Promise.resolve({ message: '3 rooms read.' }) }).begin();
      await told.hear({ type: 'refresh', requestId: 'one' });
      assert.deepEqual(told.posted.at(-1), { type: 'reply', requestId: 'one', ok: true, message: '3 rooms read.' });
    });

    it('answers where there is nothing to say', async () => {
      const told = new Told({ refresh: () => undefined }).begin();
      await told.hear({ type: 'refresh', requestId: 'one' });
      assert.deepEqual(told.posted.at(-1), { type: 'reply', requestId: 'one', ok: true });
    });

    it('gives a handler what the protocol lists and nothing else', async () => {
      let seen: unknown;
      const told = new Told({
        invite: (input) => {
          seen = input;
          return Promise.resolve({ answer: { sent: 0 } });
        },
      }).begin();
      await told.hear({ ...invite, mayWrite: true });
      assert.deepEqual(seen, { addresses: invite.addresses });
    });

    it('answers a failure with the sentence and the next step', async () => {
      const told = new Told({
        refresh: () => failing(new CleanRoomError('not_permitted', 'Not allowed.', { remedy: 'Ask the owner.' })),
      }).begin();
      await told.hear({ type: 'refresh', requestId: 'one' });
      assert.deepEqual(told.posted.at(-1), { type: 'reply', requestId: 'one', ok: false, message: 'Not allowed. Ask the owner.' });
      assert.deepEqual(told.logged, ['error: Not allowed. Ask the owner.']);
    });

    it('answers a handler that throws at once', async () => {
      const told = new Told({
        refresh: () => {
          throw new Error('broken');
        },
      }).begin();
      await told.hear({ type: 'refresh', requestId: 'one' });
      assert.deepEqual(told.posted.at(-1), { type: 'reply', requestId: 'one', ok: false, message: 'broken' });
    });

    it('calls what was cancelled no error', async () => {
      const told = new Told({ refresh: () => failing(new CleanRoomError('cancelled', 'Cancelled.')) }).begin();
      await told.hear({ type: 'refresh', requestId: 'one' });
      assert.deepEqual(told.posted.at(-1), { type: 'reply', requestId: 'one', ok: false, message: 'Cancelled.', cancelled: true });
      assert.deepEqual(told.logged, []);
    });

    for (const [what, message] of Object.entries({
      'that it does not know': { type: 'destroy', requestId: 'one' },
      'by a name that every object has': { type: 'toString', requestId: 'one' },
      'that is not as it should be': { type: 'invite', requestId: 'one', addresses: 'all' },
      'without a name': { requestId: 'one' },
    })) {
      it(`refuses a request ${what}, and says so`, async () => {
        const told = new Told().begin();
        await told.hear(message);
        assert.deepEqual(told.posted.at(-1), {
          type: 'reply',
          requestId: 'one',
          ok: false,
          message: 'The extension does not understand this request. Close the panel and open it again.',
        });
        assert.match(told.logged[0] ?? '', /^warn: /);
      });
    }

    it('only notes what no answer can be given to', async () => {
      const told = new Told(sentTwo).begin();
      told.conversation.hear('hello');
      await told.hear(invite);
      assert.deepEqual(told.posted, [{ flushed: true }, { type: 'reply', requestId: 'one', ok: true, answer: { sent: 2 } }]);
      assert.match(told.logged[0] ?? '', /^warn: /);
    });

    it('tells news', () => {
      const told = new Told().begin();
      told.conversation.send({ type: 'partners', names: ['Northwind'] });
      assert.deepEqual(told.posted, [{ type: 'partners', names: ['Northwind'] }]);
    });
  });

  describe('without a page', () => {
    it('drops news, and has the next page filled', () => {
      const told = new Told();
      told.conversation.send({ type: 'partners', names: [] });
      told.conversation.hear({ type: 'ready' });
      told.conversation.noteHidden();
      told.conversation.send({ type: 'partners', names: [] });
      told.conversation.hear({ type: 'ready' });
      assert.deepEqual(told.posted, [{ filled: true }, { filled: true }]);
    });

    const hiddenDuring = (end: () => Promise<{ message: string }>, then: (told: Told) => void): Told => {
      const told: Told = new Told({
        refresh: () => {
          then(told);
          return end();
        },
      }).begin();
      return told;
    };
    const refused = (): Promise<never> => failing(new CleanRoomError('refused', 'Refused.'));
    const hide = ({ conversation }: Told): void => {
      conversation.noteHidden();
    };

    it('tells the person what went wrong', async () => {
      const told = hiddenDuring(refused, hide);
      await told.hear({ type: 'refresh', requestId: 'one' });
      assert.deepEqual(told.notified, [{ ok: false, sentence: 'Refused.' }]);
    });

    it('tells the person what was done', async () => {
      const told = hiddenDuring(() => Promise.resolve({ message: 'Done.' }), hide);
      await told.hear({ type: 'refresh', requestId: 'one' });
      assert.deepEqual(told.notified, [{ ok: true, sentence: 'Done.' }]);
    });

    it('tells the person, too, where another page is there by then: it has not asked', async () => {
      const told = hiddenDuring(refused, ({ conversation }) => {
        conversation.noteHidden();
        conversation.hear({ type: 'ready' });
      });
      await told.hear({ type: 'refresh', requestId: 'one' });
      assert.deepEqual(told.notified, [{ ok: false, sentence: 'Refused.' }]);
      assert.deepEqual(told.posted, [{ filled: true }, { flushed: true }]);
    });

    it('stops what nobody waits for any more, and says nothing of that', async () => {
      let aborted = false;
      const ended = Promise.withResolvers<undefined>();
      const told = new Told({
        refresh: async (_, { signal }) => {
          await new Promise((resolve) => {
            signal.addEventListener('abort', resolve);
          });
          aborted = signal.aborted;
          ended.resolve(undefined);
          throw new CleanRoomError('cancelled', 'Cancelled.');
        },
      }).begin();
      told.conversation.hear({ type: 'refresh', requestId: 'one' });
      told.conversation.close();
      await ended.promise;
      await new Promise(setImmediate);
      assert.deepEqual([aborted, told.notified, told.posted], [true, [], [{ flushed: true }]]);
    });
  });
});
