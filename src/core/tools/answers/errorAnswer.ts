import { asCleanRoomError, type CleanRoomErrorCode } from '../../errors.ts';
import { t } from '../../text.ts';
import { ForeignWords, idOrWords, type ToolAnswer } from '../answer.ts';
import { ToolRefusal } from '../toolRefusal.ts';

/** Why a call came to nothing, for a model: the code, what it can do next, and the sentence among the untrusted words. */
export function errorAnswer(thrown: unknown): ToolAnswer {
  const error = asCleanRoomError(thrown);
  if (error instanceof ToolRefusal)
    return { summary: error.sentence, data: { ok: false, error: { code: error.code }, ...error.help }, isError: true };
  return {
    summary: t('It did not succeed ({0}). {1}', error.code, nextStep(error.code)),
    data: {
      ok: false,
      error: {
        code: error.code,
        message: new ForeignWords(error.message, 1000),
        remedy: error.remedy === undefined ? undefined : new ForeignWords(error.remedy, 500),
        request_id: error.details.requestId === undefined ? undefined : idOrWords(error.details.requestId),
      },
    },
    isError: true,
  };
}

/** What a model does best about an error; the error's own remedy, which is for people, stands beside it. */
function nextStep(code: CleanRoomErrorCode): string {
  switch (code) {
    case 'invalid_input':
      return t('Correct the input as the message says, then call again.');
    case 'not_found':
      return t('Look up the right id with list_clean_rooms, list_collaborations or list_invitations, then call again.');
    case 'not_permitted':
      return t('Do not call again: tell the person which right is missing.');
    case 'configuration_missing':
    case 'configuration_broken':
    case 'configuration_conflict':
      return t('Do not call again: tell the person what is wrong with the file.');
    case 'connection_unusable':
      return t('Do not call again: the person has to sign in or correct the connection.');
    case 'already_exists':
    case 'invalid_state':
      return t('Read the present state with the listing tool, then decide anew.');
    case 'quota_reached':
      return t('Do not call again before the limit is raised or renewed: tell the person.');
    case 'throttled':
      return t('Wait a minute, then call once more.');
    case 'role_not_ready':
      return t('Wait a minute, then call once more; new roles take a while.');
    case 'no_answer':
    case 'service_fault':
    case 'unexpected_answer':
    case 'refused':
      return t('Read the present state first, because something may have been done; try again at most once.');
    case 'audit_log_unwritable':
      return t('Do not call again: the audit log has to be writable before anything is changed.');
    case 'cancelled':
      return t('Nothing new was begun after that. Ask the person before calling again.');
  }
}
