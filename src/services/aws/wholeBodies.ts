import type { MiddlewareStack } from '@smithy/types';
import * as z from 'zod/mini';

/** A command of the SDK, as far as its middleware goes. */
interface Command<Input extends object, Output extends object> {
  middlewareStack: Pick<MiddlewareStack<Input, Output>, 'add'>;
}

/**
 * The SDK leaves out what it does not know: read and written back through it, a rule would lose the members that the
 * service has learnt since (a table's `comparisonControls`, for one). So a document that is to be changed is read and
 * written as the service has it.
 */
export function keepWholeAnswer<Input extends object, Output extends object>(command: Command<Input, Output>): () => unknown {
  let text = '';
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      const body = hasBody(response) ? response.body : undefined;
      if (hasBody(response) && isAsyncIterable(body)) {
        const bytes = await collected(body);
        text = new TextDecoder().decode(bytes);
        // The deserializer takes bytes as well as a stream.
        response.body = bytes;
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'keepWholeAnswer' },
  );
  return () => z.json().parse(JSON.parse(text));
}

/** Sends `body` in place of what the SDK made of the command's input. */
export function sendWholeBody<Input extends object, Output extends object>(command: Command<Input, Output>, body: object): void {
  command.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (hasBody(request)) request.body = JSON.stringify(body);
      return next(args);
    },
    // After the serializer, before the length is counted and the request is signed.
    { step: 'serialize', priority: 'low', name: 'sendWholeBody' },
  );
}

function hasBody(value: unknown): value is { body: unknown } {
  return typeof value === 'object' && value !== null && 'body' in value;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function collected(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
