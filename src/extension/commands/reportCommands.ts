import * as vscode from 'vscode';
import { foreignText } from '../../core/foreignText.ts';
import type { Survey } from '../../core/jobs/surveyAccount.ts';
import { saveExport } from '../panels/saveExport.ts';
import type { Account } from '../connections/account.ts';
import type { Workbench } from '../workbench.ts';
import type { CommandTarget } from './commandTarget.ts';

/** Saves a report about one account, or about all that are connected, as it has just been read. */
export async function exportReport({ accounts }: Workbench, { account }: CommandTarget): Promise<void> {
  const format = await vscode.window.showQuickPick(
    [
      { label: 'Markdown', description: vscode.l10n.t('for reading'), extension: 'md' as const },
      { label: 'CSV', description: vscode.l10n.t('a line for each collaboration and table'), extension: 'csv' as const },
      { label: 'JSON', description: vscode.l10n.t('for programs'), extension: 'json' as const },
    ],
    { placeHolder: vscode.l10n.t('In which form?') },
  );
  if (format === undefined) return;
  const chosen = account === undefined ? accounts.aws : [account];
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading for the report') }, () =>
    Promise.all(chosen.map((each) => accounts.refresh(each))),
  );
  const { extension } = format;
  const name = `clean-rooms-report.${extension}`;
  await saveExport(name, { [format.label]: [extension] }, Buffer.from(await rendered(extension, chosen), 'utf8'));
}

/** What could not be read stands in the report with its reason; what was read before is not passed off as new. */
async function rendered(format: 'md' | 'csv' | 'json', accounts: readonly Account[]): Promise<string> {
  const surveys = accounts.flatMap(({ state }): Survey[] => (state.kind === 'read' ? [state.survey] : []));
  const failures = accounts.flatMap(({ state, settings }) =>
    state.kind === 'failed' ? [{ connection: foreignText(settings.name), sentence: state.error.sentence }] : [],
  );
  switch (format) {
    case 'md':
      return (await import('../../core/reporting/markdownReport.ts')).markdownReport(surveys, failures);
    case 'csv':
      return (await import('../../core/reporting/csvReport.ts')).csvReport(surveys, failures);
    case 'json':
      return `${JSON.stringify((await import('../../core/reporting/jsonReport.ts')).jsonReport(surveys, failures), null, 2)}\n`;
  }
}
