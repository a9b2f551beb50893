import { inTurns } from '../../inTurns.ts';
import type { Question } from '../../model/question.ts';
import { readPart } from '../../onboarding/part.ts';
import type { Questions } from '../../partnerService.ts';
import type { PermittedQuestion } from './readPartnerPermissions.ts';

/** Questions that are read at a time: each is a call of its own. */
const atOnce = 12;

/** What was read of a question; without permissions and without a problem it has not been read yet. */
export type ReadQuestion = Pick<PermittedQuestion, 'question' | 'permissions' | 'shares' | 'problem'>;

/**
 * Reads what partners may do with each question. What of one cannot be read is said beside it and leaves the rest whole.
 * Raises `cancelled` only.
 *
 * @param onSome told all of them as far as they have been read: after the first few, then each time there are four times as many
 */
export async function readQuestions(
  port: Questions,
  questions: readonly Question[],
  { withShares, signal, onSome }: { withShares: boolean; signal: AbortSignal | undefined; onSome: (some: ReadQuestion[]) => void },
): Promise<ReadQuestion[]> {
  const read = new Map<Question, ReadQuestion>();
  let next = atOnce;
  return inTurns(questions, atOnce, async (question) => {
    const done = await readQuestion(port, question, withShares, signal);
    read.set(question, done);
    if (read.size === next && read.size < questions.length) {
      next *= 4;
      onSome(questions.map((each) => read.get(each) ?? { question: each, permissions: undefined, shares: undefined }));
    }
    return done;
  });
}

async function readQuestion(
  port: Questions,
  question: Question,
  withShares: boolean,
  signal: AbortSignal | undefined,
): Promise<ReadQuestion> {
  const [permissions, shares] = await Promise.all([
    readPart(port.permissions(question, signal)),
    withShares ? readPart(port.resultShares(question, signal)) : undefined,
  ]);
  const problems = new Set([permissions, shares].flatMap((part) => (part?.read === false ? part.problem : [])));
  return {
    question,
    permissions: permissions.read ? permissions.value : undefined,
    shares: shares?.read === true ? shares.value : undefined,
    ...(problems.size === 0 ? {} : { problem: [...problems].join(' ') }),
  };
}
