import { asCleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import type { PermissionsReading } from '../jobs/partners/readPartnerPermissions.ts';
import { required } from '../jobs/partners/rooms.ts';
import type { RoomDataset } from '../model/question.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import { isOurDataset, roomOfOther } from './ownership.ts';
import type { PermissionFlags } from './permissionFlags.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import { nothingPlanned, type PlannedSteps } from './planQuestionSteps.ts';
import { resolveByIdOrName, roomTitle } from './resolveRoom.ts';
import type { LeftOutStep } from './steps.ts';

/** Which datasets partners may assign themselves: one step per dataset, though the service takes many, so that each has its own result. */
export function planDatasetSteps(
  service: CleanRoomService,
  { datasets, room, connection, unread }: PermissionsReading,
  { datasets: chosen, dataset_assignments: single = [] }: Pick<PermissionRequest, 'datasets' | 'dataset_assignments'>,
  flags: PermissionFlags | undefined,
): PlannedSteps {
  if (datasets === undefined || unread.has('datasets')) return nothingPlanned;
  const leftOut: LeftOutStep[] = [];
  const find = (reference: string): RoomDataset[] => {
    try {
      return [
        resolveByIdOrName(datasets, reference, {
          none: t('{0} has no dataset "{1}".', roomTitle(room), foreignText(reference)),
          several: t('{0} has several datasets "{1}".', roomTitle(room), foreignText(reference)),
        }),
      ];
    } catch (thrown) {
      const subject = { kind: 'dataset' as const, name: reference, roomId: room.id, roomName: room.name };
      leftOut.push({ subject, code: 'not_found', reason: asCleanRoomError(thrown).sentence });
      return [];
    }
  };
  const wishes = new Map<RoomDataset, boolean>();
  if (flags !== undefined) {
    // Only our own: partners decide about theirs.
    const ours = datasets.filter((dataset) => isOurDataset(dataset, connection));
    for (const dataset of chosen === undefined ? ours : chosen.flatMap(find)) wishes.set(dataset, flags.can_configure_mapping);
  }
  for (const { dataset: reference, partner_can_assign: wish } of single) for (const dataset of find(reference)) wishes.set(dataset, wish);
  const steps = [...wishes].flatMap(([{ id, name, partnerCanAssign: before }, wish]) => {
    const subject = { kind: 'dataset' as const, name, id, roomId: room.id, roomName: room.name };
    if (before === wish) {
      leftOut.push({
        subject,
        code: 'already_so',
        reason: wish ? t('Partners may assign it already.') : t('Partners may not assign it anyway.'),
      });
      return [];
    }
    if (!room.ours) {
      leftOut.push({ subject, code: 'not_possible', reason: roomOfOther(room) });
      return [];
    }
    return [
      {
        key: `dataset|${id}`,
        action: 'set_partner_assignment' as const,
        subject,
        sentence: wish
          ? t('Let all partners assign the dataset "{0}"', foreignText(name))
          : t('Close the assignment of the dataset "{0}" to partners', foreignText(name)),
        reason: t('The setting is per dataset and holds for all partners.'),
        takesAway: !wish,
        carryOut: async (options: Parameters<NonNullable<CleanRoomService['datasets']>['setPartnerAssignment']>[2]) => {
          const port = required(service.datasets, service, t('set who assigns datasets'));
          const { value, requestId } = await port.setPartnerAssignment(room, [{ datasetId: id, name, partnerCanAssign: wish }], options);
          const now = value.find((each) => each.id === id)?.partnerCanAssign;
          return {
            outcome: now === wish ? ('done' as const) : ('differs' as const),
            detail: now === wish ? t('Read back: as asked for.') : t('The service accepted it, but read back it is as before.'),
            requestId,
            id,
          };
        },
      },
    ];
  });
  return { steps, leftOut, warnings: [] };
}
