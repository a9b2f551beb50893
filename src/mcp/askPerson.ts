import type { AnyIntention } from '../core/jobs/job.ts';
import { t } from '../core/text.ts';
import { planWords } from '../core/tools/planWords.ts';
import { ToolRefusal } from '../core/tools/toolRefusal.ts';
import { linkless } from './linkless.ts';
import { ErrorCode, McpError, type McpServer } from './sdk.ts';

/** A number: errors of the SDK hold no member of its enumeration. */
const timedOut: number = ErrorCode.RequestTimeout;
/** Milliseconds that a person has to read a plan and to answer. */
const answerLimitMs = 30 * 60_000;

/**
 * Asks the person with the plan, in the client's own dialog. Raises ToolRefusal where the client answers what cannot be
 * read as yes or no, or nothing in time: that is no consent.
 */
export async function askPerson(server: McpServer['server'], intention: AnyIntention, signal: AbortSignal): Promise<boolean> {
  const answer = await server.elicitInput(questionOf(intention), { signal, timeout: answerLimitMs }).catch((cause: unknown) => {
    // A client that cancels its call wants no answer about the question.
    if (signal.aborted) throw cause;
    if (cause instanceof McpError && cause.code === timedOut) throw unanswered(t('Nobody has answered; nothing was done.'));
    return undefined;
  });
  if (answer !== undefined && answer.action !== 'accept') return false;
  const carryOut = answer?.content?.['carryOut'];
  if (typeof carryOut === 'boolean') return carryOut;
  throw unanswered(t("The client's answer could not be read; nothing was done."));
}

function unanswered(sentence: string): ToolRefusal {
  const next = t('Show the plan to the person (dryRun: true answers it), and call again only after a yes.');
  return new ToolRefusal('unexpected_answer', sentence, next);
}

/** The plan as a question to the person. */
function questionOf(intention: AnyIntention): {
  message: string;
  requestedSchema: {
    type: 'object';
    properties: { carryOut: { type: 'boolean'; title: string; description: string; default: boolean } };
    required: string[];
  };
} {
  const { title, lines } = planWords(intention);
  return {
    message: [title, ...lines].map(linkless).join('\n'),
    requestedSchema: {
      type: 'object',
      properties: {
        carryOut: {
          type: 'boolean',
          title: t('Carry this out'),
          description: t('Yes: exactly what is listed above is done.'),
          default: false,
        },
      },
      required: ['carryOut'],
    },
  };
}
