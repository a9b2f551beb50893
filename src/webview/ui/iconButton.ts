import './toolkit.ts';
import { element } from './element.ts';
import { icon, type IconName } from './icon.ts';

/** A button of the toolkit with a picture on it. Healed: it has a name of its own, not "Icon Button". */
export class IconButton {
  readonly element = element('vscode-button');

  /**
   * @param name what it does, and to what; also shown on hover
   * @param press what a click or the keyboard does, unless the button is disabled
   */
  constructor(picture: IconName, name: string, press: () => void) {
    // The toolkit gives its own name to a button that has none by the time it becomes an icon button.
    this.name = name;
    this.element.setAttribute('appearance', 'icon');
    this.element.append(icon(picture));
    this.element.addEventListener('click', () => {
      if (!this.element.disabled) press();
    });
  }

  set name(name: string) {
    this.element.setAttribute('aria-label', name);
    this.element.title = name;
  }

  set enabled(enabled: boolean) {
    this.element.disabled = !enabled;
  }

  focus(): void {
    this.element.focus();
  }
}
