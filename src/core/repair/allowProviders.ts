import { asCleanRoomError, CleanRoomError, stopIfCancelled } from '../errors.ts';
import type { CleanRoomService } from '../service.ts';
import type { AllowProviders } from '../sync/change.ts';
import type { ApplyOptions, ItemOutcome } from '../sync/outcome.ts';
import { t } from '../text.ts';

/** Lets more accounts query a configured table. Raises `audit_log_unwritable`; every other failure is the item's outcome. */
export async function allowProviders(service: CleanRoomService, change: AllowProviders, options: ApplyOptions): Promise<ItemOutcome> {
  const { configuredTableId: id, tableName: name, type } = change;
  const add = change.providers.filter((account) => !change.before.includes(account));
  const item = { kind: 'table_rule' as const, name, id };
  try {
    stopIfCancelled(options.signal);
    if (service.repairs === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
    const { requestId } = await service.repairs.allowProviders({ id, name, type, add }, options);
    return { ...item, outcome: 'repaired', reason: change.reason, ...(requestId === undefined ? {} : { requestId }) };
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code === 'audit_log_unwritable') throw error;
    const { requestId } = error.details;
    return { ...item, outcome: 'failed', code: error.code, reason: error.sentence, ...(requestId === undefined ? {} : { requestId }) };
  }
}
