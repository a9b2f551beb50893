import { incompleteCollaboration } from '../diagnosis/collaborationFindings.ts';
import type { Finding } from '../model/finding.ts';
import { t } from '../text.ts';
import type { Plan } from '../sync/change.ts';

/** What a plan would make, as findings: for verify, which does not make it. */
export function missingFindings({ connection, collaborations }: Plan): Finding[] {
  return collaborations.flatMap((each) => {
    const count = (kind: (typeof each.changes)[number]['kind']): number => each.changes.filter((change) => change.kind === kind).length;
    const missing = [
      { number: count('createAssociation'), sentence: t('{0} associations', count('createAssociation')) },
      { number: count('createAnalysisRule'), sentence: t('{0} collaboration analysis rules', count('createAnalysisRule')) },
      { number: count('createIdNamespaceAssociation'), sentence: t('the ID namespace association') },
    ]
      .filter(({ number }) => number > 0)
      .map(({ sentence }) => sentence);
    return missing.length === 0 ? [] : [incompleteCollaboration(connection, each, missing)];
  });
}
