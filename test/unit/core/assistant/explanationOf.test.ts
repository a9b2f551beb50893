import assert from 'node:assert/strict';
import { explanationOf } from '../../../../src/core/assistant/explanationOf.ts';
import { meaningOf } from '../../../../src/core/assistant/meanings/meaningOf.ts';
import { cause, diagnosis, finding, lacking, notReady, readAt, sentencesOf, takenAt } from './diagnoses.ts';

const catalogue = `
connection.credentials_missing connection.credentials_expired connection.credentials_refused connection.wrong_account
connection.wrong_region connection.unreachable connection.throttled connection.token_budget_spent connection.no_room_of_ours
permission.missing
invitation.pending invitation.untrusted_creator invitation.payer invitation.result_configuration_missing
collaboration.left collaboration.removed collaboration.deleted collaboration.unreadable collaboration.incomplete
role.missing role.not_trusting role.bound_elsewhere role.cannot_read role.not_propagated role.unchecked
table.gone_from_glue table.no_analysis_rule table.providers_missing table.providers_not_configured table.templates_not_allowed
table.differential_privacy_missing table.additional_analyses_not_allowed
association.missing association.misnamed association.double association.impossible association.not_wished association.left_out_by_quota
rule.missing rule.wrong_type rule.no_receiver rule.wrong_receivers rule.fewer_receivers rule.additional_analyses_not_configured
schema.analysis_rule_missing schema.analysis_templates_not_configured schema.analysis_providers_not_configured
schema.differential_privacy_policy_not_configured schema.collaboration_analysis_rule_not_configured
schema.result_receivers_not_configured schema.result_receivers_not_allowed schema.additional_analyses_not_configured
schema.additional_analyses_not_allowed schema.analysis_rule_types_not_compatible schema.id_mapping_table_not_populated
schema.not_ready
membership.left_out_by_quota id_namespace.left_out_by_quota quota.reached
id_namespace.missing id_namespace.foreign id_namespace.wrong_arn id_namespace.not_associated id_namespace.policy_refuses
id_mapping_table.not_populated id_mapping_table.job_running id_mapping_table.job_failed
configuration.broken configuration.entry_without_membership configuration.double_entry configuration.entries_of_others
membership.not_in_configuration
clean_room.unreadable sent_invitation.unanswered sent_invitation.waiting sent_invitation.declined
question.missing_datasets question.differs_from_template dataset.not_mapped run.refused run.failed
`;

describe('the meaning of a finding', () => {
  for (const id of catalogue.trim().split(/\s+/)) {
    it(`is known of ${id}, in a sentence or two`, () => {
      assert.match(meaningOf(id) ?? '', /^[A-Z].{20,260}[.]$/);
    });
  }

  it('is not made up for what nobody has described', () => {
    assert.deepEqual([meaningOf('unheard.of'), meaningOf('constructor'), meaningOf('__proto__')], [undefined, undefined, undefined]);
  });
});

describe('a finding explained', () => {
  const headings = (given: Parameters<typeof explanationOf>): string[] => explanationOf(...given).paragraphs.map(({ heading }) => heading);

  it('says what it means, why, and what to do', () => {
    assert.deepEqual(headings([finding()]), ['What it means', 'Why', 'What to do']);
  });

  it('takes evidence and times from the diagnosis where it is a cause', () => {
    const { references } = explanationOf(finding(), diagnosis());
    assert.deepEqual(references, [{ source: 'GetRole', says: finding().evidence[0], at: readAt }]);
  });

  it('leads to what is behind it where it only follows, and offers what mends that', () => {
    const causes = [cause({ finding: lacking(1), explains: [notReady(1)] })];
    const answer = explanationOf(notReady(1), diagnosis({ causes }));
    assert.equal(answer.headline.text, notReady(1).title);
    assert.ok(sentencesOf(answer).includes('This follows from something else: "Collaboration 1" lacks part_ibe_01.'));
    assert.deepEqual(
      answer.offers.map(({ title }) => title),
      ['Sync the collaboration'],
    );
  });

  it('is another one in another collaboration', () => {
    const causes = [cause({ finding: lacking(1), explains: [notReady(1, 2)] })];
    assert.ok(!headings([notReady(1, 1), diagnosis({ causes })]).includes('What is behind it'));
  });

  it('has the time of the question where no diagnosis knows one', () => {
    const { references } = explanationOf(finding(), undefined, { now: new Date(takenAt) });
    assert.deepEqual(references, [{ source: 'Check role.not_trusting', says: finding().evidence[0], at: takenAt }]);
  });

  it('rests on a comparison with the configuration where that is what it is', () => {
    const evidence = ['Not associated yet: acx_part_a.'];
    const { references } = explanationOf(lacking(1, { evidence }), undefined, { now: new Date(takenAt) });
    assert.deepEqual(references, [{ source: 'Compared with the configuration', says: evidence[0], at: takenAt }]);
  });

  it('proves itself by its title where it has no evidence', () => {
    const { headline, references } = explanationOf(finding({ evidence: [] }));
    assert.deepEqual([headline.references, references[0]?.says], [[1], finding().title]);
  });
});
