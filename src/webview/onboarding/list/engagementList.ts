import type { OnboardingAction, OnboardingPicture, PanelEngagement } from '../../../protocol/onboardingMessages.ts';
import type { Activity } from '../../partners/activity.ts';
import { connectionOptions, noConnectionWords } from '../../partners/words.ts';
import { PushButton } from '../../ui/button.ts';
import { LabelledDropdown } from '../../ui/dropdown.ts';
import { element } from '../../ui/element.ts';
import { counted, t } from '../../ui/text.ts';
import { LabelledTextField } from '../../ui/textField.ts';
import { keyOf, rowsOf, shownKinds, type EngagementFilter, type ListState } from './engagementRows.ts';
import { EngagementTable } from './engagementTable.ts';

export interface ListListener {
  change(change: Partial<ListState>): void;
  open(key: string): void;
  begin(): void;
  refresh(): void;
  /** Something is to be done about those that are selected. */
  advance(action: OnboardingAction, engagements: readonly PanelEngagement[]): void;
}

/** What can be done about several at once, in the order of the steps. */
const batchActions: readonly { action: OnboardingAction; label: () => string }[] = [
  { action: 'send', label: () => t('Send…') },
  { action: 'record', label: () => t('Record answers') },
  { action: 'apply_permissions', label: () => t('Apply permissions…') },
  { action: 'validate', label: () => t('Run checks') },
  { action: 'activate', label: () => t('Activate') },
  { action: 'close', label: () => t('Close') },
];

/** All engagements: filter, table, and what can be done about those that are selected. */
export class EngagementList {
  readonly element = element('section', { class: 'list', attributes: { 'aria-label': t('Partners') } });
  readonly #text: LabelledTextField;
  readonly #shown: LabelledDropdown;
  readonly #connection: LabelledDropdown;
  readonly #begin: PushButton;
  readonly #refresh: PushButton;
  readonly #batch: { action: OnboardingAction; button: PushButton }[];
  readonly #count = element('p', { class: 'muted', attributes: { role: 'status' } });
  readonly #table: EngagementTable;
  readonly #empty = element('p', { class: 'empty' });
  readonly #batchBar: HTMLElement;
  #filter: EngagementFilter | undefined;
  #selected: readonly PanelEngagement[] = [];

  constructor(listener: ListListener) {
    const filter = (change: Partial<EngagementFilter>): void => {
      if (this.#filter !== undefined) listener.change({ filter: { ...this.#filter, ...change } });
    };
    this.#text = new LabelledTextField(
      { label: t('Filter by partner or clean room'), labelUnseen: true, placeholder: t('Filter') },
      (text) => {
        filter({ text });
      },
    );
    this.#shown = new LabelledDropdown({ label: t('Which are shown'), labelUnseen: true }, (value) => {
      const shown = shownKinds.find((each) => each === value);
      if (shown !== undefined) filter({ shown });
    });
    this.#connection = new LabelledDropdown({ label: t('Connection'), labelUnseen: true }, (connectionId) => {
      filter({ connectionId });
    });
    this.#begin = new PushButton(t('Bring partners on board'), 'primary', () => {
      listener.begin();
    });
    this.#refresh = new PushButton(t('Refresh'), 'secondary', () => {
      listener.refresh();
    });
    this.#batch = batchActions.map(({ action, label }) => {
      const button = new PushButton(label(), 'secondary', () => {
        listener.advance(action, this.#selected);
      });
      button.name = t('{0} for those selected', label());
      return { action, button };
    });
    this.#table = new EngagementTable({
      select: (selected) => {
        listener.change({ selected: [...selected] });
      },
      open: (key) => {
        listener.open(key);
      },
    });
    this.#batchBar = element(
      'div',
      { class: 'form-actions batch', attributes: { role: 'group', 'aria-label': t('For those selected') } },
      ...this.#batch.map(({ button }) => button.element),
    );
    this.element.append(
      element(
        'div',
        { class: 'form-actions' },
        this.#begin.element,
        this.#refresh.element,
        this.#text.element,
        this.#shown.element,
        this.#connection.element,
      ),
      this.#count,
      this.#batchBar,
      this.#table.element,
      this.#empty,
    );
  }

  show(
    state: ListState,
    picture: OnboardingPicture | undefined,
    activity: Activity & { reading: boolean; open: string | undefined },
  ): void {
    const { filter } = state;
    this.#filter = filter;
    const engagements = picture?.engagements ?? [];
    const rows = rowsOf(engagements, filter);
    // What the filter hides is not acted upon.
    this.#selected = rows.filter((row) => state.selected.includes(keyOf(row)));
    const connections = picture?.connections ?? [];
    this.#text.value = filter.text;
    this.#shown.show(
      [
        { value: 'open', label: t('Open') },
        { value: 'due', label: t('To be done by us') },
        { value: 'all', label: t('All') },
      ],
      filter.shown,
    );
    this.#connection.element.hidden = connections.length < 2;
    this.#connection.show([{ value: '', label: t('All connections') }, ...connectionOptions(connections)], filter.connectionId);
    const free = activity.mayWrite && !activity.busy;
    this.#begin.enabled = free && picture?.hasFolder === true && connections.length > 0;
    this.#refresh.enabled = !activity.reading;
    for (const { button } of this.#batch) button.enabled = free && this.#selected.length > 0;
    this.#batchBar.hidden = engagements.length === 0;
    const words = [t('{0} of {1} shown', rows.length, engagements.length), t('{0} selected', this.#selected.length)].join(', ');
    if (this.#count.textContent !== words) this.#count.textContent = words;
    this.#count.hidden = engagements.length === 0;
    this.#table.element.hidden = rows.length === 0;
    this.#table.show(rows, new Set(this.#selected.map(keyOf)), activity.open);
    this.#empty.textContent = rows.length > 0 ? '' : emptyWords(picture, activity.reading);
  }
}

function emptyWords(picture: OnboardingPicture | undefined, reading: boolean): string {
  if (picture === undefined) return t('Reading…');
  if (picture.connections.length === 0) return noConnectionWords();
  if (!picture.hasFolder) return t('Open a trusted folder: where partners stand is kept in files in it.');
  if (picture.engagements.length > 0)
    return counted(
      picture.engagements.length,
      t('The one that there is does not fit the filter.'),
      t('None of {0} fits the filter.', picture.engagements.length),
    );
  return reading ? t('Reading…') : t('Nobody is being brought on board yet. "Bring partners on board" begins.');
}
