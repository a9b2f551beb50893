import * as vscode from 'vscode';
import type { Answer, AssistantCommand, Offer } from '../../core/assistant/answer.ts';
import { diagnosisAnswer } from '../../core/assistant/diagnosisAnswer.ts';
import { explanationOf } from '../../core/assistant/explanationOf.ts';
import { nextStepsAnswer } from '../../core/assistant/nextStepsAnswer.ts';
import { planAnswer } from '../../core/assistant/planAnswer.ts';
import { reportAnswer } from '../../core/assistant/reportAnswer.ts';
import { failedConnectionDiagnosis } from '../../core/diagnosis/failedConnection.ts';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { diagnose } from '../../core/jobs/diagnosis/diagnose.ts';
import { nextSteps } from '../../core/jobs/diagnosis/nextSteps.ts';
import type { Survey } from '../../core/jobs/surveyAccount.ts';
import { surveyConnection } from '../../core/jobs/surveyConnection.ts';
import { syncCollaborations } from '../../core/jobs/syncCollaborations.ts';
import type { Progress } from '../../core/progress.ts';
import type { CleanRoomService } from '../../core/service.ts';
import type { FailedSurvey } from '../../core/reporting/jsonReport.ts';
import { planOf } from '../commands/mend.ts';
import type { Account } from '../connections/account.ts';
import { connectionIdOf } from '../panels/panelAccounts.ts';
import type { Workbench } from '../workbench.ts';
import { findingCalled } from './findingCalled.ts';

/** What is asked of one connection, or of all of them. */
export interface Asked {
  command: AssistantCommand;
  /** One, except for a report. */
  accounts: readonly Account[];
  room?: string | undefined;
  subject?: string | undefined;
  /** Id of the finding that is to be explained, or whose remedy is to be planned. */
  findingId?: string | undefined;
}

/** What was found. */
export interface Found {
  answer: Answer;
  /** What was looked at, and what came of it; undefined where the answer rests on a plan or a survey. */
  diagnosis?: Diagnosis;
}

interface How {
  signal: AbortSignal;
  onProgress: (step: Progress) => void;
}

/** Looks, and says what is so, in words of ours. Changes nothing. Raises CleanRoomError. */
export async function findAnswer(workbench: Workbench, asked: Asked, how: How): Promise<Found> {
  const [account] = asked.accounts;
  if (account === undefined) throw new CleanRoomError('invalid_input', vscode.l10n.t('No account is connected.'));
  switch (asked.command) {
    case 'diagnose': {
      const diagnosis = await diagnosed(workbench, account, asked, how);
      return { answer: diagnosisAnswer(diagnosis), diagnosis };
    }
    case 'next':
      return remaining(workbench, account, asked, how);
    case 'explain':
      return explained(workbench, account, asked, how);
    case 'plan':
      return planFound(workbench, account, asked, how);
    case 'report':
      return { answer: await reported(workbench, asked.accounts, how) };
  }
}

/** A connection that cannot be opened is diagnosed as well: that is what does not work. */
async function diagnosed({ jobs }: Workbench, account: Account, { room, subject }: Asked, how: How): Promise<Diagnosis> {
  const service = await opened(account, how.signal);
  if (service instanceof CleanRoomError) return failedConnectionDiagnosis(identityOf(account), service);
  return jobs.readQuietly(diagnose, service, { room, subject }, how);
}

async function remaining({ jobs }: Workbench, account: Account, { room }: Asked, how: How): Promise<Found> {
  const service = await opened(account, how.signal);
  if (service instanceof CleanRoomError) {
    const diagnosis = failedConnectionDiagnosis(identityOf(account), service);
    return { answer: diagnosisAnswer(diagnosis), diagnosis };
  }
  const next = await jobs.readQuietly(nextSteps, service, { room }, how);
  return { answer: nextStepsAnswer(next), diagnosis: next.diagnosis };
}

/** One finding; where it is not there any more, that, and what is so now. */
async function explained(workbench: Workbench, account: Account, asked: Asked, how: How): Promise<Found> {
  const diagnosis = await diagnosedAround(workbench, account, asked, how);
  // A line of Needs You may stand for many of one kind: then they are told, and mended, together.
  const alike = asked.subject === undefined ? diagnosis.causes.filter(({ finding }) => finding.id === asked.findingId) : [];
  if (alike.length > 1) return { answer: diagnosisAnswer({ ...diagnosis, causes: alike, notes: [] }), diagnosis };
  const finding = findingCalled(diagnosis, account.result?.findings ?? [], asked);
  if (finding !== undefined) return { answer: explanationOf(finding, diagnosis), diagnosis };
  const answer = diagnosisAnswer(diagnosis);
  if (asked.findingId === undefined) return { answer, diagnosis };
  const gone = { text: vscode.l10n.t('{0} was not found there any more.', asked.findingId), references: answer.headline.references };
  return { answer: { ...answer, paragraphs: [{ heading: '', words: [gone], list: 'none' }, ...answer.paragraphs] }, diagnosis };
}

