import type { World } from '../world/world.ts';
import type { Context, Handler } from './context.ts';
import type { Input } from './input.ts';
import { notFound } from './cleanrooms/errors.ts';

/** Keeps the `tags` of a create request. */
export function saveTags(world: World, arn: string, input: Input): void {
  const tags = input.optionalStructure('tags');
  if (tags !== undefined) world.tags.set(arn, { id: arn, tags: textsOf(tags) });
}

export const listTagsForResource: Handler = (context, input) => {
  const arn = requireResource(context, input);
  return { tags: context.world.tags.get(arn)?.tags ?? {} };
};

export const tagResource: Handler = (context, input) => {
  const arn = requireResource(context, input);
  const tags = { ...context.world.tags.get(arn)?.tags, ...textsOf(input.structure('tags')) };
  context.world.tags.set(arn, { id: arn, tags });
  return {};
};

export const untagResource: Handler = (context, input) => {
  const arn = requireResource(context, input);
  const gone = new Set(input.texts('tagKeys'));
  const kept = Object.entries(context.world.tags.get(arn)?.tags ?? {}).filter(([key]) => !gone.has(key));
  context.world.tags.set(arn, { id: arn, tags: Object.fromEntries(kept) });
  return {};
};

function textsOf(input: Input): Record<string, string> {
  return Object.fromEntries(Object.keys(input.values).map((key) => [key, input.text(key)]));
}

/** The ARN of something that the caller's account has in this Region. */
function requireResource({ world, caller }: Context, input: Input): string {
  const arn = input.text('resourceArn');
  const id = arn.slice(arn.lastIndexOf('/') + 1);
  const found =
    world.collaborations.get(id) ??
    world.memberships.get(id) ??
    world.configuredTables.get(id) ??
    world.association(id) ??
    world.idNamespaceAssociation(id) ??
    world.idMappingTables.get(id);
  if (found?.arn !== arn || !arn.includes(`:${caller.region}:${caller.account.id}:`)) throw notFound(arn);
  return arn;
}
