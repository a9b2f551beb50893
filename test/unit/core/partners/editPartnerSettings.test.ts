import assert from 'node:assert/strict';
import { editPartnerSettings, parsePartnerSettings } from '../../../../src/core/partners/editPartnerSettings.ts';
import { permissionTemplates } from '../../../../src/core/partners/permissionTemplates.ts';
import { rejection } from '../../support/jobs.ts';

const flags = {
  can_view: true,
  can_edit: false,
  can_clone: false,
  can_run: true,
  can_view_results: true,
  can_view_code: false,
  can_view_schema: false,
  can_view_sample: false,
  can_configure_mapping: false,
};

describe('the file of what a folder keeps about partners', () => {
  it('is made with the first thing that is kept', () => {
    const text = editPartnerSettings('f', undefined, [{ kind: 'keepNoteTemplate', name: 'short', text: 'Join us' }]);
    assert.deepEqual(JSON.parse(text), { note_templates: { short: 'Join us' } });
  });

  it('keeps unknown keys and what is not named', () => {
    const before = '{\n  "ours": [1, 2],\n  "reminder_days": 4,\n  "note_templates": { "a": "A" }\n}\n';
    const after = editPartnerSettings('f', before, [{ kind: 'keepPermissionTemplate', name: 'readers', flags }]);
    assert.match(after, /"ours": \[1, 2\]/);
    assert.deepEqual(JSON.parse(after), {
      ours: [1, 2],
      reminder_days: 4,
      note_templates: { a: 'A' },
      permission_templates: { readers: flags },
    });
  });

  it('has one template for a room, the newest', () => {
    const once = editPartnerSettings('f', undefined, [{ kind: 'keepTemplateOnRoom', roomId: 'r1', name: 'Media', template: 'viewer' }]);
    const text = editPartnerSettings('f', once, [
      { kind: 'keepTemplateOnRoom', roomId: 'r2', name: 'Other', template: 'viewer' },
      { kind: 'keepTemplateOnRoom', roomId: 'r1', name: 'Media', template: 'analyst', questionIds: ['q1'] },
    ]);
    assert.deepEqual(parsePartnerSettings('f', text).rooms, [
      { room_id: 'r1', name: 'Media', permission_template: 'analyst', question_ids: ['q1'] },
      { room_id: 'r2', name: 'Other', permission_template: 'viewer' },
    ]);
    assert.deepEqual(parsePartnerSettings('f', editPartnerSettings('f', text, [{ kind: 'forgetTemplateOnRoom', roomId: 'r1' }])).rooms, [
      { room_id: 'r2', name: 'Other', permission_template: 'viewer' },
    ]);
  });

  it('is an error with line and column where it is broken, and never replaced', async () => {
    const error = await rejection(
      Promise.resolve().then(() =>
        editPartnerSettings('partners.json', '{\n  "reminder_days": "soon"\n}', [{ kind: 'forgetTemplateOnRoom', roomId: 'r' }]),
      ),
    );
    assert.equal(error.code, 'configuration_broken');
    assert.match(error.message, /^partners\.json:2:20: reminder_days/);
  });

  it('offers its own templates beside the built-in ones, and in the place of one of the same name', () => {
    const ids = (templates: Record<string, typeof flags>) =>
      permissionTemplates({ permission_templates: templates }).map(({ id, builtIn }) => `${id}${builtIn ? '' : '*'}`);
    assert.deepEqual(ids({ readers: flags }), ['full_access', 'analyst', 'viewer', 'admin', 'restricted', 'readers*']);
    assert.deepEqual(ids({ viewer: flags }), ['full_access', 'analyst', 'admin', 'restricted', 'viewer*']);
  });
});
