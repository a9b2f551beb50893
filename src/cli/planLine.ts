import { foreignText } from '../core/foreignText.ts';
import { itemOf } from '../core/sync/outcome.ts';
import type { AllowProviders, Change } from '../core/sync/change.ts';
import { t } from '../core/text.ts';
import { kindName } from './kindName.ts';

/** A planned change in a line: `+` is made, `-` deleted, `±` deleted and made anew, `~` changed; then why. */
export function planLine(change: Change | AllowProviders): string {
  const { sign, what } = signed(change);
  return `${sign} ${what}: ${foreignText(change.reason, 500)}`;
}

function signed(change: Change | AllowProviders): { sign: '+' | '-' | '±' | '~'; what: string } {
  switch (change.kind) {
    case 'acceptInvitation':
    case 'createAssociation':
    case 'createAnalysisRule':
    case 'createIdNamespaceAssociation':
      return { sign: '+', what: named(change) };
    case 'replaceAssociation':
      return { sign: '±', what: t('{0} is deleted and made anew as {1}', named(change, change.associationName), foreignText(change.name)) };
    case 'deleteDoubleAssociation':
      return { sign: '-', what: t('{0} is deleted; {1} stays', named(change), foreignText(change.staying)) };
    case 'replaceAnalysisRule':
      return { sign: '±', what: t('{0} of type {1} is deleted and made anew as {2}', named(change), change.before, change.rule.type) };
    case 'replaceIdNamespaceAssociation':
      return {
        sign: '±',
        what: t(
          '{0} with {1} is deleted and made anew with {2}',
          named(change),
          foreignText(change.before),
          foreignText(change.idNamespaceArn),
        ),
      };
    case 'allowReceivers':
      return {
        sign: '~',
        what: t('{0}: results to {1} (now {2})', named(change), accounts(change.allowedResultReceivers), accounts(change.before)),
      };
    case 'allowProviders':
      return {
        sign: '~',
        what: t(
          'analysis rule of the table {0}: queries by {1} (now {2}), in {3}',
          foreignText(change.tableName),
          accounts(change.providers),
          accounts(change.before),
          change.serves.map((name) => foreignText(name)).join(', '),
        ),
      };
  }
}

function named(change: Change, name = itemOf(change).name): string {
  return `${kindName(itemOf(change).kind)} ${foreignText(name)}`;
}

function accounts(ids: readonly string[]): string {
  return ids.length === 0 ? t('nobody') : ids.map((id) => foreignText(id)).join(', ');
}
