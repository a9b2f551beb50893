import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';
import { deletion, type AllowProviders, type Change } from './change.ts';

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
      return change.rule === undefined
        ? t('Delete the association {0} and make it anew as {1}, with its rule', foreignText(change.associationName), change.name)
        : t(
            'Delete the association {0} and make it anew as {1}, with a {2} rule, results to {3}',
            foreignText(change.associationName),
            change.name,
            change.rule.type,
            listed(change.rule.allowedResultReceivers),
          );
    case 'deleteDoubleAssociation':
      return t('Delete the association {0}; {1} stays', foreignText(change.associationName), change.staying);
    case 'allowReceivers':
      return t(
        'Results of {0} to {1} (now {2})',
        foreignText(change.associationName),
        listed(change.allowedResultReceivers),
        listed(change.before),
      );
    case 'replaceAnalysisRule':
      return t(
        'Delete the {0} rule on {1} and make a {2} rule, results to {3}',
        change.before,
        change.associationName,
        change.rule.type,
        listed(change.rule.allowedResultReceivers),
      );
    case 'replaceIdNamespaceAssociation':
      return t('Delete the ID namespace association {0} and make it anew for {1}', foreignText(change.name), change.idNamespaceArn);
    case 'allowProviders':
      return t(
        'Let {0} query {1} (now {2}), in {3}',
        listed(change.providers.filter((account) => !change.before.includes(account))),
        foreignText(change.tableName),
        listed(change.before),
        change.serves.map((name) => foreignText(name)).join(', '),
      );
  }
}

/** A sign that says at a glance what becomes of what is there. */
export function changeSign(change: Change | AllowProviders): '+' | '-' | '±' | '~' {
  switch (deletion(change)) {
    case 'forGood':
      return '-';
    case 'madeAnew':
      return '±';
    case undefined:
      return change.kind === 'allowReceivers' || change.kind === 'allowProviders' ? '~' : '+';
  }
}

/** The accounts that a change lets receive results. */
export function receiversOf(change: Change): string[] {
  switch (change.kind) {
    case 'createAnalysisRule':
    case 'allowReceivers':
      return change.allowedResultReceivers;
    case 'replaceAssociation':
    case 'replaceAnalysisRule':
      return change.rule?.allowedResultReceivers ?? [];
    case 'acceptInvitation':
    case 'createAssociation':
    case 'createIdNamespaceAssociation':
    case 'deleteDoubleAssociation':
    case 'replaceIdNamespaceAssociation':
      return [];
  }
}

function listed(accounts: readonly string[]): string {
  return accounts.length === 0 ? t('nobody') : accounts.join(', ');
}
