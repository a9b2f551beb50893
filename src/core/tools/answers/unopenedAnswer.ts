import { failedConnectionDiagnosis } from '../../diagnosis/failedConnection.ts';
import type { CleanRoomError } from '../../errors.ts';
import type { ToolAnswer } from '../answer.ts';
import type { ToolConnection } from '../toolConnection.ts';
import { diagnosisToolAnswer } from './diagnosisToolAnswer.ts';

/** Why a connection cannot be opened: it is the one cause of everything that does not work there. */
export function unopenedAnswer({ service, name, account = '', region = '', sandbox }: ToolConnection, error: CleanRoomError): ToolAnswer {
  const identity = { id: [service, name, region].join('|'), service, name, accountId: account, region, sandbox };
  return diagnosisToolAnswer(failedConnectionDiagnosis(identity, error));
}
