import { datasetWords, isMapped } from '../../diagnosis/datasetFindings.ts';
import { foreignText } from '../../foreignText.ts';
import type { QuestionDataset } from '../../model/question.ts';
import type { RoomPartner } from '../../model/sentInvitation.ts';
import { counted, t } from '../../text.ts';
import { missingMail } from '../mails.ts';
import type { Check, CheckSubject, Presence } from './check.ts';
import { failed, notApplicable, passed, unknown } from './outcome.ts';
import type { CheckedQuestion, CheckedRoom } from './readCheckedRoom.ts';

/** A dataset that a question wants of somebody. */
interface Wanted {
  question: string;
  dataset: QuestionDataset;
}

/** What the questions want of the partner; `doubtful` where it is not said whose it is, `unread` why something is not known. */
interface Wishes {
  partners: Wanted[];
  doubtful: Wanted[];
  unread: string | undefined;
}

/** Whether what the partner brings into the room is there and has its fields mapped. */
export function checkPartnerDatasets(subject: CheckSubject, { partner, absence }: Presence, { questions, datasets }: CheckedRoom): Check {
  const id = 'partner_datasets';
  if (questions === undefined || datasets === undefined) return notApplicable(id, t('The service has no datasets.'));
  if (partner === undefined) return unknown(id, absence);
  if (!questions.read) return unknown(id, questions.problem);
  if (!datasets.read) return unknown(id, datasets.problem);
  const wishes = wishesTo(partner, questions.value);
  const brought = datasets.value.filter(({ organisationName }) => isSame(organisationName, partner.name));
  if (brought.length === 0 && wishes.partners.length === 0) {
    return wishes.unread === undefined
      ? notApplicable(id, t('No question asks for a dataset of the partner.'))
      : unknown(id, wishes.unread);
  }
  if (brought.length === 0) {
    const wanted = wishes.partners.map(({ question, dataset }) => t('for the question "{0}": {1}', question, foreignText(dataset.macro)));
    return failed(id, subject, {
      detail: t('The partner has brought no dataset into the room.'),
      evidence: wanted,
      waitsFor: 'partner',
      remedies: [{ title: t('Ask the partner for them'), text: missingMail(subject, wanted) }],
    });
  }
  // What nobody asks for holds nothing up, unless nothing is assigned yet and any of them may be meant.
  const assigned = new Set(wishes.partners.flatMap(({ dataset }) => dataset.datasetId ?? []));
  const looked = assigned.size === 0 ? brought : brought.filter((dataset) => assigned.has(dataset.id));
  const unmapped = looked.filter((dataset) => !isMapped(dataset)).map(datasetWords);
  if (unmapped.length > 0) {
    return failed(id, subject, {
      detail: counted(unmapped.length, t('1 dataset is not mapped.'), t('{0} datasets are not mapped.', unmapped.length)),
      evidence: unmapped,
      waitsFor: 'partner',
      remedies: [
        {
          title: t('Ask the partner to map them'),
          text: missingMail(
            subject,
            unmapped.map((words) => t('the mapping of the dataset {0}', words)),
          ),
        },
      ],
    });
  }
  return passed(id, brought.map(datasetWords).join(', '));
}

/** Whether every question has the datasets that the partner is to bring. */
export function checkAssignment(subject: CheckSubject, { partner, absence }: Presence, { questions }: CheckedRoom): Check {
  const id = 'datasets_assigned';
  if (questions === undefined) return notApplicable(id, t('The service has no questions.'));
  if (partner === undefined) return unknown(id, absence);
  if (!questions.read) return unknown(id, questions.problem);
  const { partners, doubtful, unread } = wishesTo(partner, questions.value);
  const isMissing = ({ dataset }: Wanted): boolean => dataset.datasetId === undefined;
  const missing = partners.filter(isMissing).map(wantedWords);
  const unclear = doubtful.filter(isMissing).map(wantedWords);
  const remedy = {
    title: t('Ask the partner to assign them'),
    text: missingMail(subject, [...missing, ...unclear]),
  };
  if (missing.length > 0) {
    return failed(id, subject, {
      detail: counted(
        missing.length,
        t('1 dataset of the partner is missing.'),
        t('{0} datasets of the partner are missing.', missing.length),
      ),
      evidence: [...missing, ...unclear],
      waitsFor: 'partner',
      remedies: [remedy],
    });
  }
  if (unclear.length > 0) {
    return failed(id, subject, {
      detail: counted(
        unclear.length,
        t('1 dataset is missing, and the service does not say who is to bring it.'),
        t('{0} datasets are missing, and the service does not say who is to bring them.', unclear.length),
      ),
      evidence: unclear,
      // "Clean-room owner must assign dataset ownership first" (OpenAPI document, configureCleanroomQuestionDatasets).
      waitsFor: 'you',
      remedies: [{ title: t('In the LiveRamp console say whose it is to be (dataset ownership): until then nobody can bring it') }, remedy],
    });
  }
  if (unread !== undefined) return unknown(id, unread);
  if (partners.length === 0) return notApplicable(id, t('No question asks for a dataset of the partner.'));
  return passed(id, counted(partners.length, t('1 dataset is assigned.'), t('{0} datasets are assigned.', partners.length)));
}

function wishesTo(partner: RoomPartner, questions: readonly CheckedQuestion[]): Wishes {
  const wishes: Wishes = { partners: [], doubtful: [], unread: undefined };
  for (const { question, datasets } of questions) {
    if (!datasets.read) {
      wishes.unread ??= datasets.problem;
      continue;
    }
    // A question that lacks something and does not list what it wants tells nothing about the partner.
    if (question.status === 'MISSING_DATASETS' && datasets.value.length === 0)
      wishes.unread ??= t('The question "{0}" is MISSING_DATASETS, and the service does not say which.', foreignText(question.name));
    for (const dataset of datasets.value) {
      const wanted = { question: foreignText(question.name), dataset };
      if (isOf(partner, dataset)) wishes.partners.push(wanted);
      else if (dataset.organisationId === undefined && dataset.organisationName === undefined) wishes.doubtful.push(wanted);
    }
  }
  return wishes;
}

function isOf(partner: RoomPartner, { organisationId, organisationName }: QuestionDataset): boolean {
  if (organisationId !== undefined && partner.organisationId !== undefined) return organisationId === partner.organisationId;
  return isSame(organisationName, partner.name);
}

function isSame(a: string | undefined, b: string): boolean {
  return a?.trim().toLowerCase() === b.trim().toLowerCase();
}

function wantedWords({ question, dataset }: Wanted): string {
  return t('"{0}" wants {1}', question, foreignText(dataset.macro));
}
