import type { PermissionsReading, PermittedQuestion } from '../jobs/partners/readPartnerPermissions.ts';
import type { QuestionPermission, QuestionPermissionName } from '../model/question.ts';
import { foreignText } from '../foreignText.ts';
import { counted, t } from '../text.ts';
import { levers, permissionFlagNames, wishedQuestionPermissions, type PermissionFlags } from './permissionFlags.ts';
import type { KeptTemplate } from './planKeptTemplate.ts';
import type { Grant } from './planQuestionSteps.ts';
import type { PlanWarning } from './steps.ts';

/** A question of which something changes: what is opened and closed, and what is open to partners afterwards. */
export interface ChangedQuestion {
  opens: readonly QuestionPermissionName[];
  closes: readonly QuestionPermissionName[];
  openAfterwards: ReadonlySet<string>;
}

/** What a changed question gives partners afterwards. */
export function changedQuestion(
  before: readonly QuestionPermission[],
  opens: readonly QuestionPermissionName[],
  closes: readonly QuestionPermissionName[],
): ChangedQuestion {
  const open = before.filter(({ access }) => access === 'ALL_CLEAN_ROOM_PARTNERS').map(({ permission }) => permission);
  const closed = new Set<string>(closes);
  return { opens, closes, openAfterwards: new Set([...open, ...opens].filter((permission) => !closed.has(permission))) };
}

/** What to think about before questions are changed so; of the flags, what nothing can be done about. */
export function questionWarnings(
  reading: PermissionsReading,
  changed: readonly ChangedQuestion[],
  flags: PermissionFlags | undefined,
): PlanWarning[] {
  return [...wideGrants(reading, changed), ...takenAway(changed), ...conflicts(changed), ...withoutLever(flags)];
}

function wideGrants(reading: PermissionsReading, changed: readonly ChangedQuestion[]): PlanWarning[] {
  const wide = (['EDIT', 'VIEW_CODE', 'CLONE', 'DELETE'] as const).filter((permission) =>
    changed.some(({ opens }) => opens.includes(permission)),
  );
  if (wide.length === 0) return [];
  return [
    {
      code: 'wide_grant',
      sentence: t(
        '{0} would be open to all partners of the clean room ({1}), and to every one that comes later: the service has no permission for a single partner.',
        wide.join(', '),
        partnerNames(reading),
      ),
    },
  ];
}

/** Who takes part now, for people. */
export function partnerNames({ partners, problems }: Pick<PermissionsReading, 'partners' | 'problems'>): string {
  if (partners.length > 0) return partners.map(({ partner }) => foreignText(partner.name, 60)).join(', ');
  return problems.length > 0 ? t('not known') : t('none yet');
}

function takenAway(changed: readonly ChangedQuestion[]): PlanWarning[] {
  const closed = changed.reduce((sum, { closes }) => sum + closes.length, 0);
  if (closed === 0) return [];
  return [
    {
      code: 'takes_away',
      sentence: counted(
        closed,
        t('1 permission that partners have now is taken away.'),
        t('{0} permissions that partners have now are taken away.', closed),
      ),
    },
  ];
}

/** Grants that make little sense together, where the change brings them about. */
function conflicts(changed: readonly ChangedQuestion[]): PlanWarning[] {
  const count = (open: QuestionPermissionName, closed: QuestionPermissionName): number =>
    changed.filter(
      ({ opens, closes, openAfterwards }) =>
        openAfterwards.has(open) && !openAfterwards.has(closed) && (opens.includes(open) || closes.includes(closed)),
    ).length;
  const [run, edit, clone] = [count('RUN', 'VIEW_RESULTS'), count('EDIT', 'VIEW_CODE'), count('CLONE', 'VIEW_CODE')];
  const sentences = [
    run === 0
      ? []
      : counted(
          run,
          t('Partners could run 1 question and not see its results.'),
          t('Partners could run {0} questions and not see their results.', run),
        ),
    edit === 0
      ? []
      : counted(
          edit,
          t('Partners could edit 1 question whose code they may not see.'),
          t('Partners could edit {0} questions whose code they may not see.', edit),
        ),
    clone === 0 ? [] : t('Whoever clones a question may see the code of the copy, though it is closed in the original.'),
  ].flat();
  return sentences.map((sentence) => ({ code: 'conflicting_grant', sentence }));
}

/** What is wished otherwise than the template has it that is kept on the room: it would be a finding at once. */
export function contradictions(wished: ReadonlyMap<PermittedQuestion, readonly Grant[]>, kept: KeptTemplate | undefined): PlanWarning[] {
  if (kept === undefined) return [];
  const { template, questionIds } = kept;
  const access = new Map(wishedQuestionPermissions(template.flags).map((each) => [each.permission, each.access]));
  const { length } = [...wished].filter(
    ([{ question, ownedBy }, grants]) =>
      ownedBy === undefined &&
      questionIds?.includes(question.id) !== false &&
      grants.some((grant) => (access.get(grant.permission) ?? grant.access) !== grant.access),
  );
  if (length === 0) return [];
  return [
    {
      code: 'conflicting_grant',
      sentence: counted(
        length,
        t('1 question would differ from the template {0} that is kept on the clean room, which is a finding.', template.title),
        t(
          '{0} questions would differ from the template {1} that is kept on the clean room, each of which is a finding.',
          length,
          template.title,
        ),
      ),
    },
  ];
}

function withoutLever(flags: PermissionFlags | undefined): PlanWarning[] {
  if (flags === undefined) return [];
  const warnings: PlanWarning[] = [];
  if (!flags.can_view)
    warnings.push({ code: 'no_lever', sentence: t('Questions cannot be hidden: every partner of the clean room sees them.') });
  const without = permissionFlagNames.filter((flag) => levers[flag].kind === 'none' && flags[flag]);
  if (without.length > 0)
    warnings.push({ code: 'no_lever', sentence: t('{0}: the API has no lever for it, so nothing is changed.', without.join(', ')) });
  return warnings;
}
