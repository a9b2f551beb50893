import assert from 'node:assert/strict';
import { roomExplanations } from '../../../../src/core/diagnosis/explanations/roomExplanations.ts';
import { nobodyTakesPart } from '../../../../src/core/diagnosis/questionFindings.ts';
import { rootCauses } from '../../../../src/core/diagnosis/rootCauses.ts';
import { reportedFinding } from '../../../../src/core/jobs/reported.ts';
import type { Finding } from '../../../../src/core/model/finding.ts';
import { finding } from '../../builders.ts';

const at = (id: string, roomId: string, evidence: string[] = []): Finding =>
  finding({ id, evidence, remedies: [], subject: { kind: 'question', name: `${id} ${roomId}`, id: `${id} ${roomId}`, roomId } });
const waiting = (roomId: string): Finding => at('question.missing_datasets', roomId, [nobodyTakesPart()]);

/** The ids of two findings, and whether the first explains the second. */
const pairs: [title: string, cause: Finding, consequence: Finding, explains: boolean][] = [
  ['a room that cannot be read', at('clean_room.unreadable', 'a'), at('engagement.unreadable', 'a'), true],
  ['another room that cannot be read', at('clean_room.unreadable', 'a'), at('engagement.unreadable', 'b'), false],
  ['a partner who was invited and has not answered', at('sent_invitation.unanswered', 'a'), waiting('a'), true],
  ['a partner who has declined', at('sent_invitation.declined', 'a'), waiting('a'), true],
  ['a follow-up that is due', at('engagement.follow_up_due', 'a'), waiting('a'), true],
  ['a partner who was invited to another room', at('sent_invitation.unanswered', 'b'), waiting('a'), false],
  [
    'an invitation to a room with partners',
    at('sent_invitation.unanswered', 'a'),
    at('question.missing_datasets', 'a', ['Nova owes it.']),
    false,
  ],
  ['a dataset that is not mapped', at('dataset.not_mapped', 'a', ['Sales']), at('question.missing_datasets', 'a', ['Sales']), true],
  [
    'a dataset of the same name in another room',
    at('dataset.not_mapped', 'b', ['Sales']),
    at('question.missing_datasets', 'a', ['Sales']),
    false,
  ],
  [
    'a dataset that is not mapped beside another lack',
    at('dataset.not_mapped', 'a', ['Sales']),
    { ...at('question.missing_datasets', 'a', ['Sales']), remedies: [{ title: 'Ask.' }] },
    false,
  ],
];

describe('what explains what in clean rooms', () => {
  for (const [title, cause, consequence, explains] of pairs) {
    it(`${title} ${explains ? 'explains' : 'does not explain'} ${consequence.id}`, () => {
      const roots = rootCauses([consequence, cause].map(reportedFinding), roomExplanations);
      assert.equal(roots.length, explains ? 1 : 2);
    });
  }
});
