import { t } from '../text.ts';
import type { PartnerSettings } from './partnerSettings.ts';
import type { PermissionFlags } from './permissionFlags.ts';

/** A named set of flags. */
export interface PermissionTemplate {
  /** For files, programs and tools: `full_access`. */
  id: string;
  /** For people. */
  title: string;
  flags: PermissionFlags;
  builtIn: boolean;
}

const none: PermissionFlags = {
  can_view: true,
  can_edit: false,
  can_clone: false,
  can_run: false,
  can_view_results: false,
  can_view_code: false,
  can_view_schema: false,
  can_view_sample: false,
  can_configure_mapping: false,
};

/** The templates of the wish (seed 000): full access, analyst, viewer, admin; and one that closes everything. */
const builtIn: readonly { id: string; title: () => string; flags: PermissionFlags }[] = [
  {
    id: 'full_access',
    title: () => t('Full access'),
    flags: {
      can_view: true,
      can_edit: true,
      can_clone: true,
      can_run: true,
      can_view_results: true,
      can_view_code: true,
      can_view_schema: true,
      can_view_sample: true,
      can_configure_mapping: true,
    },
  },
  {
    id: 'analyst',
    title: () => t('Analyst'),
    flags: { ...none, can_clone: true, can_run: true, can_view_results: true, can_view_schema: true },
  },
  { id: 'viewer', title: () => t('Viewer'), flags: { ...none, can_view_results: true } },
  {
    id: 'admin',
    title: () => t('Admin'),
    flags: {
      ...none,
      can_edit: true,
      can_clone: true,
      can_run: true,
      can_view_results: true,
      can_view_code: true,
      can_view_schema: true,
      can_configure_mapping: true,
    },
  },
  { id: 'restricted', title: () => t('Restricted'), flags: none },
];

/** The built-in templates, then those that the folder keeps; one of the same name takes the place of a built-in one. */
export function permissionTemplates(settings: PartnerSettings | undefined): PermissionTemplate[] {
  const kept = Object.entries(settings?.permission_templates ?? {});
  const names = new Set(kept.map(([name]) => name));
  return [
    ...builtIn.filter(({ id }) => !names.has(id)).map(({ id, title, flags }) => ({ id, title: title(), flags, builtIn: true })),
    ...kept.map(([name, flags]) => ({ id: name, title: name, flags, builtIn: false })),
  ];
}
