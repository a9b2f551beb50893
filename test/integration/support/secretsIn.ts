import * as vscode from 'vscode';

/** VS Code's secret storage as an extension sees it: only the real one is written to by other tests. */
export function secretsIn(storage: Map<string, string>): vscode.SecretStorage {
  return {
    get: (name) => Promise.resolve(storage.get(name)),
    store: (name, value) => {
      storage.set(name, value);
      return Promise.resolve();
    },
    delete: (name) => {
      storage.delete(name);
      return Promise.resolve();
    },
    onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
  };
}
