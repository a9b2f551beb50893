import { CleanRoomError } from '../errors.ts';
import type { PartnerSettings } from '../partners/partnerSettings.ts';
import type { PermissionFlags } from '../partners/permissionFlags.ts';
import { permissionTemplates } from '../partners/permissionTemplates.ts';
import { t } from '../text.ts';

/** A way to bring partners of one kind on board. */
export interface OnboardingFlow {
  /** For files, programs and tools. */
  id: string;
  /** For people. */
  title: string;
  /** `flags` is undefined where the folder names a template that there is not. */
  permissions: { template: string; flags: PermissionFlags | undefined };
  /** The name of a note template; the standard one where left out. */
  noteTemplate: string | undefined;
  /** How long it usually takes. */
  expectedDays: number;
  /** Days after the invitation on which a partner who has not answered is followed up. */
  followUpDays: number[];
  /** Lines of guidance for the partner, beside those of the product. */
  guidance: string[];
  builtIn: boolean;
}

/** Reminder, contact, escalation (seed 000). */
export const standardFollowUpDays: readonly number[] = [3, 7, 10];
const standardExpectedDays = 5;
/** What a flow of one's own gives where it names nothing. */
const standardTemplate = 'analyst';

/** Clone and run, and nothing else (seed 000, retail_partner): there is no template of this. */
const cloneAndRun: PermissionFlags = {
  can_view: true,
  can_edit: false,
  can_clone: true,
  can_run: true,
  can_view_results: false,
  can_view_code: false,
  can_view_schema: false,
  can_view_sample: false,
  can_configure_mapping: false,
};

interface BuiltInFlow {
  id: string;
  title: () => string;
  /** A template, without these flags. */
  template: string;
  without?: readonly ('can_view_code' | 'can_edit')[];
  flags?: PermissionFlags;
  expectedDays: number;
  guidance: () => string[];
}

/** The flows of the wish (seed 000); days are the upper end of what it expects. */
const builtIn: readonly BuiltInFlow[] = [
  { id: 'standard', title: () => t('Standard'), template: standardTemplate, expectedDays: 5, guidance: () => [] },
  {
    id: 'media',
    title: () => t('Media partner'),
    template: standardTemplate,
    without: ['can_view_code', 'can_edit'],
    expectedDays: 4,
    guidance: () => [t('Bring exposure or impression data with the campaign and the time of each contact.')],
  },
  {
    id: 'retail',
    title: () => t('Retail partner'),
    template: 'custom',
    flags: cloneAndRun,
    expectedDays: 3,
    guidance: () => [t('Bring transaction data with the time, the amount and the product of each purchase.')],
  },
  {
    id: 'agency',
    title: () => t('Agency'),
    template: 'admin',
    expectedDays: 4,
    guidance: () => [t('Agree with the advertiser whose data you use who signs for it.')],
  },
];

/** The built-in flows, then those of the folder; one of the same name takes the place of a built-in one. */
export function onboardingFlows(settings: PartnerSettings | undefined): OnboardingFlow[] {
  const templates = new Map(permissionTemplates(settings).map(({ id, flags }) => [id, flags]));
  const kept = Object.entries(settings?.flows ?? {});
  const names = new Set(kept.map(([name]) => name));
  return [
    ...builtIn
      .filter(({ id }) => !names.has(id))
      .map(({ id, title, template, without = [], flags, expectedDays, guidance }): OnboardingFlow => {
        const base = flags ?? templates.get(template) ?? cloneAndRun;
        return {
          id,
          title: title(),
          permissions: { template, flags: { ...base, ...Object.fromEntries(without.map((flag) => [flag, false])) } },
          noteTemplate: undefined,
          expectedDays,
          followUpDays: [...standardFollowUpDays],
          guidance: guidance(),
          builtIn: true,
        };
      }),
    ...kept.map(([name, flow]): OnboardingFlow => {
      const template = flow.permission_template ?? standardTemplate;
      return {
        id: name,
        title: name,
        permissions: { template, flags: templates.get(template) },
        noteTemplate: flow.note_template,
        expectedDays: flow.expected_days ?? standardExpectedDays,
        followUpDays: flow.follow_up_days ?? [...standardFollowUpDays],
        guidance: flow.guidance ?? [],
        builtIn: false,
      };
    }),
  ];
}

/** The flow of that name. Raises `not_found`. */
export function findFlow(flows: readonly OnboardingFlow[], id: string): OnboardingFlow {
  const found = flows.find((each) => each.id === id);
  if (found !== undefined) return found;
  throw new CleanRoomError('not_found', t('There is no onboarding flow "{0}".', id), {
    remedy: t('There are: {0}.', flows.map((each) => each.id).join(', ')),
  });
}

/** What partners may do: flags or a template that were named, else the flow's. Raises `not_found`. */
export function chosenPermissions(
  { template, flags }: { template?: string | undefined; flags?: PermissionFlags | undefined },
  flow: OnboardingFlow,
  settings: PartnerSettings | undefined,
): { template: string; flags: PermissionFlags } {
  if (flags !== undefined) return { template: template ?? 'custom', flags };
  const wished = template ?? flow.permissions.template;
  if (wished === flow.permissions.template && flow.permissions.flags !== undefined)
    return { template: wished, flags: flow.permissions.flags };
  const templates = permissionTemplates(settings);
  const found = templates.find(({ id }) => id === wished);
  if (found !== undefined) return { template: wished, flags: found.flags };
  throw new CleanRoomError('not_found', t('There is no permission template "{0}".', wished), {
    remedy: t('There are: {0}.', templates.map(({ id }) => id).join(', ')),
  });
}
