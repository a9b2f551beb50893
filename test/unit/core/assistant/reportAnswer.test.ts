import assert from 'node:assert/strict';
import { reportAnswer } from '../../../../src/core/assistant/reportAnswer.ts';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import { connection, contoso, ownAccount } from '../../builders.ts';
import { cell, readAt, reported, row, survey, takenAt } from '../reporting/survey.ts';
import { sentencesOf } from './diagnoses.ts';

const now = new Date(takenAt);
const failure = { connection: 'dev', sentence: 'The sign-in has expired.' };

describe('a report in words', () => {
  it('begins with how many tables are ready', () => {
    assert.equal(reportAnswer([survey()], []).headline.text, '2 of 3 tables are ready, in 1 collaboration.');
  });

  it('says in the headline what could not be read: nothing is known of it', () => {
    const { headline, paragraphs } = reportAnswer([survey()], [failure], { now });
    assert.equal(headline.text, '2 of 3 tables are ready, in 1 collaboration. 1 connection could not be read.');
    assert.deepEqual(
      paragraphs.at(-1)?.words.map(({ text }) => text),
      ['dev: The sign-in has expired.'],
    );
  });

  it('names each account, its figures and the collaborations that are not complete', () => {
    const { paragraphs } = reportAnswer([survey([row(), row({ name: 'Whole', cells: [cell(1)] })])]);
    assert.deepEqual(
      paragraphs.map(({ heading, words }) => [heading, words.map(({ text }) => text)]),
      [
        [
          `${ownAccount} (prod, us-east-1)`,
          ['3 of 4 tables are ready.', '1 invitation waits for your answer.', '"Northwind spring campaign": 2 of 3 tables are ready.'],
        ],
      ],
    );
  });

  it('tells apart what has to be repaired: the service may call it ready, as the tree does', () => {
    const cells = [cell(1), cell(2, { state: 'to_repair' }), cell(3, { state: 'to_repair' })];
    const sentences = sentencesOf(reportAnswer([survey([row({ cells })])]));
    assert.deepEqual(sentences.slice(0, 4), [
      '1 of 3 tables are ready, in 1 collaboration.',
      '1 of 3 tables are ready, 2 need a repair.',
      '1 invitation waits for your answer.',
      '"Northwind spring campaign": 1 of 3 tables are ready, 2 need a repair.',
    ]);
  });

  it('rests the figures of an organisation on its clean rooms: it has no tables', () => {
    const { partners: _none, ...given } = survey([]);
    const room: CleanRoom = {
      id: 'room-1',
      name: 'Media Insights',
      owner: 'Acme Retail',
      ours: true,
      status: 'COMPLETE',
      partners: [],
    };
    const surveyed = { room, partners: [], invitations: [] };
    const partners = {
      connection,
      readAt,
      rooms: [surveyed, { ...surveyed, room: { ...room, id: 'room-2' } }],
      findings: [],
      reminderDays: 7,
      historyIncomplete: false,
      allowances: [],
    };
    const { references } = reportAnswer([{ ...given, partners }]);
    assert.deepEqual(
      references.map(({ says }) => says),
      [`${ownAccount} (us-east-1): 2 clean rooms`],
    );
  });

  it('gives each figure the time at which it was read', () => {
    const { paragraphs, references } = reportAnswer([survey()]);
    const words = paragraphs.flatMap((paragraph) => paragraph.words);
    const timeOf = (text: string): string | undefined =>
      references[(words.find((each) => each.text.startsWith(text))?.references[0] ?? 0) - 1]?.at;
    assert.deepEqual([timeOf('2 of 3'), timeOf('"Northwind')], [takenAt, readAt]);
  });

  it('says why a collaboration could not be read, instead of figures', () => {
    const sentences = sentencesOf(reportAnswer([survey([row({ cells: [], problem: 'Access denied' })])]));
    assert.ok(sentences.includes('"Northwind spring campaign" could not be read: Access denied.'));
  });

  it('tells ten collaborations and the number of the others', () => {
    const rows = Array.from({ length: 12 }, (_, index) =>
      row({ name: `Room ${index}`, collaborationId: `c${index}`, membershipId: `m${index}` }),
    );
    assert.ok(sentencesOf(reportAnswer([survey(rows)])).includes('2 more collaborations are not complete.'));
  });

  it('lists what is wrong, and leaves out what only is worth knowing', () => {
    const findings = [reported({ title: `Results to ${contoso}.` }), reported({ severity: 'information', title: 'By the way.' })];
    const { paragraphs } = reportAnswer([survey([row()], findings)]);
    assert.deepEqual(
      paragraphs.find(({ heading }) => heading === 'What is wrong')?.words.map(({ text }) => text),
      [`Results to ${contoso}.`],
    );
  });

  it('says that it is a sandbox', () => {
    const given = survey();
    given.coverage.connection.sandbox = true;
    assert.ok(sentencesOf(reportAnswer([given])).includes('This is a sandbox, not the real service.'));
  });
});
