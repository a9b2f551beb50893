import type { PanelConnection, PanelRoom } from '../../protocol/permissionMessages.ts';
import { PushButton } from '../ui/button.ts';
import { LabelledDropdown } from '../ui/dropdown.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/text.ts';

/** Which connection and which room the form is about. */
export class RoomPicker {
  readonly element: HTMLElement;
  readonly #connection: LabelledDropdown;
  readonly #room: LabelledDropdown;
  readonly #refresh: PushButton;

  constructor(listener: { connection: (id: string) => void; room: (id: string) => void; refresh: () => void }) {
    this.#connection = new LabelledDropdown({ label: t('Connection') }, listener.connection);
    this.#room = new LabelledDropdown({ label: t('Clean room') }, listener.room);
    this.#refresh = new PushButton(t('Refresh'), 'secondary', listener.refresh);
    this.element = element('div', { class: 'form-row room-picker' }, this.#connection.element, this.#room.element, this.#refresh.element);
  }

  show(
    { connections, rooms }: { connections: readonly PanelConnection[]; rooms: readonly PanelRoom[] },
    chosen: { connectionId: string; roomId: string },
    enabled: boolean,
  ): void {
    this.#connection.show(
      connections.map(({ connectionId, name, sandbox }) => ({ value: connectionId, label: sandbox ? t('{0} (sandbox)', name) : name })),
      chosen.connectionId,
    );
    this.#room.show(
      rooms.map(({ id, title, ours, owner }) => ({ value: id, label: ours ? title : t('{0}, of {1}', title, owner) })),
      chosen.roomId,
    );
    this.#connection.enabled = enabled;
    this.#room.enabled = enabled && rooms.length > 0;
    this.#refresh.enabled = enabled;
  }

  focus(): void {
    this.#connection.focus();
  }
}
