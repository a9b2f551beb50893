import {
  partnerSettingsFileName,
  type PartnerSettings,
  type PartnerSettingsEdit,
  type PartnerSettingsStore,
} from '../../../../src/core/partners/partnerSettings.ts';

/** The settings file of a folder, in memory. */
export class MemoryPartnerSettings implements PartnerSettingsStore {
  readonly file = partnerSettingsFileName;
  settings: PartnerSettings | undefined;

  constructor(settings?: PartnerSettings) {
    this.settings = settings;
  }

  read(): Promise<PartnerSettings | undefined> {
    return Promise.resolve(structuredClone(this.settings));
  }

  edit(edits: readonly PartnerSettingsEdit[]): Promise<void> {
    this.settings = edits.reduce(edited, this.settings ?? {});
    return Promise.resolve();
  }
}

function edited(settings: PartnerSettings, edit: PartnerSettingsEdit): PartnerSettings {
  const { permission_templates: templates, note_templates: notes, rooms = [] } = settings;
  switch (edit.kind) {
    case 'keepPermissionTemplate':
      return { ...settings, permission_templates: { ...templates, [edit.name]: edit.flags } };
    case 'keepNoteTemplate':
      return { ...settings, note_templates: { ...notes, [edit.name]: edit.text } };
    case 'keepTemplateOnRoom': {
      const { roomId, name, template, questionIds } = edit;
      const others = rooms.filter(({ room_id: id }) => id !== roomId);
      const entry = { room_id: roomId, name, permission_template: template };
      return { ...settings, rooms: [...others, questionIds === undefined ? entry : { ...entry, question_ids: [...questionIds] }] };
    }
    case 'forgetTemplateOnRoom':
      return { ...settings, rooms: rooms.filter(({ room_id: id }) => id !== edit.roomId) };
  }
}
