import type { CleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { Question, RoomDataset } from '../model/question.ts';
import type { PermissionTemplate } from '../partners/permissionTemplates.ts';
import { partnerSettingsFileName } from '../partners/partnerSettings.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import { t } from '../text.ts';

/** Somebody changed a question after a template had been kept on its room, or it came later. */
export function differsFromTemplate(
  connection: Connection,
  room: CleanRoom,
  question: Question,
  { id, title }: PermissionTemplate,
  permissions: readonly string[],
): Finding {
  return {
    id: 'question.differs_from_template',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'question', name: question.name, id: question.id, roomId: room.id, roomName: room.name },
    title: t('The question "{0}" differs from the template {1} that is kept on {2}.', foreignText(question.name), title, roomTitle(room)),
    evidence: [t('Different: {0}.', permissions.join(', '))],
    remedies: [
      {
        title: t('Set its permissions by the template'),
        job: 'configure-partner-permissions',
        input: { room: room.id, template: id, questions: [question.id], datasets: [], partners: [] },
      },
    ],
  };
}

/** The same of a dataset of ours: whether partners may assign it. */
export function datasetDiffersFromTemplate(
  connection: Connection,
  room: CleanRoom,
  { id: datasetId, name, partnerCanAssign }: RoomDataset,
  { id, title }: PermissionTemplate,
): Finding {
  return {
    id: 'dataset.differs_from_template',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'dataset', name, id: datasetId, roomId: room.id, roomName: room.name },
    title: t('The dataset "{0}" differs from the template {1} that is kept on {2}.', foreignText(name), title, roomTitle(room)),
    evidence: [
      partnerCanAssign
        ? t('Partners may assign it, and by the template they may not.')
        : t('Partners may not assign it, and by the template they may.'),
    ],
    remedies: [
      {
        title: t('Set it by the template'),
        job: 'configure-partner-permissions',
        input: { room: room.id, template: id, questions: [], datasets: [datasetId], partners: [] },
      },
    ],
  };
}

/** What the folder keeps about partners cannot be read: templates of one's own and reminder days do not hold. */
export function settingsUnreadable(connection: Connection, { message, remedy }: CleanRoomError): Finding {
  return {
    id: 'partner_settings.unreadable',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'configuration', name: partnerSettingsFileName },
    title: t('{0} cannot be read, so what it keeps about partners does not hold.', partnerSettingsFileName),
    evidence: [message],
    remedies: [{ title: remedy ?? t('Correct the file.') }],
  };
}

/** The folder keeps a template on the room that it does not have. */
export function templateMissing(connection: Connection, room: CleanRoom, template: string): Finding {
  return {
    id: 'clean_room.template_missing',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'clean_room', name: room.name, id: room.id, roomId: room.id },
    title: t(
      'The template "{0}" that is kept on {1} does not exist, so nothing is compared with it.',
      foreignText(template),
      roomTitle(room),
    ),
    evidence: [t('It stands in clean-rooms/partners.json under "rooms", and not under "permission_templates".')],
    remedies: [{ title: t('Add the template, or choose another one for the clean room.') }],
  };
}
