import { foreignText } from '../foreignText.ts';
import type { Survey } from '../jobs/surveyAccount.ts';
import { jsonReport, type FailedSurvey, type JsonAccount, type JsonCollaboration } from '../reporting/jsonReport.ts';
import { counted, t } from '../text.ts';
import type { Answer, Paragraph, Words } from './answer.ts';
import { titleSentence } from './diagnosisHeadline.ts';
import { listedFindings } from './listedFindings.ts';
import { partnerFigures } from './partnerFigures.ts';
import { ReferenceList } from './referenceList.ts';

/** How many collaborations that are not complete are told by name. */
const mostRooms = 10;

/** The headline figures of what connections have; the whole report is a file. */
export function reportAnswer(
  surveys: readonly Survey[],
  failures: readonly FailedSurvey[] = [],
  { now = new Date() }: { now?: Date } = {},
): Answer {
  const { accounts } = jsonReport(surveys, failures);
  const references = new ReferenceList();
  const paragraphs = [
    ...accounts.flatMap((account, index) => accountParagraphs(account, surveys[index], references)),
    ...failureParagraph(failures, now, references),
  ];
  const proof = [
    ...accounts.map((account, index) => accountReference(account, surveys[index], references)),
    ...failures.map((failure) => failureReference(failure, now, references)),
  ];
  return {
    headline: { text: headlineOf(accounts, failures), references: proof },
    paragraphs,
    references: references.all,
    offers: [],
    followUps: [
      { label: t('What is left to do?'), command: 'next', prompt: '' },
      { label: t('What does not work?'), command: 'diagnose', prompt: '' },
    ],
  };
}

function headlineOf(accounts: readonly JsonAccount[], failures: readonly FailedSurvey[]): string {
  const rooms = accounts.flatMap(({ collaborations }) => collaborations);
  const [ready, tables] = figuresOf(rooms);
  const figures =
    tables === 0
      ? counted(accounts.length, t('1 connection was read.'), t('{0} connections were read.', accounts.length))
      : counted(
          rooms.length,
          t('{0} of {1} tables are ready, in 1 collaboration.', ready, tables),
          t('{0} of {1} tables are ready, in {2} collaborations.', ready, tables, rooms.length),
        );
  if (failures.length === 0) return figures;
  return `${figures} ${counted(failures.length, t('1 connection could not be read.'), t('{0} connections could not be read.', failures.length))}`;
}

/** Ready tables, and all of them. */
function figuresOf(rooms: readonly JsonCollaboration[]): [number, number] {
  return [rooms.reduce((sum, { ready_tables: ready }) => sum + ready, 0), rooms.reduce((sum, { tables }) => sum + tables.length, 0)];
}

/** What has to be repaired is told apart: the service may call it ready, and the views count it as the service does. */
function readyTables(rooms: readonly JsonCollaboration[]): string {
  const [ready, tables] = figuresOf(rooms);
  const repairs = repairsOf(rooms);
  return repairs === 0
    ? t('{0} of {1} tables are ready.', ready, tables)
    : counted(
        repairs,
        t('{0} of {1} tables are ready, 1 needs a repair.', ready, tables),
        t('{0} of {1} tables are ready, {2} need a repair.', ready, tables, repairs),
      );
}

function repairsOf(rooms: readonly JsonCollaboration[]): number {
  return rooms.flatMap(({ tables }) => tables).filter(({ state }) => state === 'to_repair').length;
}

function accountParagraphs(account: JsonAccount, survey: Survey | undefined, references: ReferenceList): Paragraph[] {
  const { connection, account_id: accountId, region, collaborations, invitations, findings, sandbox, taken_at: takenAt } = account;
  const proof = [accountReference(account, survey, references)];
  const sentences = [
    ...(sandbox ? [t('This is a sandbox, not the real service.')] : []),
    ...(collaborations.length === 0 ? [] : [readyTables(collaborations)]),
    ...(invitations.length === 0
      ? []
      : [
          counted(
            invitations.length,
            t('1 invitation waits for your answer.'),
            t('{0} invitations wait for your answer.', invitations.length),
          ),
        ]),
    ...partnerFigures(survey?.partners),
  ];
  const words: Words[] = [...sentences.map((text) => ({ text, references: proof })), ...incompleteRooms(collaborations, references)];
  const all = [...findings, ...collaborations.flatMap((each) => each.findings)].filter(({ severity }) => severity !== 'information');
  const wrong = listedFindings(all, (finding) => references.ofFinding(finding, takenAt));
  return [
    { heading: t('{0} ({1}, {2})', accountId, foreignText(connection, 100), region), words, list: 'bulleted' as const },
    { heading: t('What is wrong'), words: wrong, list: 'bulleted' as const },
  ].filter((paragraph) => paragraph.words.length > 0);
}

/** Those in which not every table is ready, or that could not be read. */
function incompleteRooms(collaborations: readonly JsonCollaboration[], references: ReferenceList): Words[] {
  const short = collaborations.filter(({ problem, ready_tables: ready, tables }) => problem !== null || ready < tables.length);
  const referenceOf = (room: JsonCollaboration): number[] => [
    references.add({ source: t('Survey'), says: t('"{0}": {1}', foreignText(room.name, 100), readyTables([room])), at: room.read_at }),
  ];
  const words = short.slice(0, mostRooms).map((room): Words => {
    const name = foreignText(room.name, 100);
    return {
      text:
        room.problem === null
          ? t('"{0}": {1}', name, readyTables([room]))
          : t('"{0}" could not be read: {1}', name, titleSentence(room.problem)),
      references: referenceOf(room),
    };
  });
  const next = short[mostRooms];
  const more = short.length - mostRooms;
  if (next === undefined) return words;
  return [
    ...words,
    {
      text: counted(more, t('1 more collaboration is not complete.'), t('{0} more collaborations are not complete.', more)),
      references: referenceOf(next),
    },
  ];
}

function failureParagraph(failures: readonly FailedSurvey[], now: Date, references: ReferenceList): Paragraph[] {
  const words = failures.map((failure): Words => {
    const text = t('{0}: {1}', foreignText(failure.connection, 100), titleSentence(failure.sentence));
    return { text, references: [failureReference(failure, now, references)] };
  });
  return words.length === 0 ? [] : [{ heading: t('Not read'), words, list: 'bulleted' }];
}

function accountReference(
  { account_id: accountId, region, collaborations, invitations, taken_at: at }: JsonAccount,
  survey: Survey | undefined,
  references: ReferenceList,
): number {
  const rooms = survey?.partners?.rooms.length ?? 0;
  if (collaborations.length === 0 && rooms > 0) {
    const one = t('{0} ({1}): 1 clean room', accountId, region);
    return references.add({
      source: t('Survey'),
      says: counted(rooms, one, t('{0} ({1}): {2} clean rooms', accountId, region, rooms)),
      at,
    });
  }
  const [ready, tables] = figuresOf(collaborations);
  const says = t(
    '{0} ({1}): {2} collaborations, {3} of {4} tables ready, {5} invitations waiting',
    accountId,
    region,
    collaborations.length,
    ready,
    tables,
    invitations.length,
  );
  const repairs = repairsOf(collaborations);
  return references.add({ source: t('Survey'), says: repairs === 0 ? says : t('{0}, {1} to repair', says, repairs), at });
}

function failureReference({ connection, sentence }: FailedSurvey, now: Date, references: ReferenceList): number {
  return references.add({ source: t('Survey of {0}', foreignText(connection, 80)), says: sentence, at: now.toISOString() });
}
