import type { AnyResult } from '../../jobs/job.ts';
import type { PartnerResult, ReportedStep } from '../../jobs/partners/partnerReport.ts';
import type { JobResult, ReportedCollaboration, ReportedItem } from '../../jobs/report.ts';
import { summarise } from '../../jobs/report.ts';
import { t } from '../../text.ts';
import { firstOf, ForeignWords, idOrWords, type AnswerValue, type ToolAnswer } from '../answer.ts';
import { findingsData } from './findingData.ts';

/** What came of a job. @param notes what was asked for and could not be had this way */
export function resultAnswer(result: AnyResult, notes: readonly string[] = []): ToolAnswer {
  return 'items' in result ? partnerResultAnswer(result, notes) : collaborationsAnswer(result, notes);
}

function partnerResultAnswer(result: PartnerResult, notes: readonly string[]): ToolAnswer {
  const number = (outcome: ReportedStep['outcome']): number => result.items.filter((item) => item.outcome === outcome).length;
  const counts = (['done', 'existing', 'differs', 'failed', 'left_out', 'planned'] as const).flatMap((outcome): [string, number][] =>
    number(outcome) === 0 ? [] : [[outcome, number(outcome)]],
  );
  const { entries, more } = firstOf(result.items, itemData);
  return {
    summary: [
      counts.length === 0
        ? t('There was nothing to do.')
        : number('left_out') === result.items.length
          ? t('Nothing was done: {0} left_out; each says why.', result.items.length)
          : `${counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ')}.`,
      number('failed') > 0 ? t('What failed can be asked for again: what is done already is left out then.') : '',
      number('differs') > 0 ? t('Where it says "differs", the service accepted a change and then told something else.') : '',
      ...notes,
    ]
      .filter((part) => part !== '')
      .join(' '),
    data: {
      ok: result.ok,
      counts: Object.fromEntries(counts),
      items: entries,
      more_items: more,
      warnings: result.warnings.map(({ code, sentence }) => ({ code, sentence: new ForeignWords(sentence, 500) })),
      ...findingsData(result.findings),
      files: result.files?.map(({ path, change }) => ({ path: idOrWords(path), change })),
    },
    isError: number('failed') > 0 && number('done') + number('existing') === 0,
  };
}

/** A step or what was left out, as answers and plans tell it. */
export function itemData({ action, subject, sentence, outcome, reason, code, request_id, id }: ReportedStep): AnswerValue {
  return {
    outcome,
    action,
    code,
    subject_kind: subject.kind,
    name: new ForeignWords(subject.name),
    id: optional(id ?? subject.id),
    clean_room_id: optional(subject.room_id),
    sentence: outcome === 'left_out' ? undefined : new ForeignWords(sentence, 500),
    reason: reason === '' ? undefined : new ForeignWords(reason, 500),
    request_id: optional(request_id),
  };
}

/** Collaborations with their counts, and everything in them that is not simply as it should be. */
export function collaborationsAnswer(result: JobResult, notes: readonly string[] = []): ToolAnswer {
  const { collaborations, invitations, findings, tables = [] } = result;
  const sums = summarise(collaborations);
  const items = [...tables, ...collaborations.flatMap((each) => each.items)];
  const failed = items.filter(({ outcome }) => outcome === 'failed').length;
  const rooms = firstOf(collaborations, collaborationData);
  const waiting = firstOf(invitations, ({ collaboration_id, name, creator_account_id, create_time }) => ({
    collaboration_id: idOrWords(collaboration_id),
    name: new ForeignWords(name),
    creator_account_id: idOrWords(creator_account_id),
    create_time: idOrWords(create_time),
  }));
  return {
    summary: [
      t('Collaborations: {0}, invitations that wait: {1}.', collaborations.length, invitations.length),
      t('Tables ready: {0} of {1}.', sums.tables.ready, sums.tables.ready + sums.tables.not_ready),
      sums.accepted > 0 ? t('Invitations accepted: {0}.', sums.accepted) : '',
      failed > 0 ? t('Failed: {0}; each item says why.', failed) : '',
      findings.length > 0 ? t('Findings: {0}; each names the job that mends it, where there is one.', findings.length) : '',
      ...notes,
    ]
      .filter((part) => part !== '')
      .join(' '),
    data: {
      ok: result.ok,
      totals: { ...sums },
      collaborations: rooms.entries,
      more_collaborations: rooms.more,
      table_rules: tables.length === 0 ? undefined : tables.map(runItemData),
      invitations: waiting.entries,
      more_invitations: waiting.more,
      ...findingsData(findings),
      files: result.files?.map(({ path, change }) => ({ path: idOrWords(path), change })),
    },
  };
}

function collaborationData(collaboration: ReportedCollaboration): AnswerValue {
  const { collaboration_id, membership_id, name, creator_account_id, accepted, items } = collaboration;
  const { entries, more } = firstOf(
    items.filter(({ outcome }) => outcome !== 'existing' && outcome !== 'ready'),
    runItemData,
    30,
  );
  return {
    collaboration_id: idOrWords(collaboration_id),
    membership_id: membership_id === null ? undefined : idOrWords(membership_id),
    name: new ForeignWords(name),
    creator_account_id: idOrWords(creator_account_id),
    accepted: accepted ? true : undefined,
    tables: { ...collaboration.tables },
    items: entries.length === 0 ? undefined : entries,
    more_items: more,
  };
}

function runItemData({ kind, name, outcome, reason, id, code, request_id }: ReportedItem): AnswerValue {
  return {
    kind,
    outcome,
    code,
    name: new ForeignWords(name),
    id: optional(id),
    reason: reason === '' ? undefined : new ForeignWords(reason),
    request_id: optional(request_id),
  };
}

function optional(id: string | undefined): AnswerValue {
  return id === undefined ? undefined : idOrWords(id);
}
