import { longestNote } from '../../../protocol/invitationText.ts';
import { cleanRoomClouds, cleanRoomTypes, type OnboardingPicture, type OnboardingWish } from '../../../protocol/onboardingMessages.ts';
import type { Activity } from '../../partners/activity.ts';
import { readAddresses } from '../../partners/addressReading.ts';
import { AddressText } from '../../partners/addressText.ts';
import type { NotePreview } from '../../partners/notePreview.ts';
import { NoteText } from '../../partners/noteText.ts';
import { connectionOptions, roomWords } from '../../partners/words.ts';
import { PushButton } from '../../ui/button.ts';
import { Details } from '../../ui/details.ts';
import { LabelledDropdown } from '../../ui/dropdown.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { RadioGroup } from '../../ui/radioGroup.ts';
import { counted, t } from '../../ui/text.ts';
import { flagList } from './flagList.ts';
import { chosenConnection, chosenRoom, noteOf, type FormState } from './formState.ts';
import { previewOf } from './notePreview.ts';
import { wishOf } from './wishOf.ts';

export interface SetupListener {
  change(change: Partial<FormState>): void;
  check(wish: OnboardingWish): void;
  start(wish: OnboardingWish): void;
}

/** The first step, for a batch: where, whom, by which flow, with which permissions and words. */
export class SetupForm {
  readonly element: HTMLElement;
  readonly #connection: LabelledDropdown;
  readonly #room: LabelledDropdown;
  readonly #partners: AddressText;
  readonly #flow: RadioGroup;
  readonly #template: LabelledDropdown;
  readonly #flags = element('div');
  readonly #flagsShown = new Details('', this.#flags);
  readonly #kind = element('div', { class: 'form-row' });
  readonly #type: LabelledDropdown;
  readonly #cloud: LabelledDropdown;
  readonly #note: NoteText;
  readonly #noNote = element('p', { class: 'muted', text: t('The service sends no words along with an invitation.') });
  readonly #check: PushButton;
  readonly #start: PushButton;
  readonly #missing = element('p', { class: 'muted' });
  #wish: OnboardingWish | undefined;
  #flowsShown = '';
  #shownConnection = '';

