import type { ReportedItem } from '../core/jobs/report.ts';
import { t } from '../core/text.ts';

/** What people call a kind of thing. */
export function kindName(kind: ReportedItem['kind']): string {
  switch (kind) {
    case 'membership':
      return t('membership');
    case 'association':
      return t('association');
    case 'analysis_rule':
      return t('collaboration analysis rule');
    case 'id_namespace':
      return t('ID namespace association');
    case 'table':
      return t('table');
    case 'table_rule':
      return t("table's own analysis rule");
  }
}
