import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isNamed, type Explanation } from '../../../../src/core/diagnosis/explanations/explanation.ts';
import { rootCauses, type RootCause } from '../../../../src/core/diagnosis/rootCauses.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';

const finding = (id: string, name = 'it', changes: Partial<ReportedFinding> = {}): ReportedFinding => ({
  id,
  severity: 'error',
  waits_for: 'you',
  connection: 'aws|one',
  subject: { kind: 'table', name },
  title: `${id} of ${name}`,
  evidence: [],
  remedies: [],
  ...changes,
});
const explains = (cause: string, consequence: string, when: Explanation['when'] = () => true): Explanation => ({
  cause,
  consequence,
  when,
});
const shape = (roots: readonly RootCause[]): [string, string[]][] =>
  roots.map((root) => [root.finding.id, root.explains.map(({ id, subject }) => `${id} ${subject.name}`)]);

describe('Root causes', () => {
  it('tell one missing rule once, with the twenty tables that are not ready for it', () => {
    const tables = Array.from({ length: 20 }, (_, index) => finding('schema.analysis_rule_missing', `t${index}`));
    const [root, ...others] = rootCauses(
      [...tables, finding('table.no_analysis_rule')],
      [explains('table.no_analysis_rule', 'schema.analysis_rule_missing')],
    );
    assert.deepEqual([root?.finding.id, root?.explains.length, others], ['table.no_analysis_rule', 20, []]);
  });

  it('explain only what their relation says', () => {
    const sameName: Explanation['when'] = (cause, consequence) => cause.subject.name === consequence.subject.name;
    const roots = rootCauses(
      [finding('rule.missing', 'a'), finding('schema.x', 'a'), finding('schema.x', 'b')],
      [explains('rule.missing', 'schema.*', sameName)],
    );
    assert.deepEqual(shape(roots), [
      ['rule.missing', ['schema.x a']],
      ['schema.x', []],
    ]);
  });

  it('explain what follows from what they explain', () => {
    const roots = rootCauses([finding('c'), finding('b'), finding('a')], [explains('a', 'b'), explains('b', 'c')]);
    assert.deepEqual(shape(roots), [['a', ['c it', 'b it']]]);
  });

  it('both stand where each would explain the other', () => {
    const roots = rootCauses([finding('a'), finding('b')], [explains('a', 'b'), explains('b', 'a')]);
    assert.deepEqual(
      roots.map((root) => root.finding.id),
      ['a', 'b'],
    );
  });

  it('come worst first, then what we can mend, then what explains most', () => {
    const roots = rootCauses(
      [
        finding('information', 'x', { severity: 'information' }),
        finding('partner', 'x', { waits_for: 'partner' }),
        finding('little'),
        finding('much'),
        finding('follows'),
        finding('warning', 'x', { severity: 'warning' }),
      ],
      [explains('much', 'follows')],
    );
    assert.deepEqual(
      roots.map((root) => root.finding.id),
      ['much', 'little', 'partner', 'warning', 'information'],
    );
  });

  it('lose nothing and tell nothing twice, whatever explains what', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ id: ids, name: fc.constantFrom('x', 'y') }), { selector: ({ id, name }) => `${id} ${name}` }),
        fc.array(fc.tuple(ids, ids)),
        (things, pairs) => {
          const all = things.map(({ id, name }) => finding(id, name));
          const roots = rootCauses(
            all,
            pairs.map(([cause, consequence]) => explains(cause, consequence)),
          );
          const told = roots.flatMap((root) => [root.finding, ...root.explains]);
          assert.equal(told.length, all.length);
          assert.deepEqual(new Set(told), new Set(all));
        },
      ),
    );
  });
});

describe('The id in an explanation', () => {
  const cases: [string, string, boolean][] = [
    ['role.missing', 'role.missing', true],
    ['role.missing', 'role.*', true],
    ['role.missing', 'rol.*', false],
    ['role', 'role.*', false],
    ['schema.not_ready', 'schema.not', false],
  ];
  for (const [id, named, expected] of cases)
    it(`${named} ${expected ? 'stands' : 'does not stand'} for ${id}`, () => {
      assert.equal(isNamed(id, named), expected);
    });
});
