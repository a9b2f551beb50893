import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { liveRampBaseUrl } from '../../src/services/liveramp/baseUrl.ts';
import { operations, type Operation } from '../../src/services/liveramp/operations.ts';

/** A schema of the document, as far as it is compared. */
const documented = z.looseObject({
  $ref: z.optional(z.string()),
  type: z.optional(z.string()),
  get items() {
    return z.optional(documented);
  },
  get properties() {
    return z.optional(z.record(z.string(), documented));
  },
});
type Documented = z.infer<typeof documented>;
const content = z.optional(z.looseObject({ 'application/json': z.optional(z.looseObject({ schema: documented })) }));
const documentSchema = z.looseObject({
  servers: z.array(z.looseObject({ url: z.string() })),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        tags: z.optional(z.array(z.string())),
        parameters: z.optional(z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.optional(z.boolean()) }))),
        responses: z.record(z.string(), z.looseObject({ content })),
      }),
    ),
  ),
  components: z.looseObject({
    schemas: z.record(z.string(), documented),
    securitySchemes: z.looseObject({
      application: z.looseObject({ flows: z.looseObject({ clientCredentials: z.looseObject({ tokenUrl: z.string() }) }) }),
    }),
  }),
});
type ApiDocument = z.infer<typeof documentSchema>;

const reference = process.env['CLEANROOMS_REFERENCE'];

describe("What we rely on in LiveRamp's answers", () => {
  if (reference === undefined) {
    // Pending, and so visible, where the document is not at hand.
    it('is in the OpenAPI document (NOT CHECKED: CLEANROOMS_REFERENCE does not name its folder)');
    return;
  }
  const file = join(resolve(import.meta.dirname, '../..', reference), 'liveramp/clean-room-openapi.yml');
  const document = documentSchema.parse(parse(readFileSync(file, 'utf8')));
  const byId = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [operation.operationId, { method: method.toUpperCase(), path, ...operation }]),
    ),
  );

  it('is asked for where the document says that the service is', () => {
    assert.deepEqual(
      [document.servers.map(({ url }) => url), document.components.securitySchemes.application.flows.clientCredentials.tokenUrl],
      [[`${liveRampBaseUrl}/`], `${liveRampBaseUrl}/oauth/token`],
    );
  });

  for (const [id, ours] of Object.entries<Operation>(operations)) {
    const theirs = byId.get(id);
    it(`${id}: method, path and parameters are the document's, and it is not marked Internal`, () => {
      assert.ok(theirs, 'the document has no such operation');
      const query = (theirs.parameters ?? []).filter((each) => each.in === 'query');
      const sent = ours.query ?? [];
      assert.deepEqual(
        {
          method: ours.method,
          path: ours.path,
          unknown: sent.filter((name) => !query.some((each) => each.name === name)),
          missing: query.filter((each) => each.required === true && !sent.includes(each.name)).map((each) => each.name),
          internal: theirs.tags?.includes('Internal'),
        },
        { method: theirs.method, path: theirs.path, unknown: [], missing: [], internal: false },
      );
    });

    it(`${id}: every property that we read is in its answer, with a type that fits`, () => {
      const answered = theirs?.responses['200']?.content?.['application/json']?.schema;
      assert.ok(answered, 'the document shows no answer');
      // The document shows one invitation where a list must be meant; both are read.
      const shown = id === 'listPartnerInvitationsForInviter' ? { type: 'array', items: answered } : answered;
      assert.deepEqual(differences(document, ours.answer, shown, ''), []);
    });
  }
});

/** Where one of our schemas reads what the document does not have. */
function differences(document: ApiDocument, ours: z.core.$ZodType, theirs: Documented, place: string): string[] {
  if (theirs.$ref !== undefined) {
    const named = document.components.schemas[theirs.$ref.replace('#/components/schemas/', '')];
    return named === undefined ? [`${place}: no ${theirs.$ref}`] : differences(document, ours, named, place);
  }
  if (ours instanceof z.ZodMiniOptional || ours instanceof z.ZodMiniNullable)
    return differences(document, ours._zod.def.innerType, theirs, place);
  if (ours instanceof z.ZodMiniPipe) {
    // A list is tidied up before it is read, a text after.
    const { in: before, out: after } = ours._zod.def;
    return differences(document, after instanceof z.ZodMiniTransform ? before : after, theirs, place);
  }
  if (ours instanceof z.ZodMiniObject)
    return Object.entries(ours._zod.def.shape).flatMap(([name, type]) => {
      const property = theirs.properties?.[name];
      return property === undefined ? [`${place}.${name}: not in the document`] : differences(document, type, property, `${place}.${name}`);
    });
  if (ours instanceof z.ZodMiniArray)
    return theirs.items === undefined
      ? [`${place}: no list in the document`]
      : differences(document, ours._zod.def.element, theirs.items, `${place}[]`);
  if (ours instanceof z.ZodMiniUnknown) return [];
  const type = ours._zod.def.type;
  return type === theirs.type ? [] : [`${place}: ${type} here, ${String(theirs.type)} in the document`];
}