  constructor(listener: SetupListener) {
    const change = (what: Partial<FormState>): void => {
      listener.change(what);
    };
    this.#connection = new LabelledDropdown({ label: t('Connection') }, (connectionId) => {
      change({ connectionId, roomId: '' });
    });
    this.#room = new LabelledDropdown({ label: t('Clean room'), required: true }, (roomId) => {
      // The panel may have chosen the connection; with the room it is the person's.
      change({ connectionId: this.#shownConnection, roomId });
    });
    this.#partners = new AddressText(
      {
        byEmail: t('Partners'),
        byAccount: {
          label: t('Partner accounts'),
          help: t('One AWS account per line, as Name <123456789012>, or CSV with the columns account_id and name.'),
        },
        rows: 4,
      },
      (partners) => {
        change({ partners });
      },
    );
    this.#flow = new RadioGroup({ label: t('Flow') }, (flow) => {
      change({ flow });
    });
    this.#template = new LabelledDropdown({ label: t('Permissions') }, (template) => {
      change({ template });
    });
    this.#type = new LabelledDropdown(
      { label: t('Type of the clean room'), help: t('For the guidance; the list of clean rooms does not tell it.') },
      (value) => {
        change({ roomType: cleanRoomTypes.find((each) => each === value) ?? '' });
      },
    );
    this.#cloud = new LabelledDropdown({ label: t('Cloud') }, (value) => {
      change({ roomCloud: cleanRoomClouds.find((each) => each === value) ?? '' });
    });
    this.#note = new NoteText(5, (note) => {
      change({ note });
    });
    this.#check = new PushButton(t('Check'), 'secondary', () => {
      if (this.#wish !== undefined) listener.check(this.#wish);
    });
    this.#check.hint = t('Shows what would be written. Nothing is sent.');
    this.#start = new PushButton('', 'primary', () => {
      if (this.#wish !== undefined) listener.start(this.#wish);
    });
    this.#kind.append(this.#type.element, this.#cloud.element);
    this.element = formSection(
      t('Bring partners on board'),
      element('div', { class: 'form-row' }, this.#connection.element, this.#room.element),
      this.#partners.element,
      this.#flow.element,
      this.#template.element,
      this.#flagsShown.element,
      this.#kind,
      this.#note.element,
      this.#noNote,
      element('div', { class: 'form-actions' }, this.#check.element, this.#start.element),
      this.#missing,
    );
  }

  show(form: FormState, picture: OnboardingPicture, activity: Activity): void {
    const connection = chosenConnection(form, picture);
    const room = chosenRoom(form, connection);
    const inviting = connection?.inviting;
    const addressedBy = inviting?.addressedBy ?? 'email';
    const reading = readAddresses(form.partners, { addressedBy, acceptedMailDomains: picture.acceptedMailDomains });
    this.#shownConnection = connection?.connectionId ?? '';
    this.#connection.show(connectionOptions(picture.connections), this.#shownConnection);
    this.#room.show(
      [
        { value: '', label: t('Choose a clean room') },
        ...(connection?.rooms ?? []).map((each) => ({ value: each.id, label: roomWords(each) })),
      ],
      room?.id ?? '',
    );
    this.#partners.show(form.partners, reading, addressedBy);
    this.#showPermissions(form, picture);
    this.#kind.hidden = inviting?.service !== 'liveramp';
    this.#type.show([{ value: '', label: t('Not known') }, ...cleanRoomTypes.map((value) => ({ value, label: value }))], form.roomType);
    this.#cloud.show(
      [{ value: '', label: t('Not known') }, ...cleanRoomClouds.map((value) => ({ value, label: value.replace('CLOUD_', '') }))],
      form.roomCloud,
    );
    this.#showNote(form, picture, inviting?.carriesNote !== false, previewOf(form, picture, reading.usable[0]));
    const { wish, missing } = wishOf(form, picture, reading);
    this.#wish = wish;
    const free = activity.mayWrite && !activity.busy && wish !== undefined;
    this.#check.enabled = free;
    this.#start.enabled = free;
    const count = reading.usable.length;
    this.#start.label = count === 0 ? t('Begin…') : counted(count, t('Begin with 1 partner'), t('Begin with {0} partners', count));
    this.#missing.textContent = activity.mayWrite ? missing : t('This workspace is not trusted: nothing can be written.');
  }

  focus(): void {
    this.#partners.focus();
  }

  #showPermissions(form: FormState, picture: OnboardingPicture): void {
    const flows = picture.flows.map(({ id, title, template, expectedDays, followUpDays }) => ({
      value: id,
      label: title,
      help: t('{0}; about {1} days; follow-ups on days {2}.', template, expectedDays, followUpDays.join(', ')),
    }));
    // Radio buttons that are made anew lose the focus.
    const now = JSON.stringify(flows);
    if (now === this.#flowsShown) this.#flow.value = form.flow;
    else this.#flow.show(flows, form.flow);
    this.#flowsShown = now;
    const flow = picture.flows.find(({ id }) => id === form.flow);
    this.#template.show(
      [
        { value: '', label: t('As the flow says ({0})', flow?.template ?? '?') },
        ...picture.templates.map(({ id, title }) => ({ value: id, label: title })),
      ],
      form.template,
    );
    const template = form.template === '' ? flow?.flags : picture.templates.find(({ id }) => id === form.template)?.flags;
    this.#template.error = template === undefined ? t('There is no such template in clean-rooms/partners.json.') : '';
    this.#flagsShown.summary = t('What it opens, and for whom');
    if (template === undefined) this.#flags.replaceChildren();
    else this.#flags.replaceChildren(flagList(template, picture.flags));
  }

  #showNote(form: FormState, picture: OnboardingPicture, carriesNote: boolean, preview: NotePreview): void {
    const note = noteOf(form, picture);
    this.#note.element.hidden = !carriesNote;
    this.#noNote.hidden = carriesNote;
    this.#note.show(note, picture.noteTemplates, preview, note.length > longestNote ? t('The note is too long.') : '');
  }
}
