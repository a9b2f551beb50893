// A page with every form control, for formControls.test.ts, which bundles it. Not TypeScript: the tests know no page, and
// the panels' own code is the only one that does.
import { BusyIndicator } from '../../src/webview/ui/busyIndicator.ts';
import { PushButton } from '../../src/webview/ui/button.ts';
import { CheckBox } from '../../src/webview/ui/checkBox.ts';
import { Details } from '../../src/webview/ui/details.ts';
import { LabelledDropdown } from '../../src/webview/ui/dropdown.ts';
import { element } from '../../src/webview/ui/element.ts';
import { formSection } from '../../src/webview/ui/formSection.ts';
import { IconButton } from '../../src/webview/ui/iconButton.ts';
import { LinkButton } from '../../src/webview/ui/linkButton.ts';
import { MessageLine } from '../../src/webview/ui/messageLine.ts';
import { Notice } from '../../src/webview/ui/notice.ts';
import { RadioGroup } from '../../src/webview/ui/radioGroup.ts';
import { scrollRegion } from '../../src/webview/ui/scrollRegion.ts';
import { LabelledTextArea } from '../../src/webview/ui/textArea.ts';
import { LabelledTextField } from '../../src/webview/ui/textField.ts';

/** What the person has done, in order. */
const done = [];
const note = (what) => (value) => {
  done.push(value === undefined ? what : `${what}: ${value}`);
};

const partner = new LabelledTextField(
  { label: 'Partner', help: 'As the partner calls itself.', required: true, placeholder: 'Northwind Media' },
  note('partner'),
);
const filter = new LabelledTextField({ label: 'Filter partners', labelUnseen: true, placeholder: 'Filter' }, note('filter'));
const addresses = new LabelledTextArea({ label: 'Addresses', help: 'One on a line.', rows: 3 }, note('addresses'));
const flow = new LabelledDropdown({ label: 'Flow', help: 'Which steps there are.', required: true }, note('flow'));
flow.value = 'retail';
flow.show([
  { value: 'standard', label: 'Standard' },
  { value: 'media', label: 'Media' },
  { value: 'retail', label: 'Retail' },
  { value: 'agency', label: 'Agency' },
]);
const reminders = new CheckBox({ label: 'Send reminders', help: 'On days 3, 7 and 10.' }, note('reminders'));
const some = new CheckBox({ label: 'All flags' }, note('all'));
some.partly = true;
const role = new RadioGroup({ label: 'Role', required: true, help: 'It can be changed later.' }, note('role'));
role.show(
  [
    { value: 'viewer', label: 'Viewer', help: 'Sees results.' },
    { value: 'analyst', label: 'Analyst', help: 'Runs questions.' },
    { value: 'admin', label: 'Admin' },
  ],
  'viewer',
);
const send = new PushButton('Send 2 invitations', 'primary', note('send'));
const preview = new PushButton('Preview', 'secondary', note('preview'));
const disabled = new PushButton('Resend', 'secondary', note('resend'));
disabled.enabled = false;
const remove = new IconButton('delete', 'Remove the template Analyst', note('remove'));
const link = new LinkButton('Show the merge variables', note('link'));
const busy = new BusyIndicator();
const notice = new Notice();
const messages = new MessageLine();
const details = new Details('Why this is asked', element('p', { text: 'The service tells the partner who has invited it.' }));
const cell = (row, flag) =>
  element('td', {}, new CheckBox({ label: `${flag}, ${row}`, labelUnseen: true }, note(`${row} ${flag}`)).element);
const table = element(
  'table',
  { class: 'data' },
  element('caption', { text: 'What partners may do' }),
  element(
    'thead',
    {},
    element('tr', {}, ...['Partner', 'View', 'Run'].map((text) => element('th', { text, attributes: { scope: 'col' } }))),
  ),
  element(
    'tbody',
    {},
    ...['Northwind Media', 'Contoso Retail'].map((name) =>
      element('tr', {}, element('th', { text: name, attributes: { scope: 'row' } }), cell(name, 'View'), cell(name, 'Run')),
    ),
  ),
);

document.body.append(
  element(
    'main',
    { class: 'page' },
    element('h1', { text: 'Invite partners' }),
    messages.element,
    notice.element,
    formSection('Who', element('div', { class: 'form-row' }, partner.element, flow.element), addresses.element, role.element),
    formSection('What', reminders.element, some.element, filter.element, scrollRegion('What partners may do', table), details.element),
    element('div', { class: 'form-actions' }, send.element, preview.element, disabled.element, remove.element, link.element, busy.element),
  ),
);
window.page = { done, partner, filter, addresses, flow, reminders, some, role, send, busy, notice, messages };
