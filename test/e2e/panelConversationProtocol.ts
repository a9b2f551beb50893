import * as z from 'zod/mini';
import { panelProtocol } from '../../src/protocol/panelMessages.ts';

/** A small protocol for the tests of the page's side: a request with an answer and one without, and two kinds of news. */
export const talk = panelProtocol({
  requests: {
    invite: { input: z.object({ addresses: z.array(z.string()) }), answer: z.object({ sent: z.int() }) },
    refresh: { input: z.object({}) },
  },
  news: { partners: z.object({ names: z.array(z.string()) }), ended: z.object({}) },
});
