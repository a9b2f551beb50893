/**
 * The form toolkit, which is archived: only this folder knows it. The wrappers beside this file heal what it does not
 * do for a screen reader or a keyboard.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
  type Button,
  type Dropdown,
  type Option,
  type TextField,
} from '@vscode/webview-ui-toolkit';

declare global {
  interface HTMLElementTagNameMap {
    'vscode-button': Button;
    'vscode-dropdown': Dropdown;
    'vscode-option': Option;
    'vscode-text-field': TextField;
  }
}

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
