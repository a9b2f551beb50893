/**
 * The form toolkit, which is archived: only this folder knows it. The wrappers beside this file heal what it does not
 * do for a screen reader or a keyboard.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
  type Button,
  type Dropdown,
  type Option,
  type ProgressRing,
  type TextArea,
  type TextField,
} from '@vscode/webview-ui-toolkit';

export type { Dropdown, TextArea, TextField };

declare global {
  interface HTMLElementTagNameMap {
    'vscode-button': Button;
    'vscode-dropdown': Dropdown;
    'vscode-option': Option;
    'vscode-progress-ring': ProgressRing;
    'vscode-text-area': TextArea;
    'vscode-text-field': TextField;
  }
}

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextArea(),
  vsCodeTextField(),
);
