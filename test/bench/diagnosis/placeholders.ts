import * as z from 'zod/mini';

/** Ids are known only once the sandbox runs: `{membership_id:AMC Collaboration}` stands for one in a scenario's texts. */
const placeholder = /\{(membership_id|collaboration_id|table_id|room_id|question_id):([^{}]+)\}/g;

const named = z.object({ id: z.string(), name: z.string() });
const region = z.object({
  configured_tables: z.array(named),
  memberships: z.array(z.object({ membership_id: z.string(), collaboration_name: z.string() })),
});
/** What of `GET /_sandbox/state` has ids. */
const stateSchema = z.object({
  accounts: z.array(z.object({ account_id: z.string(), regions: z.record(z.string(), region) })),
  collaborations: z.array(z.object({ collaboration_id: z.string(), name: z.string() })),
  liveramp: z.object({ rooms: z.array(z.object({ ...named.shape, questions: z.array(named) })) }),
});

/**
 * Puts the ids of a running sandbox into a text. Memberships and tables are those of one account. Raises an Error for a
 * name that nothing has.
 */
export function withIds(text: string, state: unknown, accountId: string | undefined): string {
  const ids = idsIn(state, accountId);
  return text.replaceAll(placeholder, (whole, kind: string, name: string) => {
    const id = ids.get(`${kind}:${name}`);
    if (id === undefined) throw new Error(`${whole}: the sandbox has nothing of that name.`);
    return id;
  });
}

function idsIn(state: unknown, accountId: string | undefined): ReadonlyMap<string, string> {
  const { accounts, collaborations, liveramp } = stateSchema.parse(state);
  const regions = accounts.filter(({ account_id }) => account_id === accountId).flatMap((account) => Object.values(account.regions));
  const keyed = (kind: string, things: readonly { id: string; name: string }[]): [string, string][] =>
    things.map(({ id, name }) => [`${kind}:${name}`, id]);
  return new Map([
    ...keyed(
      'collaboration_id',
      collaborations.map(({ collaboration_id: id, name }) => ({ id, name })),
    ),
    ...keyed(
      'membership_id',
      regions.flatMap(({ memberships }) => memberships.map(({ membership_id: id, collaboration_name: name }) => ({ id, name }))),
    ),
    ...keyed(
      'table_id',
      regions.flatMap(({ configured_tables }) => configured_tables),
    ),
    ...keyed('room_id', liveramp.rooms),
    ...keyed(
      'question_id',
      liveramp.rooms.flatMap(({ questions }) => questions),
    ),
  ]);
}
