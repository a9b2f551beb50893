import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import { acceptInvitations } from '../../core/jobs/acceptInvitations.ts';
import type { AnyIntention, AnyResult } from '../../core/jobs/job.ts';
import { remedyJobs, type RemedyJob } from '../../core/jobs/remedyJobs.ts';
import { partnerSummaryLines, partnerSummarySentence } from '../../core/partners/partnerSummary.ts';
import type { Account } from '../connections/account.ts';
import { showError } from '../log.ts';
import { summarySentence, summaryText } from '../plan/summaryText.ts';
import { plainMessage } from '../plainMessage.ts';
import type { Workbench } from '../workbench.ts';

/** A remedy that a job carries out, as a finding names it. */
export interface JobRemedy {
  title: string;
  job: string;
  input: object;
}

/** A button beside the sentence about a run. */
export interface FurtherStep {
  title: string;
  run: () => Promise<void>;
}

/** What a remedy would change. Raises `invalid_input` where no job has its id. */
export function planOf({ jobs }: Workbench, account: Account, remedy: JobRemedy, stop: AbortSignal): Promise<AnyIntention> {
  const job = requiredJob(remedy);
  return jobs.preview(remedy.title, job, account, inputOf(job, remedy), { shownIn: 'statusBar', stop });
}

/**
 * Carries a remedy out: plan, question, progress, a sentence about it; then the connection is read anew, whatever
 * happened. Raises `invalid_input` where no job has its id. @param further offered beside that sentence
 */
export async function mend(workbench: Workbench, account: Account, remedy: JobRemedy, further?: FurtherStep): Promise<void> {
  const { accounts, jobs } = workbench;
  const job = requiredJob(remedy);
  const input = inputOf(job, remedy);
  try {
    const again = (result: AnyResult): object | undefined => (wantsPayer(job, result) ? { ...input, accept_payment: true } : undefined);
    const result = await jobs.write(remedy.title, job, account, input, { again });
    accounts.noteUsed(account);
    sayWhatCame(workbench, account, remedy.title, result, further);
  } finally {
    // Where the job was refused because another one runs, that one's reading follows.
    if (!jobs.isBusy(account)) await accounts.refresh(account);
  }
}

function requiredJob({ job: id }: JobRemedy): RemedyJob {
  const job = remedyJobs.get(id);
  if (job !== undefined) return job;
  throw new CleanRoomError('invalid_input', vscode.l10n.t('This has no automatic remedy.'), {
    remedy: vscode.l10n.t('Do it by hand, then check again.'),
  });
}

/** What is accepted here is put into the configuration too, which is made where there is none. */
function inputOf({ id }: RemedyJob, { input }: JobRemedy): object {
  return id === acceptInvitations.id ? { ...input, configuration: 'create' } : input;
}

/**
 * Where an invitation would make this account pay, the first run finds nothing that it may do and asks nothing; the second
 * one's question then says what would be paid: a person is asked exactly once.
 */
function wantsPayer({ id }: RemedyJob, { findings }: AnyResult): boolean {
  return id === acceptInvitations.id && findings.some((finding) => finding.id === 'invitation.payer');
}

function sayWhatCame({ documents, log }: Workbench, account: Account, title: string, result: AnyResult, further?: FurtherStep): void {
  const { sentence, whole } =
    'items' in result
      ? { sentence: partnerSummarySentence(result), whole: [title, '', ...partnerSummaryLines(result), ''].join('\n') }
      : { sentence: summarySentence(result), whole: summaryText(title, result) };
  const where = account.place.accountId ?? account.settings.name;
  const message = plainMessage(vscode.l10n.t('{0}: {1}.', where, sentence));
  const showSummary = vscode.l10n.t('Show summary');
  const buttons = [...(further === undefined ? [] : [further.title]), showSummary];
  const shown = result.ok
    ? vscode.window.showInformationMessage(message, ...buttons)
    : vscode.window.showWarningMessage(message, ...buttons);
  // Not awaited: the views are refreshed while the message stands.
  void shown.then(async (answer) => {
    try {
      if (answer === showSummary) await documents.show(vscode.l10n.t('Summary for {0}', where), whole);
      else if (answer !== undefined) await further?.run();
    } catch (thrown) {
      showError(thrown, log);
    }
  });
}
