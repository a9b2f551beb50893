import type { Connection } from '../../model/connection.ts';
import { idOrWords, type AnswerValue } from '../answer.ts';

/** Which connection an answer is about. */
export function connectionData({ service, name, accountId, region, sandbox }: Connection): AnswerValue {
  return {
    service,
    name: idOrWords(name),
    account: idOrWords(accountId),
    region: idOrWords(region),
    ...(sandbox ? { sandbox: true } : {}),
  };
}
