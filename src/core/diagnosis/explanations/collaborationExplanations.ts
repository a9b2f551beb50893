import type { ReportedFinding } from '../../jobs/report.ts';
import { mentions } from '../mentions.ts';
import type { TableBehind } from '../namedCauses.ts';
import type { Explanation } from './explanation.ts';

type When = Explanation['when'];

const always: When = () => true;
const sameCollaboration: When = ({ subject: a }, { subject: b }) =>
  a.collaboration_id !== undefined && a.collaboration_id === b.collaboration_id;
const sameAssociation: When = (cause, consequence) =>
  sameCollaboration(cause, consequence) && cause.subject.name === consequence.subject.name;
const sameName: When = ({ subject: a }, { subject: b }) => a.name === b.name;
const sameMembership: When = ({ subject: a }, { subject: b }) => a.membership_id !== undefined && a.membership_id === b.membership_id;

/** The refused action is the one that the consequence could not do without: its evidence names the operation. */
const namesTheAction: When = ({ subject: { name } }, { title, evidence, remedies }) => {
  const operation = name.split(':').at(-1) ?? name;
  return [title, ...evidence, ...remedies.map((remedy) => remedy.title)].some((words) => mentions(words, operation));
};

/** It quotes the very words that the cause shows, which stand there behind the operation. */
const repeatsIt: When = ({ evidence: shown }, { title, evidence }) =>
  shown.some((line) => [title, ...evidence].some((words) => words.includes(line.slice(line.indexOf(': ') + 2))));

/** What explains what in collaborations and their tables. */
export function collaborationExplanations(tableBehind: TableBehind): Explanation[] {
  const ofTheTable: When = ({ subject: table }, { subject }) => tableBehind(subject.collaboration_id, subject.name)?.id === table.id;
  const each = (cause: string, consequences: readonly string[], when: When): Explanation[] =>
    consequences.map((consequence) => ({ cause, consequence, when }));
  return [
    ...each('configuration.broken', ['configuration.entry_without_membership', 'membership.not_in_configuration'], always),
    ...each(
      'permission.missing',
      [
        'collaboration.unreadable',
        'role.unchecked',
        'id_namespace.unchecked',
        'rules.unchecked',
        'tags.unchecked',
        'connection.partners_unreadable',
      ],
      namesTheAction,
    ),
    ...each('connection.throttled', ['collaboration.unreadable', 'role.unchecked', 'id_namespace.unchecked', 'rules.unchecked'], repeatsIt),
    ...each('collaboration.*', ['configuration.entry_without_membership'], sameMembership),
    ...each('invitation.untrusted_creator', ['invitation.pending'], sameCollaboration),
    ...each('invitation.payer', ['invitation.pending'], sameCollaboration),
    ...each('invitation.result_configuration_missing', ['invitation.pending'], sameCollaboration),
    ...each('membership.left_out_by_quota', ['invitation.pending'], sameCollaboration),
    ...each('role.not_trusting', ['role.bound_elsewhere', 'role.not_propagated'], sameName),
    ...each('role.missing', ['role.cannot_read', 'role.unchecked'], sameName),
    ...each(
      'table.no_analysis_rule',
      ['schema.analysis_rule_missing', 'schema.collaboration_analysis_rule_not_configured', 'rule.missing'],
      ofTheTable,
    ),
    ...each('table.templates_not_allowed', ['schema.analysis_templates_not_configured'], ofTheTable),
    ...each('table.providers_not_configured', ['schema.analysis_providers_not_configured'], ofTheTable),
    ...each(
      'table.providers_missing',
      ['schema.analysis_providers_not_configured', 'table.providers_not_configured'],
      (cause, consequence) => ofTheTable(cause, consequence) || cause.subject.id === consequence.subject.id,
    ),
    ...each('table.differential_privacy_missing', ['schema.differential_privacy_policy_not_configured'], ofTheTable),
    ...each('table.additional_analyses_not_allowed', ['schema.additional_analyses_not_allowed'], ofTheTable),
    ...each('rule.additional_analyses_not_configured', ['schema.additional_analyses_not_configured'], sameAssociation),
    ...each('rule.missing', ['schema.collaboration_analysis_rule_not_configured'], sameAssociation),
    ...each('association.missing', ['schema.missing', 'schema.not_ready'], sameAssociation),
    ...each('collaboration.incomplete', ['schema.collaboration_analysis_rule_not_configured', 'schema.missing'], sameCollaboration),
    ...each('rule.wrong_receivers', ['schema.result_receivers_not_configured', 'schema.result_receivers_not_allowed'], sameAssociation),
    ...each('rule.wrong_type', ['schema.analysis_rule_types_not_compatible'], sameAssociation),
    ...each(
      'rule.no_receiver',
      [
        'rule.missing',
        'rule.wrong_receivers',
        'rule.wrong_type',
        'schema.collaboration_analysis_rule_not_configured',
        'schema.result_receivers_not_configured',
      ],
      sameCollaboration,
    ),
    ...each('id_namespace.foreign', ['id_namespace.missing'], sameNamespace),
    ...each('id_mapping_table.*', ['schema.id_mapping_table_not_populated'], sameAssociation),
  ];
}

/** A namespace is named by its name in one place and by its ARN in another. */
function sameNamespace({ subject: a }: ReportedFinding, { subject: b }: ReportedFinding): boolean {
  const last = (name: string): string => name.split('/').at(-1) ?? name;
  return last(a.name) === last(b.name);
}
