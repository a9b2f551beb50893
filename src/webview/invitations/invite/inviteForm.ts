import type { ConnectionsPicture, InvitationRun, InvitationWish } from '../../../protocol/invitationMessages.ts';
import type { RunItem, RunPlan } from '../../../protocol/partnerMessages.ts';
import type { Activity } from '../../partners/activity.ts';
import { readAddresses } from '../../partners/addressReading.ts';
import { OutcomeList } from '../../partners/outcomeList.ts';
import { PushButton } from '../../ui/button.ts';
import { element } from '../../ui/element.ts';
import { formSection } from '../../ui/formSection.ts';
import { counted, t } from '../../ui/text.ts';
import { AddressesField } from './addressesField.ts';
import { placeOf, type InvitePlace } from './invitePlace.ts';
import { newRoom, noteOf, type InviteState } from './inviteState.ts';
import { NoteField } from './noteField.ts';
import { previewOf } from './notePreview.ts';
import { RoomChoice } from './roomChoice.ts';
import { hasProblem, problemsOf, wishOf, type FormProblems } from './wishOf.ts';

/** What the form asks the panel for. */
export interface InviteListener {
  change(change: Partial<InviteState>): void;
  check(wish: InvitationWish): void;
  send(wish: InvitationWish): void;
  loadFile(): void;
  keepTemplate(name: string, text: string): void;
}

const noProblems: FormProblems = { room: '', roomName: '', startAt: '', endAt: '', addresses: '', note: '' };

/** "Invite partners": to which clean room, whom, with which words; what would be done, and what was. */
export class InviteForm {
  readonly element: HTMLElement;
  readonly #room: RoomChoice;
  readonly #addresses: AddressesField;
  readonly #note: NoteField;
  readonly #check: PushButton;
  readonly #send: PushButton;
  readonly #missing = element('p', { class: 'muted missing' });
  readonly #outcome = new OutcomeList('h3', whyOf);
  #state: InviteState | undefined;
  #wish: InvitationWish | undefined;
  /** The plan of the form as it is. */
  #plan: RunPlan | undefined;
  /** The run whose beginning has been brought onto the screen. */
  #revealed: string | undefined;

  constructor(listener: InviteListener) {
    this.#room = new RoomChoice(
      (change) => {
        listener.change(change);
      },
      (change) => {
        if (this.#state !== undefined) listener.change({ room: { ...this.#state.room, ...change } });
      },
    );
    this.#addresses = new AddressesField(
      {
        addresses: (addresses) => {
          listener.change({ addresses });
        },
        mayReceiveResults: (mayReceiveResults) => {
          listener.change({ mayReceiveResults });
        },
      },
      () => {
        listener.loadFile();
      },
    );
    this.#note = new NoteField(
      (note) => {
        listener.change({ note });
      },
      (name, text) => {
        listener.keepTemplate(name, text);
      },
    );
    this.#check = new PushButton(t('Check'), 'secondary', () => {
      if (this.#wish !== undefined) listener.check(this.#wish);
    });
    this.#check.hint = t('Plans and shows what would be done. Nothing is sent.');
    this.#send = new PushButton('', 'primary', () => {
      if (this.#wish !== undefined) listener.send(this.#wish);
    });
    const buttons = element('div', { class: 'form-actions' }, this.#check.element, this.#send.element);
    this.element = formSection(
      t('Invite partners'),
      this.#room.element,
      this.#addresses.element,
      this.#note.element,
      buttons,
      this.#missing,
      this.#outcome.element,
    );
  }

  show(state: InviteState, picture: ConnectionsPicture, activity: Activity): void {
    this.#state = state;
    const place = placeOf(picture.connections, state.connectionId);
    const problems = place === undefined ? this.#showUnread(state, picture) : this.#showPlace(state, picture, place);
    const ready = this.#wish !== undefined;
    // What was checked and comes to nothing cannot be sent.
    const worthIt = this.#plan?.items.every(({ outcome }) => outcome !== 'planned') !== true;
    this.#check.enabled = ready && !activity.busy && activity.mayWrite;
    this.#send.enabled = ready && worthIt && !activity.busy && activity.mayWrite;
    this.#missing.textContent = activity.mayWrite
      ? [problems.room, problems.roomName, problems.addresses].filter((sentence) => sentence !== '').join(' ')
      : t('This workspace is not trusted: invitations can be read, and nobody can be invited.');
  }

  /** Shows what would be done; undefined takes it away, because the form says something else now. */
  showPlan(plan: RunPlan | undefined): void {
    this.#plan = plan;
    if (plan === undefined) this.#outcome.hide();
    else this.#outcome.showPlan(plan);
  }

  showRun(run: InvitationRun): void {
    this.#plan = undefined;
    this.#outcome.showRun(run);
    // Once, below the button; the person may scroll on. At the end what failed stands first.
    if (run.running && this.#revealed === run.runId) return;
    this.#revealed = run.runId;
    this.#outcome.reveal();
  }

  focusOutcome(): void {
    this.#outcome.focus();
  }

  templateKept(): void {
    this.#note.kept();
  }

  #showPlace(state: InviteState, picture: ConnectionsPicture, place: InvitePlace): FormProblems {
    const rules = { addressedBy: place.addressedBy, acceptedMailDomains: picture.acceptedMailDomains };
    const reading = readAddresses(state.addresses, rules);
    const note = noteOf(state, picture.noteTemplates);
    const problems = problemsOf(state, place, reading, note);
    this.#room.show(state, picture.connections, problems);
    this.#addresses.show(state.addresses, state.mayReceiveResults, reading, rules);
    this.#note.element.hidden = false;
    this.#note.show({
      note,
      carriesNote: place.carriesNote,
      templates: picture.noteTemplates,
      mayKeep: picture.mayKeepTemplates,
      preview: previewOf(note, state, place, reading.usable[0]),
      problem: problems.note,
    });
    this.#wish = hasProblem(problems) ? undefined : wishOf(state, place, reading, note);
    this.#send.label = sendWords(invitedBy(this.#plan) ?? reading.usable.length, state.roomId === newRoom);
    return problems;
  }

  /** Nothing is known of the connection yet: what was typed stays, and nothing can be sent. */
  #showUnread(state: InviteState, { connections, acceptedMailDomains }: ConnectionsPicture): FormProblems {
    this.#room.show(state, connections, noProblems);
    const rules = { addressedBy: 'email', acceptedMailDomains } as const;
    this.#addresses.show(state.addresses, false, readAddresses('', rules), rules);
    this.#note.element.hidden = true;
    this.#wish = undefined;
    this.#send.label = sendWords(0, false);
    return { ...noProblems, room: t('Nobody can be invited through this connection until it has been read.') };
  }
}

/** The note, which is the reason of an invitation, has its preview already. */
function whyOf({ action, outcome, reason }: RunItem): string {
  return outcome === 'planned' && action === 'invite' ? '' : reason;
}

/** How many a plan would invite; undefined where there is none. */
function invitedBy(plan: RunPlan | undefined): number | undefined {
  return plan?.items.filter(({ action, outcome }) => action === 'invite' && outcome === 'planned').length;
}

function sendWords(count: number, making: boolean): string {
  if (making)
    return count === 0 ? t('Make the clean room…') : counted(count, t('Make it and invite 1…'), t('Make it and invite {0}…', count));
  return count === 0 ? t('Send…') : counted(count, t('Send 1 invitation…'), t('Send {0} invitations…', count));
}
