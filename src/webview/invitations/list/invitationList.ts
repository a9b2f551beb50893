import type { InvitationReference, InvitationRun, PanelConnection } from '../../../protocol/invitationMessages.ts';
import type { Activity } from '../../partners/activity.ts';
import { OutcomeList } from '../../partners/outcomeList.ts';
import { formSection } from '../../ui/formSection.ts';
import { scrollRegion } from '../../ui/scrollRegion.ts';
import { t } from '../../ui/text.ts';
import { AllowanceLine } from './allowanceLine.ts';
import { filterRows, mayBeReminded, noFilter, rowsOf, type InvitationRow, type ListState } from './invitationRows.ts';
import { InvitationTable } from './invitationTable.ts';
import { ListEmptyState } from './listEmptyState.ts';
import { ListToolbar } from './listToolbar.ts';
import { ReadingNotices } from './readingNotices.ts';

/** What the list asks the panel for. */
export interface ListListener {
  change(change: Partial<ListState>): void;
  refresh(): void;
  cancel(invitations: InvitationReference[]): void;
  resend(invitations: InvitationReference[]): void;
  copyReminders(invitations: InvitationReference[]): void;
  openMail(invitation: InvitationReference): void;
}

/** "Invitations": all that were sent, through every connection, and what can be done about them. */
export class InvitationList {
  readonly element: HTMLElement;
  readonly #toolbar: ListToolbar;
  readonly #table: InvitationTable;
  readonly #notices = new ReadingNotices();
  readonly #allowances = new AllowanceLine();
  readonly #empty: ListEmptyState;
  readonly #outcome = new OutcomeList('h3');
  readonly #scroll: HTMLElement;
  #chosen: InvitationRow[] = [];

  constructor(listener: ListListener) {
    const chosen = (): InvitationReference[] => this.#chosen.map(({ reference }) => reference);
    this.#toolbar = new ListToolbar({
      filter: (filter) => {
        listener.change({ filter });
      },
      refresh: () => {
        listener.refresh();
      },
      cancel: () => {
        listener.cancel(chosen());
      },
      resend: () => {
        listener.resend(chosen());
      },
      copyReminders: () => {
        listener.copyReminders(this.#chosen.filter(mayBeReminded).map(({ reference }) => reference));
      },
      openMail: () => {
        const [only] = chosen();
        if (only !== undefined) listener.openMail(only);
      },
    });
    this.#table = new InvitationTable({
      select: (selected) => {
        listener.change({ selected });
      },
      expand: (expanded) => {
        listener.change({ expanded });
      },
    });
    this.#empty = new ListEmptyState(() => {
      listener.change({ filter: noFilter });
    });
    this.#scroll = scrollRegion(t('Table of invitations'), this.#table.element);
    this.element = formSection(
      t('Invitations'),
      this.#toolbar.element,
      this.#outcome.element,
      this.#notices.element,
      this.#scroll,
      this.#empty.element,
      this.#allowances.element,
    );
    this.element.classList.add('invitations');
  }

  /** @param connections undefined until the extension has said which there are */
  show(state: ListState, connections: readonly PanelConnection[] | undefined, activity: Activity & { reading: boolean }): void {
    const all = rowsOf(connections ?? []);
    const shown = filterRows(all, state.filter);
    const selected = new Set(state.selected);
    // What the filter hides is not chosen: nobody sees it.
    this.#chosen = shown.filter(({ key }) => selected.has(key));
    this.#toolbar.show(state.filter, connections ?? [], { all: all.length, shown: shown.length, chosen: this.#chosen }, activity);
    this.#scroll.hidden = shown.length === 0;
    this.#table.show(shown, selected, new Set(state.expanded), (connections ?? []).length > 1);
    this.#empty.show(connections, { all: all.length, shown: shown.length });
    this.#notices.show(connections ?? []);
    this.#allowances.show(connections ?? []);
  }

  showRun(run: InvitationRun): void {
    this.#outcome.showRun(run);
    if (!run.running) this.#outcome.reveal();
  }
}
