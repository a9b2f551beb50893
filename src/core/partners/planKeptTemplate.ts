import { CleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import type { JobContext } from '../jobs/job.ts';
import type { PermissionsReading } from '../jobs/partners/readPartnerPermissions.ts';
import { t } from '../text.ts';
import { findQuestion } from './findQuestion.ts';
import type { PermissionRequest } from './permissionRequest.ts';
import type { PermissionTemplate } from './permissionTemplates.ts';
import { nothingPlanned, type PlannedSteps } from './planQuestionSteps.ts';
import { roomTitle } from './resolveRoom.ts';

/** A template that holds in a room: for these questions, or for all. */
export interface KeptTemplate {
  template: PermissionTemplate;
  questionIds: readonly string[] | undefined;
}

type KeepingRequest = Partial<Pick<PermissionRequest, 'template' | 'questions' | 'keep_on_room'>>;

/** The template that will be kept on the room once the request is carried out; undefined for none, or one that is gone. */
export function keptAfterwards(reading: PermissionsReading, request: KeepingRequest): KeptTemplate | undefined {
  const { kept, templates } = reading;
  const wanted = request.keep_on_room === true ? request.template : kept?.template;
  const template = templates.find(({ id }) => id === wanted);
  if (template === undefined) return undefined;
  return { template, questionIds: request.keep_on_room === true ? chosenIds(reading, request) : kept?.questionIds };
}

/**
 * Writes into the folder's settings that a template holds in a room, for these questions or for all; nothing where it
 * stands there already. Raises `configuration_missing` where there is no folder.
 */
export function planKeptTemplate(
  { partnerSettings: store }: Pick<JobContext, 'partnerSettings'>,
  reading: PermissionsReading,
  request: KeepingRequest,
): PlannedSteps {
  const { room, kept, questions, unread } = reading;
  const after = request.keep_on_room === true && questions !== undefined ? keptAfterwards(reading, request) : undefined;
  // Ids of questions that could not be read are not known.
  if (after === undefined || (unread.has('questions') && request.questions !== undefined)) return nothingPlanned;
  const { template, questionIds } = after;
  const subject = { kind: 'file' as const, name: store?.file ?? '', roomId: room.id, roomName: room.name };
  if (!room.ours) {
    const reason = t('{0} belongs to {1}; templates are kept on clean rooms of our own.', roomTitle(room), foreignText(room.owner));
    return { steps: [], leftOut: [{ subject: { ...subject, name: template.title }, code: 'not_possible', reason }], warnings: [] };
  }
  if (kept?.template === template.id && sorted(kept.questionIds)?.join() === questionIds?.join()) return nothingPlanned;
  if (store === undefined)
    throw new CleanRoomError('configuration_missing', t('There is no folder in which a template could be kept.'), {
      remedy: t('Open a folder, or run this in one.'),
    });
  return {
    steps: [
      {
        key: `keep_template|${room.id}`,
        action: 'write_file',
        subject,
        sentence: t('Keep the template {0} on {1}', template.title, roomTitle(room)),
        reason: t('What differs from it later is a finding. It is written into {0}.', store.file),
        takesAway: false,
        async carryOut() {
          await store.edit([{ kind: 'keepTemplateOnRoom', roomId: room.id, name: room.name, template: template.id, questionIds }]);
          return { outcome: 'done', detail: '' };
        },
      },
    ],
    leftOut: [],
    warnings: [],
  };
}

/** Ids, whatever the questions were called by: names change. Those that are not there are reported where they are set. */
function chosenIds({ questions = [], room }: PermissionsReading, { questions: chosen }: KeepingRequest): string[] | undefined {
  return sorted(chosen?.flatMap((reference) => findQuestion(questions, reference, room, [])?.question.id ?? []));
}

function sorted(ids: readonly string[] | undefined): string[] | undefined {
  return ids === undefined ? undefined : [...ids].sort((a, b) => a.localeCompare(b));
}
