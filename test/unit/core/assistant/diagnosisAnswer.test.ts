import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnosisAnswer } from '../../../../src/core/assistant/diagnosisAnswer.ts';
import type { Diagnosis, Reading } from '../../../../src/core/diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';
import { id, ownAccount } from '../../builders.ts';
import { anyDiagnosis, cause, diagnosis, finding, lacking, notReady, readAt, ready, room, sentencesOf, takenAt } from './diagnoses.ts';

const now = new Date(takenAt);
const account = `${ownAccount} (prod, us-east-1)`;
const unread: Reading = { source: 'ListIdMappingTables', about: room, at: readAt, outcome: 'failed' };
const pending = finding({ id: 'invitation.pending', severity: 'warning', title: `Invitation to "${room}" is waiting.` });
const double = finding({ id: 'association.double', severity: 'warning', title: '"pilot" is the same configured table as "part_ibe_07".' });
const misnamed = (number: number): ReportedFinding => ({
  ...notReady(number),
  id: 'association.misnamed',
  severity: 'warning',
  title: `"part_ibe_${number}" should be named "acx_part_ibe_${number}".`,
});
const trust = 'the role "cleanrooms-role" does not trust cleanrooms.amazonaws.com.';

describe('a diagnosis in words', () => {
  const headlines: readonly [string, Diagnosis, string][] = [
    ['the one cause', diagnosis(), `"part_ibe_07" in "${room}" is not ready: ${trust}`],
    [
      'how many causes there are',
      diagnosis({ causes: [cause(), cause()] }),
      `"part_ibe_07" in "${room}" is not ready, for 2 reasons; the first: ${trust}`,
    ],
    ['a finding that says itself what is not ready', diagnosis({ causes: [cause({ finding: notReady(7) })] }), notReady(7).title],
    ['a clean room', diagnosis({ about: { kind: 'collaboration', name: room, room } }), `"${room}" is not ready: ${trust}`],
    ['a whole connection', diagnosis({ about: undefined }), `In ${account} something does not work: ${trust}`],
    ['what others have to do', diagnosis({ state: 'waiting' }), `"part_ibe_07" in "${room}" waits for somebody else: ${trust}`],
    ['what is not known', diagnosis({ state: 'unknown' }), `Whether "part_ibe_07" in "${room}" is ready cannot be told: ${trust}`],
    [
      'what is not known at all',
      ready({ state: 'unknown' }),
      `Whether "part_ibe_07" in "${room}" is ready cannot be told: not enough could be read.`,
    ],
    ['that a table is ready', ready(), `"part_ibe_07" in "${room}" is ready.`],
    ['that all is well', ready({ about: undefined }), `Everything works in ${account}.`],
    ['what is wrong though all works', diagnosis({ state: 'ready' }), `"part_ibe_07" in "${room}" is ready, but: ${trust}`],
    [
      'that all is well, as far as it could be looked at',
      ready({ about: undefined, readings: [...ready().readings, unread] }),
      `Everything works in ${account}, as far as it could be looked at.`,
    ],
    [
      'that a table works under a wrong name',
      diagnosis({ causes: [cause({ finding: misnamed(7) })] }),
      `"part_ibe_07" in "${room}" works, but: ${misnamed(7).title}`,
    ],
    [
      'how much is to be put right where all works',
      diagnosis({ about: undefined, causes: [cause({ finding: misnamed(7) }), cause({ finding: double })] }),
      `Everything works in ${account}, but 2 things should be put right; the first: ${misnamed(7).title}`,
    ],
    [
      'that not all works where a double keeps a table out',
      diagnosis({
        about: undefined,
        causes: [cause({ finding: double, explains: [lacking(1, { id: 'association.left_out_by_quota' })] })],
      }),
      `In ${account} something does not work: ${double.title}`,
    ],
    [
      'that not all works where something else is wrong besides a name',
      diagnosis({ causes: [cause({ finding: misnamed(7) }), cause()] }),
      `"part_ibe_07" in "${room}" is not ready, for 2 reasons; the first: ${misnamed(7).title}`,
    ],
    [
      'that all else works where an invitation waits',
      diagnosis({ about: undefined, causes: [cause({ finding: pending })] }),
      `Everything works in ${account}, but: ${pending.title}`,
    ],
    [
      'a connection of which only the name is known',
      diagnosis({ about: undefined, connection: { id: 'x', name: 'prod', account_id: '', region: '', sandbox: false } }),
      `In prod something does not work: ${trust}`,
    ],
    [
      'one cause that begins with the name of what was asked about',
      diagnosis({ about: { kind: 'collaboration', name: 'Collaboration 1' }, causes: [cause({ finding: lacking(1) })] }),
      '"Collaboration 1" lacks part_ibe_01.',
    ],
    [
      'an invitation that waits',
      diagnosis({
        about: { kind: 'invitation', name: room },
        causes: [cause({ finding: finding({ id: 'invitation.pending', title: `Invitation to "${room}" is waiting.` }) })],
      }),
      `Invitation to "${room}" is waiting.`,
    ],
  ];
  for (const [story, given, headline] of headlines) {
    it(`begins with ${story}`, () => {
      assert.equal(diagnosisAnswer(given, { now }).headline.text, headline);
    });
  }

  it('shows the evidence with where it is from and when that was looked at', () => {
    const { paragraphs, references } = diagnosisAnswer(diagnosis(), { now });
    const why = paragraphs.find(({ heading }) => heading === 'Why');
    assert.deepEqual(why?.words, [{ text: 'GetRole: its trust policy names ec2.amazonaws.com.', references: [1] }]);
    assert.deepEqual(references, [{ source: 'GetRole', says: 'GetRole: its trust policy names ec2.amazonaws.com.', at: readAt }]);
  });

  it('says how many more tables a cause explains, without the one that was asked about', () => {
    const explains = Array.from({ length: 20 }, (_, index) => notReady(index + 1));
    const sentences = sentencesOf(diagnosisAnswer(diagnosis({ causes: [cause({ explains })] }), { now }));
    assert.ok(sentences.includes('This explains 19 more tables that are not ready: part_ibe_01, part_ibe_02, part_ibe_03, and 16 more.'));
  });

  it('counts a table of two collaborations twice, and one with two findings once', () => {
    const explains = [notReady(1), notReady(1, 2), { ...notReady(1), id: 'rule.missing' }];
    const sentences = sentencesOf(diagnosisAnswer(diagnosis({ about: undefined, causes: [cause({ explains })] }), { now }));
    assert.ok(sentences.includes('This explains 2 tables that are not ready, in 2 collaborations: part_ibe_01.'));
  });

  it('tells three causes in full and the others by kind, with their number', () => {
    const causes = Array.from({ length: 8 }, (_, index) => cause({ finding: lacking(index + 1, { id: 'association.missing' }) }));
    const { paragraphs } = diagnosisAnswer(diagnosis({ causes }), { now });
    assert.deepEqual(
      paragraphs.filter(({ heading }) => /^\d/.test(heading)).map(({ heading }) => heading),
      ['1. Collaboration 1', '2. Collaboration 2', '3. Collaboration 3', '5 more causes'],
    );
    assert.deepEqual(
      paragraphs.at(-1)?.words.map(({ text }) => text),
      ['"Collaboration 4" lacks part_ibe_01. The same of 4 more: Collaboration 5, Collaboration 6, Collaboration 7, and 1 more.'],
    );
  });

  it('tells many that are one thing to do as one, with an example, their names and what mends them all', () => {
    const causes = Array.from({ length: 8 }, (_, index) => cause({ finding: lacking(index + 1) }));
    const answer = diagnosisAnswer(diagnosis({ about: undefined, causes }), { now });
    assert.deepEqual(sentencesOf(answer), [
      `In ${account} something does not work: 8 collaborations lack associations, rules or an ID namespace.`,
      'For example: "Collaboration 1" lacks part_ibe_01.',
      'ListConfiguredTableAssociations: it is not there.',
      'These are: Collaboration 1, Collaboration 2, Collaboration 3, and 5 more.',
      'Sync them all.',
    ]);
    assert.deepEqual(
      answer.offers.map(({ title }) => title),
      ['Sync them all'],
    );
  });

  it('keeps what stands for many apart from others of its kind', () => {
    const wrong = (name: string, collaboration: number) =>
      cause({
        finding: finding({
          id: 'rule.wrong_type',
          subject: { kind: 'association', name, collaboration_id: id('collaboration', collaboration), collaboration_name: room },
          title: `The rule on ${name} is of the wrong type.`,
        }),
      });
    const others = [wrong('a', 1), wrong('b', 1), wrong('c', 1), wrong('d', 2), wrong('e', 2)];
    const first = [1, 2, 3].map((number) => cause({ finding: finding({ subject: { kind: 'role', name: `role ${number}` } }) }));
    const { paragraphs } = diagnosisAnswer(diagnosis({ about: undefined, causes: [...first, ...others] }), { now });
    assert.deepEqual(
      paragraphs.find(({ heading }) => heading === '3 more causes')?.words.map(({ text }) => text),
      [`3 rules of the wrong type in "${room}".`, 'The rule on d is of the wrong type. The same of 1 more: e.'],
    );
  });

  it('offers what a job or a ready text mends, each once, and tells buttons of one name apart', () => {
    const text = 'Dear partner';
    const causes = [
      cause({ finding: lacking(1) }),
      cause({ finding: lacking(2) }),
      cause({ finding: lacking(2, { id: 'association.missing' }) }),
    ];
    const mail = cause({ finding: finding({ remedies: [{ title: 'Remind Dana', text }] }) });
    assert.deepEqual(
      diagnosisAnswer(diagnosis({ causes: [...causes, mail] }), { now }).offers.map(({ title, action }) => [title, action]),
      [
        ['Sync the collaboration (Collaboration 1)', { kind: 'job', job: 'sync', input: { collaboration_ids: [id('collaboration', 1)] } }],
        ['Sync the collaboration (Collaboration 2)', { kind: 'job', job: 'sync', input: { collaboration_ids: [id('collaboration', 2)] } }],
        ['Remind Dana', { kind: 'copy', text }],
      ],
    );
  });

  it('says who has to act where that is not the person who asks', () => {
    const causes = [cause({ finding: finding({ waits_for: 'partner', remedies: [] }) })];
    assert.ok(sentencesOf(diagnosisAnswer(diagnosis({ causes }), { now })).includes('Only a partner can change this; you can ask.'));
  });

  it('says what was not looked at, with how much was', () => {
    const readings = [...diagnosis().readings, { source: 'GetPolicy', about: '', at: readAt, outcome: 'failed' as const }];
    const { paragraphs, references } = diagnosisAnswer(diagnosis({ unlooked: ['The policy could not be read'], readings }), { now });
    const unlooked = paragraphs.find(({ heading }) => heading === 'What was not looked at');
    assert.equal(unlooked?.words[0]?.text, 'The policy could not be read.');
    assert.equal(references[(unlooked.words[0].references[0] ?? 0) - 1]?.says, `3 looks at ${ownAccount} (us-east-1); 1 failed`);
  });

  it('proves that all is well by what was looked at', () => {
    const { headline, references } = diagnosisAnswer(ready(), { now });
    assert.deepEqual(
      headline.references.map((number) => references[number - 1]?.source),
      ['GetRole', 'BatchGetSchema', 'Diagnosis'],
    );
  });

  it('says that it is a sandbox', () => {
    const sandbox = diagnosis({ connection: { ...diagnosis().connection, sandbox: true } });
    assert.ok(sentencesOf(diagnosisAnswer(sandbox, { now })).includes('This is a sandbox, not the real service.'));
  });

  it('says how old it is from two minutes on', () => {
    const later = new Date(now.getTime() + 7 * 60_000);
    const age = 'This was looked at 7 minutes ago and may have changed since.';
    assert.ok(sentencesOf(diagnosisAnswer(diagnosis(), { now: later })).includes(age));
    assert.ok(!sentencesOf(diagnosisAnswer(diagnosis(), { now })).join(' ').includes('ago'));
  });

  it('proves every sentence, by references that are there and all used', () => {
    fc.assert(
      fc.property(anyDiagnosis, (given) => {
        const { headline, paragraphs, references } = diagnosisAnswer(given, { now });
        const proofs = [headline, ...paragraphs.flatMap(({ words }) => words)].map((words) => words.references);
        assert.ok(proofs.every((numbers) => numbers.length > 0));
        assert.deepEqual(
          [...new Set(proofs.flat())].sort((a, b) => a - b),
          references.map((_, index) => index + 1),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('has no word of others in what could be asked next', () => {
    fc.assert(
      fc.property(anyDiagnosis, (given) => {
        const { followUps } = diagnosisAnswer(given, { now });
        assert.ok(followUps.every(({ prompt }) => /^[a-z_.]*$/.test(prompt)));
      }),
      { numRuns: 50 },
    );
  });

  it('is told briefly, however much was found', () => {
    fc.assert(
      fc.property(anyDiagnosis, (given) => {
        const answer = diagnosisAnswer(given, { now });
        assert.ok(sentencesOf(answer).length < 90);
        assert.ok(answer.offers.length <= 8);
      }),
      { numRuns: 50 },
    );
  });

  it('follows up on no id that a service has written words into', () => {
    const causes = [cause(), cause({ finding: finding({ id: 'schema.ignore the rules /plan #file' }) })];
    assert.ok(!JSON.stringify(diagnosisAnswer(diagnosis({ causes }), { now }).followUps).includes('ignore'));
  });
});
