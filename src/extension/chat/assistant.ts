import * as vscode from 'vscode';
import type { Answer, Offer } from '../../core/assistant/answer.ts';
import { localTime } from '../../core/assistant/localTime.ts';
import { RoomSummaries } from '../../core/assistant/roomSummaries.ts';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import { ModelBudgetFile } from '../../storage/modelBudgetFile.ts';
import { PromptLogFiles } from '../../storage/promptLogFiles.ts';
import { stateFolder } from '../../storage/stateFolder.ts';
import { mend } from '../commands/mend.ts';
import type { Account } from '../connections/account.ts';
import { accountOf, connectionCalled } from '../panels/accountOf.ts';
import type { Workbench } from '../workbench.ts';
import { assistantSettings } from './assistantSettings.ts';
import type { Asked, Found } from './findAnswer.ts';
import { LinkTargets } from './linkTargets.ts';
import { readingsText } from './readingsText.ts';

/** Something that a person can have done by pressing a button. */
export interface Deed {
  title: string;
  run: () => Promise<void>;
}

/** What the chat and the commands beside it share in one window: what buttons and links lead to, and what is remembered. */
export class Assistant {
  readonly budget = new ModelBudgetFile(stateFolder());
  readonly promptLog = new PromptLogFiles(stateFolder(), { isOn: () => assistantSettings().promptLog });
  readonly summaries = new RoomSummaries();
  /** Ids of answers that the person found unhelpful although a model had worded them. */
  readonly unhelpful = new Set<string>();
  readonly #workbench: Workbench;
  readonly #deeds = new LinkTargets<Deed>();
  /** Fewer: of a large account each is some hundred kilobytes. */
  readonly #readings = new LinkTargets<Diagnosis>(50);

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    // What the log keeps goes after its seven days also where no model is asked any more.
    void this.promptLog.files().catch((thrown: unknown) => {
      workbench.log.warn(asCleanRoomError(thrown).sentence);
    });
  }

  /** What an answer offers, as deeds. What writes is planned and asked about when it is run. @param again asks anew */
  deedsOf({ offers }: Answer, asked: Asked, again: () => Promise<void>): Deed[] {
    const saving = asked.command === 'report' ? [this.#savingOf(asked)] : [];
    return [...saving, ...offers.filter(isAllowed).flatMap((offer) => this.#deedOf(offer, asked, again) ?? [])];
  }

  /** The id under which a button runs it. */
  keepDeed(deed: Deed): string {
    return this.#deeds.add(deed);
  }

  /** Raises `not_found` for a button of an earlier window. */
  async runDeed(id: string): Promise<void> {
    const deed = this.#deeds.get(id);
    if (deed === undefined) throw ofAnEarlierWindow();
    await deed.run();
  }

  /** The id under which a link shows what was looked at. */
  keepReadings({ diagnosis }: Found): string | undefined {
    return diagnosis === undefined ? undefined : this.#readings.add(diagnosis);
  }

  /** Opens what was looked at, as a text to read. Raises `not_found` for a link of an earlier window. */
  async showReadings(id: string): Promise<void> {
    const diagnosis = this.#readings.get(id);
    if (diagnosis === undefined) throw ofAnEarlierWindow();
    const text = readingsText(diagnosis, (at) => localTime(at, { locale: vscode.env.language }));
    await this.#workbench.documents.show(vscode.l10n.t('Looked at'), text);
  }

  #deedOf({ title, connectionId, action }: Offer, { command }: Asked, again: () => Promise<void>): Deed | undefined {
    if (action.kind === 'copy') {
      const { text } = action;
      const run = async (): Promise<void> => {
        await vscode.env.clipboard.writeText(text);
        vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 3000);
      };
      return { title: vscode.l10n.t('Copy: {0}', title), run };
    }
    const account = this.#accountOf(connectionId);
    if (account === undefined) return undefined;
    const { job, input } = action;
    const further = { title: vscode.l10n.t('Check again'), run: again };
    const named = command === 'plan' ? vscode.l10n.t('{0}…', title) : vscode.l10n.t('Fix: {0}…', title);
    return { title: named, run: () => mend(this.#workbench, account, { title, job, input }, further) };
  }

  #savingOf({ accounts: [account, ...more] }: Asked): Deed {
    return {
      title: vscode.l10n.t('Save the report…'),
      run: async () => {
        const { exportReport } = await import('../commands/reportCommands.ts');
        await exportReport(this.#workbench, account === undefined || more.length > 0 ? {} : { account });
      },
    };
  }

  #accountOf(connectionId: string): Account | undefined {
    const { all } = this.#workbench.accounts;
    const key = connectionCalled(all, connectionId);
    return key === undefined ? undefined : accountOf(all, key);
  }
}

/** In a workspace that is not trusted nothing is changed, so nothing is offered that would be refused. */
function isAllowed({ action }: Offer): boolean {
  return action.kind === 'copy' || vscode.workspace.isTrusted;
}

/** Why something that an answer offers is no button here, in a sentence; undefined where everything is one. */
export function whyNotOffered({ offers }: Answer): string | undefined {
  if (offers.every(isAllowed)) return undefined;
  return vscode.l10n.t(
    'Nothing can be mended from here: this workspace is not trusted. Trust it with "Workspaces: Manage Workspace Trust".',
  );
}

function ofAnEarlierWindow(): CleanRoomError {
  return new CleanRoomError('not_found', vscode.l10n.t('This belongs to an answer of an earlier window, or of long ago.'), {
    remedy: vscode.l10n.t('Ask again: what is so may have changed since.'),
  });
}
