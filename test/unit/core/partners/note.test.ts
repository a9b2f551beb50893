import assert from 'node:assert/strict';
import { noteTemplates, noteVariables, renderNote, standardNote } from '../../../../src/core/partners/note.ts';

const values = {
  cleanRoom: 'Media Insights',
  cleanRoomId: 'CR-045144',
  partner: 'Nova',
  inviter: 'sam',
  organisation: 'Acme Retail',
  date: '2026-11-20',
  email: 'dana@nova.example',
};

const sam = { inviter: { name: 'Sam Lee', address: 'sam@acme.example' } };

describe('the note of an invitation', () => {
  it('has its variables filled in, in any case and with spaces', () => {
    assert.deepEqual(renderNote('{{partner}}: {{ cleanRoom }} ({{CLEANROOMID}}), {{date}}', values), {
      text: 'Nova: Media Insights (CR-045144), 2026-11-20',
      unknown: [],
    });
  });
  it('keeps what stands for nothing as it was written, and says so once', () => {
    assert.deepEqual(renderNote('{{company}} and {{company}}, {partner}', values), {
      text: '{{company}} and {{company}}, {partner}',
      unknown: ['company'],
    });
  });
  it('does not fill in what a value brings along', () => {
    assert.equal(renderNote('{{partner}}', { ...values, partner: '{{email}}' }).text, '{{email}}');
  });
  it('knows every variable of the standard one', () => {
    assert.deepEqual(renderNote(standardNote(sam), values).unknown, []);
  });
  it('says whom to ask only where the folder names somebody', () => {
    assert.doesNotMatch(standardNote(undefined), /Questions|inviter/);
    assert.match(renderNote(noteTemplates(sam)[0]?.text ?? '', values).text, / Questions\? Answer to sam\.$/);
  });
  for (const variable of noteVariables)
    it(`fills in ${variable}`, () => {
      assert.equal(renderNote(`{{${variable}}}`, values).text, values[variable]);
    });
  it('comes from a template of the folder, which may take the place of the standard one', () => {
    assert.deepEqual(
      noteTemplates({ note_templates: { short: 'Join us' } }).map(({ name }) => name),
      ['standard', 'short'],
    );
    assert.deepEqual(noteTemplates({ note_templates: { standard: 'Join us' } }), [{ name: 'standard', text: 'Join us' }]);
  });
});
