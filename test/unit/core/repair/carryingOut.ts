import type { WriteRecord } from '../../../../src/core/jobs/audit.ts';
import { apply, type Applied } from '../../../../src/core/sync/apply.ts';
import type { RepairChoice } from '../../../../src/core/repair/planRepair.ts';
import type { ApplyOptions, ItemOutcome } from '../../../../src/core/sync/outcome.ts';
import type { Wish } from '../../../../src/core/sync/wishes.ts';
import { InMemoryService, type World } from '../../inMemoryService.ts';
import { lookedAt } from './lookedAt.ts';

export interface CarriedOut {
  applied: Applied;
  /** Of the first collaboration. */
  items: ItemOutcome[];
  records: WriteRecord[];
}

/** Plans a repair of a world with a calm service, then carries it out with the given one. */
export async function carriedOut(
  world: World,
  {
    service = new InMemoryService(world),
    wish = {},
    choice = {},
    meanwhile,
    ...options
  }: Partial<ApplyOptions> & {
    service?: InMemoryService;
    wish?: Partial<Wish>;
    choice?: Partial<RepairChoice>;
    /** What happens between planning and carrying out. */
    meanwhile?: () => void;
  } = {},
): Promise<CarriedOut> {
  const plan = (await lookedAt(world, wish)).plan(choice);
  meanwhile?.();
  world.writes = [];
  const records: WriteRecord[] = [];
  const recorder = { record: (write: WriteRecord) => void records.push(write) };
  const applied = await apply(service, plan, { recorder, ...options });
  return { applied, items: applied.collaborations[0]?.items ?? [], records };
}

/** Everything in the first room but its ids, so that two states can be compared. */
export function contentOf({ rooms: [room], tags }: World, arnOf: (id: string) => string): object[] {
  return (room?.associations ?? [])
    .map(({ id, ...each }) => ({ ...each, tags: tags.get(arnOf(id)) ?? {} }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ description, ...each }) => (description === undefined ? each : { description, ...each }));
}
