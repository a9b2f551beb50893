import OpenAI from 'openai';
import { modelAddress } from './modelAddress.ts';

/** One server of models, and the way in. */
export interface ModelServer {
  /** As the person calls it. */
  name: string;
  /** Azure takes its key in a header of its own. */
  kind: 'openai' | 'azure';
  baseUrl: string;
  /** Undefined where the server wants none. */
  key: string | undefined;
}

/**
 * A client that sends each request once, to this server only, with this key only. Raises `invalid_input` where the base URL
 * may not be used.
 */
export function openAiClient(server: ModelServer): OpenAI {
  return new OpenAI({
    baseURL: modelAddress(server.baseUrl).base,
    // The package would take what is not given from OPENAI_… variables, and log where one of them says so.
    apiKey: server.key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    // A second attempt costs money and hides when to come back.
    maxRetries: 0,
    fetch: (address, init) =>
      fetch(address, {
        ...init,
        headers: ownHeaders(new Headers(init?.headers), server),
        // A redirection would carry the key to a place that nobody has chosen.
        redirect: 'manual',
      }),
  });
}

/** What the request needs. The package adds facts about this machine, and headers of OPENAI_CUSTOM_HEADERS. */
function ownHeaders(given: Headers, { kind, key }: ModelServer): Headers {
  const own = new Headers();
  for (const name of ['accept', 'content-type']) {
    const value = given.get(name);
    if (value !== null) own.set(name, value);
  }
  if (key !== undefined) own.set(...authentication(kind, key));
  return own;
}

function authentication(kind: ModelServer['kind'], key: string): [name: string, value: string] {
  switch (kind) {
    case 'openai':
      return ['authorization', `Bearer ${key}`];
    case 'azure':
      return ['api-key', key];
  }
}
