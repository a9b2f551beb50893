import type { AssistantCommand } from '../../core/assistant/answer.ts';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import type { Account } from '../connections/account.ts';
import { keyOf } from '../connections/connectionSettings.ts';
import type { Workbench } from '../workbench.ts';
import type { Assistant } from './assistant.ts';
import { chatQuery } from './chatQuery.ts';
import { callOf } from './connectionCalls.ts';
import type { Asked } from './findAnswer.ts';
import { roomName, surveyNames } from './knownNames.ts';
import { askInChat, chatAnswers } from './openChat.ts';
import { showAnswer } from './showAnswer.ts';

/** Asks a question: in the chat view where that answers, else in an editor. @param about knows what things are called */
export async function ask(workbench: Workbench, assistant: Assistant, asked: Asked, about?: Diagnosis['about']): Promise<void> {
  if (await chatAnswers()) await askInChat(queryOf(workbench, asked, about));
  else await showAnswer(workbench, assistant, asked, (called) => askAgain(workbench, assistant, asked, called));
}

/** Looks anew after something was done: whether it works now, or what is left. */
export async function askAgain(workbench: Workbench, assistant: Assistant, asked: Asked, about?: Diagnosis['about']): Promise<void> {
  const command: AssistantCommand = asked.command === 'next' ? 'next' : 'diagnose';
  await ask(workbench, assistant, { ...asked, command, findingId: undefined }, about);
}

/** A connection is named only where there are several. */
function queryOf({ accounts }: Workbench, asked: Asked, about: Diagnosis['about']): string {
  const { command, room, subject, findingId } = asked;
  const [account] = asked.accounts;
  const inRoom = about?.room !== undefined && about.room !== about.name;
  const named = accounts.all.length > 1 ? account : undefined;
  return chatQuery(command, {
    findingId,
    subject: { name: inRoom ? about.name : subject, id: subject },
    room: { name: about?.room ?? (subject === undefined ? about?.name : undefined) ?? nameIn(account, room), id: room },
    connection: named === undefined ? undefined : { name: callOf(named, accounts.all), id: named.place.accountId },
  });
}

function nameIn(account: Account | undefined, room: string | undefined): string | undefined {
  if (account?.survey === undefined || room === undefined) return room;
  const connectionId = keyOf(account.settings);
  return roomName(surveyNames(connectionId, account.survey), connectionId, room) ?? room;
}