/** Not everything that a finding is about can be asked about by itself, such as a role: then all of its room is. */
async function diagnosedAround(workbench: Workbench, account: Account, asked: Asked, how: How): Promise<Diagnosis> {
  try {
    return await diagnosed(workbench, account, asked, how);
  } catch (thrown) {
    const { code } = asCleanRoomError(thrown);
    if (asked.findingId === undefined || asked.subject === undefined || (code !== 'not_found' && code !== 'invalid_input')) throw thrown;
    return diagnosed(workbench, account, { ...asked, subject: undefined }, how);
  }
}

/**
 * The plan of the finding's remedy where one is named; else of a sync, or where there is none of the first remedy. Raises
 * `not_permitted` where the workspace is not trusted.
 */
async function planFound(workbench: Workbench, account: Account, asked: Asked, how: How): Promise<Found> {
  const offer = await plannedOffer(workbench, account, asked, how);
  if (offer === undefined) {
    const diagnosis = await diagnosed(workbench, account, asked, how);
    return { answer: diagnosisAnswer(diagnosis), diagnosis };
  }
  if (!vscode.workspace.isTrusted)
    throw new CleanRoomError('not_permitted', vscode.l10n.t('This workspace is not trusted, so no change is planned in it.'), {
      remedy: vscode.l10n.t('Trust it with "Workspaces: Manage Workspace Trust"; @cleanroom /diagnose says what is wrong without it.'),
    });
  how.onProgress({ done: 0, total: 0, message: vscode.l10n.t('Planning what would be changed'), phase: 'reading' });
  const at = new Date().toISOString();
  const planned = async (offer: JobOffer): Promise<Found> => {
    const intention = await planOf(workbench, account, { title: offer.title, ...offer.action }, how.signal);
    return { answer: planAnswer(intention, { at, apply: { ...offer, title: vscode.l10n.t('Apply') } }) };
  };
  try {
    return await planned(offer);
  } catch (thrown) {
    if (asCleanRoomError(thrown).code !== 'configuration_missing') throw thrown;
    // Without a configuration nothing says what a sync would have to reach; what is wrong all the same can be mended.
    const remedy = diagnosisAnswer(await diagnosed(workbench, account, asked, how)).offers.find(isJobOffer);
    if (remedy === undefined) throw thrown;
    return planned(remedy);
  }
}

type JobOffer = Offer & { action: { kind: 'job' } };

async function plannedOffer(workbench: Workbench, account: Account, asked: Asked, how: How): Promise<JobOffer | undefined> {
  const isAws = account.settings.service === 'aws';
  if (isAws && asked.findingId === undefined && asked.subject === undefined) return syncOffer(account, asked.room);
  const diagnosis = await diagnosedAround(workbench, account, asked, how);
  const finding = asked.findingId === undefined ? undefined : findingCalled(diagnosis, account.result?.findings ?? [], asked);
  const answer = finding === undefined ? diagnosisAnswer(diagnosis) : explanationOf(finding, diagnosis);
  const remedy = answer.offers.find(isJobOffer);
  return remedy ?? (isAws ? syncOffer(account, asked.room) : undefined);
}

function isJobOffer(offer: Offer): offer is JobOffer {
  return offer.action.kind === 'job';
}

/** @param room id or name; a name is looked up in what was read last */
function syncOffer(account: Account, room: string | undefined): JobOffer {
  const named = room?.toLowerCase();
  const found = account.result?.collaborations.find(
    ({ collaboration_id: id, membership_id: membershipId, name }) => id === named || membershipId === named || name.toLowerCase() === named,
  );
  const id = found?.collaboration_id ?? room;
  return {
    title: vscode.l10n.t('Planning'),
    connectionId: connectionIdOf(account),
    action: { kind: 'job', job: syncCollaborations.id, input: id === undefined ? {} : { collaboration_ids: [id] } },
  };
}

async function reported({ jobs }: Workbench, accounts: readonly Account[], how: How): Promise<Answer> {
  const surveys: Survey[] = [];
  const failures: FailedSurvey[] = [];
  await Promise.all(
    accounts.map(async (account) => {
      const service = await opened(account, how.signal);
      const survey =
        service instanceof CleanRoomError
          ? service
          : await jobs.readQuietly(surveyConnection, service, { all: true }, how).catch((thrown: unknown) => notCancelled(thrown));
      if (survey instanceof CleanRoomError) failures.push({ connection: foreignText(account.settings.name), sentence: survey.sentence });
      else surveys.push(survey);
    }),
  );
  return reportAnswer(surveys, failures);
}

/** The service, or why it cannot be opened. Raises `cancelled`. */
function opened(account: Account, signal: AbortSignal): Promise<CleanRoomService | CleanRoomError> {
  return account.open(signal).catch((thrown: unknown) => notCancelled(thrown));
}

function notCancelled(thrown: unknown): CleanRoomError {
  const error = asCleanRoomError(thrown);
  if (error.code === 'cancelled') throw error;
  return error;
}

/** What is known of a connection that has not been opened. */
function identityOf(account: Account): Parameters<typeof failedConnectionDiagnosis>[0] {
  const { settings, place } = account;
  return {
    id: connectionIdOf(account),
    service: settings.service,
    name: settings.name,
    accountId: place.accountId ?? settings.name,
    region: place.region ?? '',
    sandbox: place.sandbox,
  };
}
