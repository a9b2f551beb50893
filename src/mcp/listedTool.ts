import type { Tool } from '../core/tools/tool.ts';
import type { InputSchema } from './inputSchemas.ts';

/** Only MCP clients have it: elsewhere the person is asked by the host. */
const planHashField = {
  type: 'string',
  description: 'The plan_hash of an earlier answer: carries out exactly that plan, or, where it has changed, answers the new one.',
};

/** A tool as tools/list tells it. */
export function listedTool(
  { name, title, description, writes }: Tool,
  schemas: ReadonlyMap<string, InputSchema>,
  allowWrites: boolean,
): {
  name: string;
  title: string;
  description: string;
  inputSchema: InputSchema;
  annotations: { title: string; readOnlyHint: boolean; destructiveHint: boolean; idempotentHint: boolean; openWorldHint: boolean };
} {
  const changes = allowWrites && writes !== 'never';
  const { properties = {}, ...schema } = schemas.get(name) ?? {};
  return {
    name,
    title,
    description,
    inputSchema: { ...schema, type: 'object', properties: { ...properties, ...(changes ? { planHash: planHashField } : {}) } },
    annotations: {
      title,
      readOnlyHint: !changes,
      // Invitations are taken back, permissions closed, associations deleted and made anew: only after the plan was agreed to.
      destructiveHint: changes,
      // Everything plans from what is there: the second time there is nothing to do.
      idempotentHint: true,
      openWorldHint: true,
    },
  };
}

/** The plan's hash, and the rest of the input, which is the tool's own. */
export function takePlanHash(argumentsGiven: Readonly<Record<string, unknown>>): { input: object; planHash: string | undefined } {
  const { planHash, ...input } = argumentsGiven;
  return { input, planHash: typeof planHash === 'string' && planHash !== '' ? planHash : undefined };
}
