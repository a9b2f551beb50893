import { CleanRoomError } from '../../errors.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { PermissionTemplate } from '../../partners/permissionTemplates.ts';
import { permissionRequestSchema, type PermissionRequest } from '../../partners/permissionRequest.ts';
import { planDatasetSteps } from '../../partners/planDatasetSteps.ts';
import { planMemberSteps } from '../../partners/planMemberSteps.ts';
import { planQuestionSteps } from '../../partners/planQuestionSteps.ts';
import { planRoleSteps } from '../../partners/planRoleSteps.ts';
import { planShareSteps } from '../../partners/planShareSteps.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import { planKeptTemplate } from '../../partners/planKeptTemplate.ts';
import { planUnreadParts } from '../../partners/planUnreadParts.ts';
import type { PlannedSteps } from '../../partners/planQuestionSteps.ts';
import type { LeftOutStep } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import type { PartnerJob } from '../job.ts';
import type { CleanRoomService } from '../../service.ts';
import { readPermissions, type PermissionsReading } from './readPartnerPermissions.ts';
import { findRoom } from './rooms.ts';

export const configurePartnerPermissionsInput = permissionRequestSchema;

/**
 * Sets what partners may do. Everything is read first, only what differs is changed, and every write is read back and
 * compared; one that fails leaves the others. What belongs to somebody else is left out: questions are their owner's to
 * set, the rest is the room owner's. Raises `invalid_input`, `not_found`, `configuration_missing`.
 */
export const configurePartnerPermissions: PartnerJob<typeof configurePartnerPermissionsInput> = {
  kind: 'writing',
  id: 'configure-partner-permissions',
  input: configurePartnerPermissionsInput,
  permission: 'grant',

  async plan(context, request) {
    const { service, signal } = context;
    refuseUnclear(request);
    const room = await findRoom(service, request.room, signal);
    const reading = await readPermissions(context, room, { withShares: (request.result_shares?.length ?? 0) > 0 });
    const template = chosenTemplate(request, reading);
    const flags = request.flags ?? template?.flags;
    const grants: PlannedSteps[] = [
      planQuestionSteps(service, reading, request, flags),
      planDatasetSteps(service, reading, request, flags),
      planRoleSteps(service, reading, request, flags),
      planShareSteps(service, reading, request),
      planMemberSteps(service, reading, request),
    ];
    const keeping = planKeptTemplate(context, reading, request);
    const changes = grants.reduce((sum, { steps }) => sum + steps.length, 0);
    const parts = [...grants, keeping, planUnreadParts(reading, request, flags)];
    return intendSteps({
      connection: service.connection,
      headline: headlineOf(room, changes, keeping.steps.length === 0 ? undefined : template),
      steps: parts.flatMap(({ steps }) => steps),
      leftOut: [...parts.flatMap(({ leftOut }) => leftOut), ...notOfThisService(service, request, room)],
      warnings: parts.flatMap(({ warnings }) => warnings),
      findings: [],
    });
  },
};

/** A wish that could be understood in two ways, or in none. */
function refuseUnclear({ template, flags, keep_on_room: keep }: PermissionRequest): void {
  if (template !== undefined && flags !== undefined)
    throw new CleanRoomError('invalid_input', t('A template and flags were given together, and each says what all questions get.'), {
      remedy: t('Give one of them; single permissions can go beside a template.'),
    });
  if (keep && template === undefined)
    throw new CleanRoomError('invalid_input', t('Only a template can be kept on a clean room.'), {
      remedy: t('Save the flags as a template first, or name one.'),
    });
}

function chosenTemplate({ template: wanted }: PermissionRequest, { templates }: PermissionsReading): PermissionTemplate | undefined {
  if (wanted === undefined) return undefined;
  const template = templates.find(({ id }) => id === wanted);
  if (template !== undefined) return template;
  throw new CleanRoomError('not_found', t('There is no permission template "{0}".', wanted), {
    remedy: t('There are: {0}.', templates.map(({ id }) => id).join(', ')),
  });
}

/** @param kept the template that is to be kept on the room */
function headlineOf(room: CleanRoom, changes: number, kept: PermissionTemplate | undefined): string {
  const title = roomTitle(room);
  if (changes === 0 && kept !== undefined) return t('the template {0} kept on {1}', kept.title, title);
  const headline = counted(changes, t('1 change of permissions in {0}', title), t('{0} changes of permissions in {1}', changes, title));
  return kept === undefined ? headline : t('{0}, and the template {1} kept on it', headline, kept.title);
}

/** What was asked for that this service has nothing like: silence would look like success. */
function notOfThisService(service: CleanRoomService, request: PermissionRequest, room: CleanRoom): LeftOutStep[] {
  const has = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;
  const lacking = [
    ...(service.questions === undefined && has(request.question_permissions) ? [t('questions')] : []),
    ...(service.questions === undefined && has(request.result_shares) ? [t('result shares')] : []),
    ...(service.questions === undefined && (request.template ?? request.flags) !== undefined ? [t('permission flags')] : []),
    ...(service.datasets === undefined && has(request.dataset_assignments) ? [t('datasets')] : []),
    ...(service.partners?.setRole === undefined && has(request.roles) ? [t('roles')] : []),
    ...(service.memberChanges === undefined && has(request.members) ? [t('abilities of members')] : []),
    ...(service.associations === undefined && has(request.receivers) ? [t('receivers of tables')] : []),
    ...(service.associations === undefined && has(request.providers) ? [t('providers of tables')] : []),
  ];
  return lacking.map((what) => ({
    subject: { kind: 'clean_room', name: room.name, id: room.id, roomId: room.id, roomName: room.name },
    code: 'not_possible',
    reason: t('{0} has no {1}, so nothing of them is changed.', roomTitle(room), what),
  }));
}
