import * as z from 'zod/mini';
import { brokenConfiguration, parseJsonText } from '../../core/config/parse.ts';
import { CleanRoomError } from '../../core/errors.ts';
import { configurePartnerPermissionsInput } from '../../core/jobs/partners/configurePartnerPermissions.ts';
import { permissionFlagNames, type PermissionFlagName } from '../../core/partners/permissionFlags.ts';
import { t } from '../../core/text.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { textOf } from '../textOf.ts';
import { given } from '../given.ts';

/** What `partners grant` has of the command line. */
export interface GrantOptions extends CommonOptions, Partial<Record<FlagOption<PermissionFlagName>, true>> {
  room: string;
  template?: string;
  /** False: none. */
  questions?: string[] | false;
  datasets?: string[] | false;
  /** False: roles stay as they are. */
  partners?: string[] | false;
  role?: string;
  userRole?: string[];
  changes?: string;
  keepOnRoom?: boolean;
}

/** `can_view_code` as Commander calls it: `canViewCode`. */
type FlagOption<Name extends string> = Name extends `${infer First}_${infer Rest}` ? `${First}${Capitalize<FlagOption<Rest>>}` : Name;

/** `--can-view-code` for `can_view_code`. */
export function flagOption(flag: PermissionFlagName): string {
  return `--${flag.replaceAll('_', '-')}`;
}

const { question_permissions, dataset_assignments, roles, result_shares, members, receivers, providers } =
  configurePartnerPermissionsInput.shape;
/** The file of --changes: single changes, in the words of the job's input. */
const changesSchema = z.strictObject(
  { question_permissions, dataset_assignments, roles, result_shares, members, receivers, providers },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? t('unknown: {0}', issue.keys.join(', ')) : undefined) },
);

/** The job's input for it. Raises `invalid_input`, and `configuration_broken` for a file of changes that is none. */
export async function grantInput(options: GrantOptions): Promise<object> {
  const { room, template, questions, datasets, partners, keepOnRoom } = options;
  const changes = options.changes === undefined ? {} : await changesOf(options.changes);
  const single = (options.userRole ?? []).map(userRole);
  const flags = flagsOf(options);
  if (template === undefined && flags === undefined && single.length === 0 && options.changes === undefined)
    throw new CleanRoomError('invalid_input', t('It is not said what partners may do.'), {
      remedy: t('Give --template, one or more of {0}, --role, --user-role or --changes.', permissionFlagNames.map(flagOption).join(' ')),
    });
  // A role alone leaves questions and datasets as they are.
  const roleOnly = flags !== undefined && !permissionFlagNames.some((flag) => flags[flag]);
  return given({
    room,
    template,
    flags,
    questions: roleOnly || questions === false ? [] : questions,
    datasets: roleOnly || datasets === false ? [] : datasets,
    partners: partners === false ? [] : partners,
    ...changes,
    ...(single.length === 0 ? {} : { roles: [...(changes.roles ?? []), ...single] }),
    keep_on_room: keepOnRoom,
  });
}

/** The nine flags, where one of them or a role was given. */
function flagsOf(options: GrantOptions): (Record<PermissionFlagName, boolean> & { role?: string }) | undefined {
  const {
    canView = false,
    canViewResults = false,
    canRun = false,
    canClone = false,
    canEdit = false,
    canViewCode = false,
    canConfigureMapping = false,
    canViewSchema = false,
    canViewSample = false,
    role,
  } = options;
  const flags = {
    can_view: canView,
    can_view_results: canViewResults,
    can_run: canRun,
    can_clone: canClone,
    can_edit: canEdit,
    can_view_code: canViewCode,
    can_configure_mapping: canConfigureMapping,
    can_view_schema: canViewSchema,
    can_view_sample: canViewSample,
  };
  if (role === undefined && !Object.values(flags).includes(true)) return undefined;
  return { ...flags, ...(role === undefined ? {} : { role }) };
}

function userRole(text: string): { email: string; role: string } {
  const [, email, role] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (email === undefined || role === undefined)
    throw new CleanRoomError('invalid_input', t('"{0}" is not an address and a role.', text), {
      remedy: t('Write for example: --user-role "ada@partner.example=Partner Analyst".'),
    });
  return { email: email.trim(), role: role.trim() };
}

async function changesOf(file: string): Promise<z.infer<typeof changesSchema>> {
  const parsed = parseJsonText(await textOf(file), changesSchema);
  if ('problems' in parsed) throw brokenConfiguration(file, parsed.problems);
  return parsed.value;
}
