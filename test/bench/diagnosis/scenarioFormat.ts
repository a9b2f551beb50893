/**
 * The form of the benchmark's files: worlds, which are healthy, and scenarios, which say what is changed in one and what a
 * diagnosis has to find. test/diagnosis/README.md explains it for whoever brings a folder of his own.
 */
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const described = <T extends z.ZodMiniType>(schema: T, words: string) => schema.check(z.describe(words));

/** A scenario of the sandbox: schemas/scenario.schema.json says what may stand in it. */
export const sandboxPart = z.looseObject({});

const connectionName = z.optional(described(text, 'What a person calls the connection; left out: the account id, or the organisation.'));
const credentials = z._default(z.enum(['good', 'missing']), 'good');

const awsConnection = z.strictObject({
  name: connectionName,
  account: described(z.string().check(z.regex(/^\d{12}$/)), 'The account of the sandbox as which the diagnosis is made.'),
  region: z.optional(described(text, "Left out: the world's.")),
  credentials,
});

const liveRampConnection = z.strictObject({
  name: connectionName,
  organisation: described(text, 'As the person has entered it; it may be misspelt.'),
  client_id: z.optional(described(text, 'Of the API user; left out: that of the organisation of this name.')),
  credentials,
});

const connection = z.union([awsConnection, liveRampConnection]);

/** A set-up in which everything is as it should be. */
export const worldSchema = z.strictObject({
  $schema: z.optional(z.string()),
  title: described(text, 'What it is, in one sentence.'),
  sandbox: described(sandboxPart, 'What the services hold, as a scenario of the sandbox.'),
  configuration: described(
    z.nullable(z.union([z.string(), z.looseObject({})])),
    'collaboration-config.json; a text where it is broken; null: no file.',
  ),
  partners: z.optional(described(z.union([z.string(), z.looseObject({})]), 'clean-rooms/partners.json; a text where it is broken.')),
  connection,
});
export type World = z.infer<typeof worldSchema>;

const place = { path: described(z.string(), 'JSON Pointer (RFC 6901) into the world.') };
const from = { from: z.string() };
const value = { value: z.json() };
/** One operation of a JSON Patch (RFC 6902). */
const operation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('add'), ...place, ...value }),
  z.strictObject({ op: z.literal('remove'), ...place }),
  z.strictObject({ op: z.literal('replace'), ...place, ...value }),
  z.strictObject({ op: z.literal('move'), ...from, ...place }),
  z.strictObject({ op: z.literal('copy'), ...from, ...place }),
  z.strictObject({ op: z.literal('test'), ...place, ...value }),
]);

const controlCall = z.strictObject({
  post: described(text, 'Path below /_sandbox/, for example faults or liveramp/age.'),
  body: z._default(z.json(), {}),
});

const subject = z.strictObject({
  kind: z.optional(text),
  name: z.optional(text),
  collaboration: z.optional(described(text, 'Name of the collaboration that it is in.')),
  room: z.optional(described(text, 'Name of the clean room that it is in.')),
});

/** A finding that is expected: what is left out of its subject is not compared. */
const expectedFinding = z.strictObject({ id: text, subject: z._default(subject, {}) });
export type ExpectedFinding = z.infer<typeof expectedFinding>;

const verdict = {
  state: z.optional(described(z.enum(['ready', 'waiting', 'not_ready', 'unknown']), 'Left out: not compared.')),
  causes: described(z.array(expectedFinding), 'The root causes, in any order among themselves; empty: none.'),
  notes: z.optional(described(z.array(expectedFinding), 'What has to stand among the notes.')),
};
export type Verdict = z.infer<z.ZodMiniObject<typeof verdict>>;

const mendingStep = z.strictObject({
  finding: described(expectedFinding, 'A cause of the diagnosis that is made before this step.'),
  remedy: z.optional(described(text, 'The job of the remedy; left out: the first remedy that a job carries out.')),
});
export type MendingStep = z.infer<typeof mendingStep>;

/** One set-up and what a diagnosis has to say of it. */
export const diagnosisScenarioSchema = z.strictObject({
  $schema: z.optional(z.string()),
  title: described(text, 'The story, in one sentence; it is the name of the test.'),
  because: described(text, 'Why a careful engineer would come to what is expected.'),
  kind: z.enum(['one_fault', 'two_faults', 'healthy']),
  world: described(z.union([text, worldSchema]), 'Name of a file in worlds/, without .json; or a world.'),
  change: z._default(described(z.array(operation), 'JSON Patch of the world: what is wrong in it.'), []),
  then: z._default(described(z.array(controlCall), 'What is asked of the running sandbox before the diagnosis.'), []),
  connection: z.optional(described(connection, "Instead of the world's.")),
  about: z.optional(
    described(
      z.strictObject({ room: z.optional(text), subject: z.optional(text) }),
      'What is asked about; left out: the whole connection.',
    ),
  ),
  calls_do_not_count: z.optional(
    described(text, 'Why its calls are not held against the budget: where the service makes one reading of many requests.'),
  ),
  expected: z.strictObject({
    ...verdict,
    mend: z._default(described(z.array(mendingStep), 'What is then mended, one after another.'), []),
    after: z._default(described(z.strictObject(verdict), 'What a diagnosis says after that.'), { state: 'ready', causes: [] }),
  }),
});
export type DiagnosisScenario = z.infer<typeof diagnosisScenarioSchema>;
export type ScenarioKind = DiagnosisScenario['kind'];
export type ScenarioConnection = World['connection'];
