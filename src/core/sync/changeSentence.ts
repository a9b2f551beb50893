import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';
import type { AllowProviders, Change } from './change.ts';

/** What a change does, in a sentence without its reason. */
export function changeSentence(change: Change | AllowProviders): string {
  switch (change.kind) {
    case 'acceptInvitation':
      return `${t('Accept the invitation')}${change.pays.length > 0 ? ` ${t('and pay for {0}', change.pays.join(', '))}` : ''}`;
    case 'createAssociation':
      return t('Associate {0} as {1}', foreignText(change.tableName), change.name);
    case 'createAnalysisRule':
      return t('{0} rule on {1}, results to {2}', change.type, change.associationName, change.allowedResultReceivers.join(', '));
    case 'createIdNamespaceAssociation':
      return t('Associate the ID namespace {0}', change.name);
    case 'replaceAssociation':
      return t('Delete the association {0} and make it anew as {1}, with its rule', foreignText(change.associationName), change.name);
    case 'deleteDoubleAssociation':
      return t('Delete the association {0}; {1} stays', foreignText(change.associationName), change.staying);
    case 'allowReceivers':
      return t('Results of {0} to {1}', change.associationName, change.allowedResultReceivers.join(', '));
    case 'replaceAnalysisRule':
      return t(
        'Delete the {0} rule on {1} and make a {2} rule, results to {3}',
        change.before,
        change.associationName,
        change.rule.type,
        change.rule.allowedResultReceivers.join(', '),
      );
    case 'replaceIdNamespaceAssociation':
      return t('Delete the ID namespace association {0} and make it anew for {1}', foreignText(change.name), change.idNamespaceArn);
    case 'allowProviders':
      return t(
        'Let {0} query {1}, in all of its {2} collaborations',
        change.providers.filter((account) => !change.before.includes(account)).join(', '),
        foreignText(change.tableName),
        change.serves.length,
      );
  }
}
