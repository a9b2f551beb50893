import { foreignText } from '../../core/foreignText.ts';
import { connectionIdOf } from '../panels/panelAccounts.ts';
import type { Workbench } from '../workbench.ts';
import type { CommandTarget } from './commandTarget.ts';

/** Opens the grid of all accounts; called on an account or a collaboration it shows that one. */
export async function openCoverage(workbench: Workbench, { account, collaborationId }: CommandTarget): Promise<void> {
  const panel = await workbench.coverage();
  if (account === undefined) {
    panel.show();
    return;
  }
  const row = account.survey?.coverage.rows.find((each) => each.collaborationId === collaborationId);
  panel.show({ connectionId: connectionIdOf(account), ...(row === undefined ? {} : { name: foreignText(row.name) }) });
}
