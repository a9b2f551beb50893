import type * as z from 'zod/mini';
import type { CleanRoomError } from '../errors.ts';
import { issueText } from '../issueText.ts';
import type { AnyIntention, AnyResult, Intention, ReadingJob, WritingJob } from '../jobs/job.ts';
import type { PartnerPlan } from '../partners/steps.ts';
import type { Plan } from '../sync/change.ts';
import { t } from '../text.ts';
import type { ToolAnswer } from './answer.ts';
import { resultAnswer } from './answers/resultAnswer.ts';
import { fieldsAt } from './fieldsAt.ts';
import type { ToolConnection } from './toolConnection.ts';
import { ToolRefusal } from './toolRefusal.ts';

/** Whether a tool changes something: never, with some of its actions, or whenever it is called. */
export type ToolWrites = 'never' | 'some' | 'always';

/** How a host runs the jobs behind a tool, through one connection: validated, permitted, recorded as everywhere. */
export interface ToolJobs {
  read<Schema extends z.ZodMiniType, Result>(job: ReadingJob<Schema, Result>, input: unknown): Promise<Result>;
  plan<Schema extends z.ZodMiniType, Result extends AnyResult, Planned extends Plan | PartnerPlan>(
    job: WritingJob<Schema, Result, Planned>,
    input: unknown,
  ): Promise<Intention<Result, Planned>>;
  /** Plans anew, and carries that plan out where `consent` agrees to it. Raises `cancelled` where it does not. */
  write<Schema extends z.ZodMiniType, Result extends AnyResult, Planned extends Plan | PartnerPlan>(
    job: WritingJob<Schema, Result, Planned>,
    input: unknown,
    consent: ToolConsent,
  ): Promise<Result>;
}

export type ToolConsent = (intention: AnyIntention) => Promise<boolean>;

/** Work that changes nothing. */
export interface ReadingWork {
  kind: 'reading';
  read(jobs: ToolJobs): Promise<ToolAnswer>;
  /** The answer where the connection cannot be opened, of work that asks just why; of all other work the error is it. */
  unopened?: (connection: ToolConnection, error: CleanRoomError) => ToolAnswer;
}

/** Work that changes something, after its plan has been agreed to. */
export interface WritingWork {
  kind: 'writing';
  /** The job, and what it is asked for: with the plan they say what would be done. */
  job: string;
  input: object;
  /** True where only the plan was asked for. */
  dryRun: boolean;
  /** What was asked for and cannot be had this way, and what to do instead; sentences of ours. */
  notes: readonly string[];
  plan(jobs: ToolJobs): Promise<AnyIntention>;
  write(jobs: ToolJobs, consent: ToolConsent): Promise<ToolAnswer>;
}

/** What a call asks for. The connections are the host's own to tell. */
export type ToolWork = { kind: 'connections' } | ReadingWork | WritingWork;

/** A tool as every host offers it. */
export interface Tool {
  /** `verb_noun`. */
  name: string;
  /** For people. */
  title: string;
  /** For the model: what it does, and when another tool is the right one. */
  description: string;
  /** For people: one sentence. */
  userDescription: string;
  input: z.ZodMiniType;
  writes: ToolWrites;
  /** Through which connection, where the call says so, and what it asks for. Raises ToolRefusal. */
  asked(input: unknown): { connection: string | undefined; work: ToolWork };
}

/** Makes a tool of an input schema and of what a valid input asks for. */
export function defineTool<Schema extends z.ZodMiniType<{ connection?: string | undefined }>>(
  tool: Pick<Tool, 'name' | 'title' | 'description' | 'userDescription' | 'writes'> & {
    input: Schema;
    work: (input: z.infer<Schema>) => ToolWork;
  },
): Tool {
  const { name, title, description, userDescription, writes, input: schema, work } = tool;
  return {
    name,
    title,
    description,
    userDescription,
    writes,
    input: schema,
    asked(input) {
      const parsed = schema.safeParse(input);
      if (!parsed.success) throw wrongInput(name, schema, parsed.error.issues[0], input);
      return { connection: parsed.data.connection, work: work(parsed.data) };
    },
  };
}

/** The work of a job that only reads. */
export function reading<Schema extends z.ZodMiniType, Result>(
  job: ReadingJob<Schema, Result>,
  input: object,
  answer: (result: Result) => ToolAnswer,
): ReadingWork {
  return { kind: 'reading', read: async (jobs) => answer(await jobs.read(job, withoutUndefined(input))) };
}

/** The work of a job that writes. @param notes what was asked for and cannot be had, with what to do instead */
export function writing<Schema extends z.ZodMiniType, Result extends AnyResult, Planned extends Plan | PartnerPlan>(
  job: WritingJob<Schema, Result, Planned>,
  input: object,
  { dryRun = false, notes = [] }: { dryRun?: boolean | undefined; notes?: readonly string[] } = {},
): WritingWork {
  const wanted = withoutUndefined(input);
  return {
    kind: 'writing',
    job: job.id,
    input: wanted,
    dryRun,
    notes,
    plan: (jobs) => jobs.plan(job, wanted),
    write: async (jobs, consent) => resultAnswer(await jobs.write(job, wanted, consent), notes),
  };
}

function withoutUndefined(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function wrongInput(name: string, schema: z.ZodMiniType, issue: z.core.$ZodIssue | undefined, input: unknown): ToolRefusal {
  if (issue?.code === 'unrecognized_keys')
    return new ToolRefusal(
      'invalid_input',
      t('{0} has no field {1}.', [name, ...issue.path].join('.'), issue.keys.map((key) => JSON.stringify(key)).join(', ')),
      t('Its fields are: {0}. Call it again with these only.', fieldsAt(schema, issue.path).join(', ')),
    );
  const where = issue?.path.join('.') ?? '';
  const what = issue === undefined ? t('wrong input') : issueText(issue, input);
  return new ToolRefusal(
    'invalid_input',
    where === '' ? t('{0}: {1}.', name, what) : t('{0}: "{1}" {2}.', name, where, what),
    t('Correct the field and call the tool again.'),
  );
}
