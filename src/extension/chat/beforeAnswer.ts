import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { placeOf } from '../../core/assistant/place.ts';
import type { AnswerStream } from './answerStream.ts';
import { resultOf } from './conversation.ts';
import type { Found } from './findAnswer.ts';
import type { Understood } from './whatIsAsked.ts';

// What is said before an answer, or instead of one: nothing is connected, several things could be meant, or none is named.

/** How many things are offered to choose from. */
const mostCandidates = 8;

/** Nothing can be looked at before something is connected: how that is done. */
export function offerToConnect(stream: AnswerStream): vscode.ChatResult {
  stream.sentence(
    vscode.l10n.t(
      'Nothing is connected yet, so there is nothing to look at. Connect an AWS account or a LiveRamp organisation, or try the sandbox: it is on this machine, and nothing in it is real.',
    ),
  );
  stream.button(vscode.l10n.t('Add an AWS account'), 'cleanRooms.addAwsAccount');
  stream.button(vscode.l10n.t('Add a LiveRamp organisation'), 'cleanRooms.addLiveRampOrganisation');
  stream.button(vscode.l10n.t('Try the sandbox'), 'cleanRooms.trySandbox');
  return resultOf({ answerId: randomUUID(), about: undefined, worded: false, followUps: [] });
}

/** Said before an answer to a question that names nothing we know: it may be about something else. */
export function takenFor({ diagnosis }: Found): string {
  return diagnosis === undefined
    ? vscode.l10n.t(
        'The question names nothing that I know, so this is about what was talked about or selected last, or about all there is.',
      )
    : vscode.l10n.t('The question names nothing that I know, so this is about {0}.', placeOf(diagnosis));
}

/** Several things fit: the person says which, by pressing one of the questions below. */
export function askWhich(stream: AnswerStream, { command, candidates }: Extract<Understood, { kind: 'which' }>): vscode.ChatResult {
  stream.sentence(vscode.l10n.t('Several things could be meant. Which one?'));
  stream.list(candidates.slice(0, mostCandidates).map(({ label }) => label));
  if (candidates.length > mostCandidates)
    stream.sentence(
      vscode.l10n.t(
        'The first {0} of {1} stand below; for another one name its clean room or connection as well.',
        mostCandidates,
        candidates.length,
      ),
    );
  const followUps = candidates.slice(0, mostCandidates).map(({ label, prompt }) => ({ label, command, prompt }));
  return resultOf({ answerId: randomUUID(), about: undefined, worded: false, followUps });
}
