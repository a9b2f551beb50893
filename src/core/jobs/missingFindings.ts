import { incompleteCollaboration } from '../diagnosis/collaborationFindings.ts';
import { listedNames } from '../listedNames.ts';
import type { Finding } from '../model/finding.ts';
import { t } from '../text.ts';
import type { Plan } from '../sync/change.ts';

/** What a plan would make, as findings: for verify, which does not make it. */
export function missingFindings({ connection, collaborations }: Plan): Finding[] {
  return collaborations.flatMap((each) => {
    const associations = each.changes.filter((change) => change.kind === 'createAssociation');
    const rules = each.changes.filter((change) => change.kind === 'createAnalysisRule');
    const namespaces = each.changes.filter((change) => change.kind === 'createIdNamespaceAssociation');
    const missing = [
      { number: associations.length, sentence: t('{0} associations', associations.length) },
      { number: rules.length, sentence: t('{0} collaboration analysis rules', rules.length) },
      { number: namespaces.length, sentence: t('the ID namespace association') },
    ]
      .filter(({ number }) => number > 0)
      .map(({ sentence }) => sentence);
    const isNew = new Set(associations.map(({ configuredTableId }) => configuredTableId));
    const withoutRule = rules.filter(({ configuredTableId }) => !isNew.has(configuredTableId));
    const evidence = [
      named(associations, (names) => t('Not associated yet: {0}.', names)),
      // Of an association that is not there, its rule goes without saying.
      named(
        withoutRule.map(({ associationName: name }) => ({ name })),
        (names) => t('Without a collaboration analysis rule: {0}.', names),
      ),
      named(namespaces, (names) => t('ID namespace that is not associated yet: {0}.', names)),
    ].flat();
    return missing.length === 0 ? [] : [incompleteCollaboration(connection, each, missing, evidence)];
  });
}

/** The first of them by name, in a sentence; none where there is none. */
function named(things: readonly { name: string }[], sentence: (names: string) => string): string[] {
  return things.length === 0 ? [] : [sentence(listedNames(things.map(({ name }) => name)))];
}
