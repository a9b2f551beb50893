/** Diagnoses to make answers of. */
import fc from 'fast-check';
import type { Answer } from '../../../../src/core/assistant/answer.ts';
import type { Cause, Diagnosis } from '../../../../src/core/diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';
import { connection, id, ownAccount } from '../../builders.ts';

export const takenAt = '2026-10-02T03:00:05.000Z';
export const readAt = '2026-10-02T03:00:01.000Z';
export const room = 'AMC Collaboration';

export function finding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    id: 'role.not_trusting',
    severity: 'error',
    waits_for: 'you',
    connection: connection.id,
    subject: { kind: 'role', name: 'cleanrooms-role' },
    title: 'The role "cleanrooms-role" does not trust cleanrooms.amazonaws.com.',
    evidence: ['GetRole: its trust policy names ec2.amazonaws.com.'],
    remedies: [{ title: 'Add cleanrooms.amazonaws.com to the trust policy of the role.' }],
    ...changes,
  };
}

/** A table that is not ready. */
export function notReady(number: number, collaboration = 1): ReportedFinding {
  const name = `part_ibe_${String(number).padStart(2, '0')}`;
  return finding({
    id: 'schema.analysis_rule_missing',
    subject: { kind: 'association', name, collaboration_id: id('collaboration', collaboration), collaboration_name: room },
    title: `"${name}" in "${room}" is not ready: the configured table has no analysis rule.`,
    evidence: ['ANALYSIS_RULE_MISSING: no rule'],
    remedies: [],
  });
}

/** Something that a sync of a collaboration mends. */
export function lacking(number: number, changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return finding({
    id: 'collaboration.incomplete',
    subject: { kind: 'collaboration', name: `Collaboration ${number}`, collaboration_id: id('collaboration', number) },
    title: `"Collaboration ${number}" lacks part_ibe_01.`,
    evidence: ['ListConfiguredTableAssociations: it is not there.'],
    remedies: [{ title: 'Sync the collaboration', job: 'sync', input: { collaboration_ids: [id('collaboration', number)] } }],
    ...changes,
  });
}

export function cause(changes: Partial<Cause> = {}): Cause {
  const found = changes.finding ?? finding();
  return {
    finding: found,
    evidence: found.evidence.map((says) => ({ says, source: says.split(':')[0] ?? '', at: readAt })),
    explains: [],
    ...changes,
  };
}

export function diagnosis(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    connection: { id: connection.id, name: 'prod', account_id: ownAccount, region: 'us-east-1', sandbox: false },
    about: { kind: 'association', name: 'part_ibe_07', room },
    state: 'not_ready',
    causes: [cause()],
    notes: [],
    unlooked: [],
    readings: [
      { source: 'GetRole', about: 'cleanrooms-role', at: readAt, outcome: 'read' },
      { source: 'BatchGetSchema', about: room, at: readAt, outcome: 'read' },
    ],
    taken_at: takenAt,
    ...changes,
  };
}

/** Without causes. */
export function ready(changes: Partial<Diagnosis> = {}): Diagnosis {
  return diagnosis({ state: 'ready', causes: [], ...changes });
}

/** Every sentence of an answer. */
export function sentencesOf({ headline, paragraphs }: Answer): string[] {
  return [headline, ...paragraphs.flatMap(({ words }) => words)].map(({ text }) => text);
}

/** What a partner may write, and what a service may quote. */
const hostile = [
  '[here](https://evil.example)',
  '![x](command:cleanRooms.sync)',
  '<img src=x onerror=alert(1)>',
  '# Heading',
  '```js',
  '$(trash) **all** _is_ well',
  'a\u001b[31m\u202e\nb',
  '- [ ] tick',
  'untrusted_text:1',
  'account-1',
];
export const anyWords = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom(...hostile), fc.lorem({ maxCount: 6 }));

const anyFinding: fc.Arbitrary<ReportedFinding> = fc.record({
  id: fc.constantFrom('role.not_trusting', 'schema.not_ready', 'rule.missing', 'run.failed', 'invitation.pending', 'unheard.of'),
  severity: fc.constantFrom('error', 'warning', 'information'),
  waits_for: fc.constantFrom('you', 'partner', 'service'),
  connection: fc.constant(connection.id),
  subject: fc.record({ kind: fc.constantFrom('role', 'association', 'table', 'question'), name: anyWords }),
  title: anyWords,
  evidence: fc.array(anyWords, { maxLength: 3 }),
  remedies: fc.array(
    fc.record({ title: anyWords, job: fc.option(fc.constant('sync'), { nil: undefined }), text: fc.option(anyWords, { nil: undefined }) }),
    { maxLength: 3 },
  ),
});

const anyCause: fc.Arbitrary<Cause> = fc.record({
  finding: anyFinding,
  evidence: fc.array(fc.record({ says: anyWords, source: fc.constantFrom('GetRole', '', 'BatchGetSchema'), at: fc.constant(readAt) }), {
    maxLength: 3,
  }),
  explains: fc.array(anyFinding, { maxLength: 6 }),
});

/** Whatever checks may find. */
export const anyDiagnosis: fc.Arbitrary<Diagnosis> = fc
  .record({
    about: fc.option(fc.record({ kind: fc.constant('association'), name: anyWords, room: fc.option(anyWords, { nil: undefined }) }), {
      nil: undefined,
    }),
    state: fc.constantFrom('ready', 'waiting', 'not_ready', 'unknown'),
    causes: fc.array(anyCause, { maxLength: 16 }),
    notes: fc.array(anyFinding, { maxLength: 14 }),
    unlooked: fc.array(anyWords, { maxLength: 3 }),
  })
  .map((changes) => diagnosis(changes));
