import type { ReportedFinding } from '../jobs/report.ts';
import { counted, t } from '../text.ts';
import { repairJobId } from './repairFindings.ts';

/** Findings of one kind in one collaboration: one thing to do, however many there are. */
export interface FindingGroup {
  id: string;
  title: string;
  findings: ReportedFinding[];
}

/** From so many on, findings of one kind in one place stand together. */
const fewest = 3;

/** What differs from the template that is kept on a room is set right in one go, questions and datasets alike. */
const templateFindings: ReadonlySet<string> = new Set(['question.differs_from_template', 'dataset.differs_from_template']);
const permissionsJobId = 'configure-partner-permissions';

/** Puts together what belongs together, each group in the place of its first finding. */
export function groupFindings(findings: readonly ReportedFinding[]): (ReportedFinding | FindingGroup)[] {
  const groups = Map.groupBy(findings, ({ id, subject }) =>
    JSON.stringify(templateFindings.has(id) ? [[...templateFindings], subject.room_id] : [id, subject.collaboration_id]),
  );
  return [...groups.values()].flatMap((group): (ReportedFinding | FindingGroup)[] => {
    const [first] = group;
    if (first === undefined) return [];
    const title = group.length < fewest ? undefined : titleOf(first, group);
    return title === undefined ? group : [{ id: first.id, title, findings: group }];
  });
}

export function isFindingGroup(each: ReportedFinding | FindingGroup): each is FindingGroup {
  return 'findings' in each;
}

/** The one job that mends the whole group, with its input; undefined where none does. */
export function fixOfGroup(group: FindingGroup): { job: string; input: Record<string, unknown> } | undefined {
  const repair = repairOfGroup(group);
  if (repair !== undefined) return { job: repairJobId, input: repair };
  return syncOfGroup(group) ?? templateFixOf(group);
}

/** What that job does to all of them; undefined where the words for one of them are right for many. */
export function fixTitleOf({ id }: FindingGroup): string | undefined {
  switch (id) {
    case 'collaboration.incomplete':
      return t('Sync them all');
    case 'association.misnamed':
      return t('Rename them all (delete and create)');
    case 'association.double':
      return t('Delete those that are not needed');
    case 'rule.wrong_type':
      return t('Replace the rules (delete and create)');
    case 'table.providers_missing':
      return t('Let every wished account query all of them (UpdateConfiguredTableAnalysisRule)');
    case 'question.differs_from_template':
    case 'dataset.differs_from_template':
      return t('Set them all by the template');
    default:
      return undefined;
  }
}

/** One sync of every collaboration in the group. */
function syncOfGroup({ id, findings }: FindingGroup): ReturnType<typeof fixOfGroup> {
  const inputs = inputsOf(findings, 'sync');
  if (id !== 'collaboration.incomplete' || inputs.length < findings.length) return undefined;
  return { job: 'sync', input: { collaboration_ids: together(inputs, 'collaboration_ids') } };
}

/** One setting by the template of every question and dataset in the group. */
function templateFixOf({ id, findings }: FindingGroup): ReturnType<typeof fixOfGroup> {
  const inputs = inputsOf(findings, permissionsJobId);
  const [first] = inputs;
  if (!templateFindings.has(id) || first === undefined || inputs.length < findings.length) return undefined;
  const { room, template } = first;
  const [questions, datasets] = [together(inputs, 'questions'), together(inputs, 'datasets')];
  return { job: permissionsJobId, input: { room, template, questions, datasets, partners: [] } };
}

/** The one repair that mends the whole group; undefined where no repair does. */
export function repairOfGroup({ findings }: FindingGroup): Record<string, unknown> | undefined {
  const inputs = inputsOf(findings, repairJobId);
  if (inputs.length < findings.length) return undefined;
  const lists = ['membership_ids', 'collaboration_ids', 'subject_ids'].flatMap((key) => {
    const ids = together(inputs, key);
    return ids.length === 0 ? [] : [[key, ids] as const];
  });
  return Object.fromEntries(lists);
}

/** What the findings' remedies by this job are given; fewer than findings where one of them has no such remedy. */
function inputsOf(findings: readonly ReportedFinding[], wanted: string): Record<string, unknown>[] {
  return findings.flatMap(({ remedies }): Record<string, unknown>[] => {
    const input = remedies.find(({ job }) => job === wanted)?.input;
    return input === undefined ? [] : [input];
  });
}

/** What stands in one list of any of the inputs, each once. */
function together(inputs: readonly Record<string, unknown>[], key: string): unknown[] {
  return [
    ...new Set(
      inputs.flatMap((input) => {
        const value = input[key];
        return Array.isArray(value) ? Array.from<unknown>(value) : [];
      }),
    ),
  ];
}

/** "3 questions, 1 dataset". */
function kindsOf(group: readonly ReportedFinding[]): string {
  const questions = group.filter(({ subject }) => subject.kind === 'question').length;
  const datasets = group.length - questions;
  return [
    ...(questions === 0 ? [] : [counted(questions, t('1 question'), t('{0} questions', questions))]),
    ...(datasets === 0 ? [] : [counted(datasets, t('1 dataset'), t('{0} datasets', datasets))]),
  ].join(', ');
}

/** What is wrong comes first: a tree shows the beginning. */
function titleOf({ id, subject }: ReportedFinding, group: readonly ReportedFinding[]): string | undefined {
  const count = group.length;
  const where = subject.collaboration_name ?? '';
  switch (id) {
    case 'association.misnamed':
      return t('{0} wrong association names in "{1}".', count, where);
    case 'association.double':
      return t('{0} double associations in "{1}".', count, where);
    case 'rule.wrong_receivers':
      return t('{0} rules with wrong result receivers in "{1}".', count, where);
    case 'rule.wrong_type':
      return t('{0} rules of the wrong type in "{1}".', count, where);
    case 'question.differs_from_template':
    case 'dataset.differs_from_template':
      return t('{0} in "{1}" differ from the template that is kept on it.', kindsOf(group), subject.room_name ?? '');
    case 'table.providers_missing':
      return t('The analysis rules of {0} configured tables do not let every wished account query.', count);
    default:
      return id.startsWith('schema.') ? t('{0} tables not ready in "{1}".', count, where) : undefined;
  }
}
