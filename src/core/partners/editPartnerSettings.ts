import { applyEdits, modify, type JSONPath } from 'jsonc-parser';
import { brokenConfiguration, parseJsonText } from '../config/parse.ts';
import { partnerSettingsSchema, type PartnerSettings, type PartnerSettingsEdit } from './partnerSettings.ts';

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** The settings that a text says. Raises `configuration_broken` with line and column. */
export function parsePartnerSettings(file: string, text: string): PartnerSettings {
  const parsed = parseJsonText(text, partnerSettingsSchema);
  if ('problems' in parsed) throw brokenConfiguration(file, parsed.problems);
  return parsed.value;
}

/** The text with the edits put in; what they do not name stays as it is. @param text undefined: there is no file yet */
export function editPartnerSettings(file: string, text: string | undefined, edits: readonly PartnerSettingsEdit[]): string {
  return edits.reduce((edited, edit) => editOnce(edited, parsePartnerSettings(file, edited), edit), text ?? '{}\n');
}

function editOnce(text: string, settings: PartnerSettings, edit: PartnerSettingsEdit): string {
  switch (edit.kind) {
    case 'keepPermissionTemplate':
      return set(text, ['permission_templates', edit.name], edit.flags);
    case 'keepNoteTemplate':
      return set(text, ['note_templates', edit.name], edit.text);
    case 'keepTemplateOnRoom': {
      const rooms = settings.rooms ?? [];
      const at = rooms.findIndex((each) => each.room_id === edit.roomId);
      const entry = {
        ...rooms[at],
        room_id: edit.roomId,
        name: edit.name,
        permission_template: edit.template,
        question_ids: edit.questionIds,
      };
      return set(text, at === -1 ? ['rooms', rooms.length] : ['rooms', at], entry, at === -1);
    }
    case 'forgetTemplateOnRoom': {
      const at = (settings.rooms ?? []).findIndex((each) => each.room_id === edit.roomId);
      return at === -1 ? text : set(text, ['rooms', at], undefined);
    }
  }
}

function set(text: string, path: JSONPath, value: unknown, isArrayInsertion = false): string {
  return applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion }));
}
