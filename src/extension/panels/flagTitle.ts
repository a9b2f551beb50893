import type { PermissionFlagName } from '../../core/partners/permissionFlags.ts';
import { t } from '../../core/text.ts';

/** What a flag is called on the screen. */
export function flagTitle(flag: PermissionFlagName): string {
  switch (flag) {
    case 'can_view':
      return t('View questions');
    case 'can_view_results':
      return t('View results');
    case 'can_run':
      return t('Run');
    case 'can_clone':
      return t('Clone');
    case 'can_edit':
      return t('Edit');
    case 'can_view_code':
      return t('View code');
    case 'can_configure_mapping':
      return t('Assign datasets');
    case 'can_view_schema':
      return t('View schema');
    case 'can_view_sample':
      return t('View sample data');
  }
}
