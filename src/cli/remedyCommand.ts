import { populateJobId } from '../core/diagnosis/idFindings.ts';
import type { ReportedFinding } from '../core/jobs/report.ts';
import { partnerCommand } from './partners/remedyCommand.ts';
import { populateCommandName } from './populateCommand.ts';
import { shellWord } from './shellWord.ts';

/**
 * The command that carries a remedy out; undefined where none does.
 * @param sameOptions names the account and the file of this run
 */
export function remedyCommand(
  { job, input, text }: Pick<ReportedFinding['remedies'][number], 'job' | 'input' | 'text'>,
  subject: ReportedFinding['subject'],
  sameOptions: string,
): string | undefined {
  const command = (words: string): string => `cleanrooms ${words}${sameOptions}`;
  const about = partnerCommand({ job, input, text }, subject);
  if (about !== undefined) return command(`partners ${about}`);
  const { collaboration_ids: ids, membership_id: id, accept_payment: pays } = input ?? {};
  switch (job) {
    case 'accept':
      return command(`accept ${Array.isArray(ids) ? ids.join(' ') : ''}${pays === true ? ' --accept-payment' : ''}`);
    case 'sync':
      // What is not listed needs no sync: of several collaborations one for all does the same.
      return command(
        subject.membership_id === undefined || (Array.isArray(ids) && ids.length > 1)
          ? 'sync-all'
          : `associate --membership-id ${subject.membership_id}`,
      );
    case 'add':
      return command(`add --membership-id ${String(id)}`);
    case 'repair':
      return command(
        `repair${option('membership-id', input?.['membership_ids'])}${option('subject-id', input?.['subject_ids'])}${option('widen-receivers', input?.['widen_receivers'])}`,
      );
    case populateJobId:
      return command(
        `${populateCommandName}${option('membership-id', input?.['membership_id'])}${option('id-mapping-table-id', input?.['id_mapping_table_id'])}`,
      );
    default:
      return undefined;
  }
}

function option(name: string, value: unknown): string {
  if (typeof value === 'string') return ` --${name} ${shellWord(value)}`;
  return Array.isArray(value) ? ` --${name} ${value.join(' ')}` : value === true ? ` --${name}` : '';
}
