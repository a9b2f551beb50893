import { t } from '../../text.ts';
import type { Meanings } from './meaning.ts';

/** Of LiveRamp clean rooms: invitations that were sent, questions, datasets and runs. */
export const partnerMeanings: Meanings = {
  'clean_room.unreadable': () =>
    t('LiveRamp tells about a clean room only to its administrators. The API user has to be added to each clean room by hand.'),
  'clean_room.template_missing': () => t('The folder keeps a template on the clean room that it does not have, so nothing is compared.'),
  'sent_invitation.waiting': () => t('The partner has been invited and has not answered yet. It is not old enough for a reminder.'),
  'sent_invitation.unanswered': () => t('The partner has not answered for a while. The service itself reminds nobody.'),
  'sent_invitation.declined': () => t('The partner has said no. Without a new invitation nothing more comes.'),
  'question.missing_datasets': () => t('A question runs only when every dataset that it needs has been assigned to it.'),
  'question.differs_from_template': () => t('What partners may do with the question is not what the template on its clean room says.'),
  'dataset.differs_from_template': () => t('Whether partners may assign the dataset is not what the template on its clean room says.'),
  'dataset.not_mapped': () => t('The fields of the dataset have not been mapped, so no question can use it.'),
  'run.refused': () => t('LiveRamp does not start a run of a question that is not ready (412).'),
  'run.failed': () => t('The last run of the question ended with an error, so there is no new result.'),
};
