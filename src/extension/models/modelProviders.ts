import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { CleanRoomError, asCleanRoomError } from '../../core/errors.ts';
import { issueText } from '../../core/issueText.ts';
import { modelAddress } from './modelAddress.ts';

/** One entry of the setting `cleanRooms.models.providers` (machine scope: base URLs must not come from a workspace). */
const modelProvider = z.object({
  /** Without a slash: it stands before one in the ids of models. */
  name: z.string().check(z.regex(/^[^/]+$/, { error: () => vscode.l10n.t('must be a name without a slash') })),
  kind: z.enum(['openai', 'azure']),
  baseUrl: z.string(),
  /** Left out: the models that the server lists. For Azure: the deployments. */
  models: z.optional(
    z.array(
      z.object({
        id: z.string().check(z.minLength(1)),
        name: z.optional(z.string()),
        maxInputTokens: z.optional(z.number().check(z.positive())),
        maxOutputTokens: z.optional(z.number().check(z.positive())),
        toolCalling: z.optional(z.boolean()),
      }),
    ),
  ),
});
export type ModelProvider = z.infer<typeof modelProvider>;

export const modelProvidersSetting = 'cleanRooms.models.providers';

/** The configured providers, and a sentence for each entry that is wrong; of two with one name the first counts. */
export function readModelProviders(): { providers: ModelProvider[]; problems: string[] } {
  const entries: unknown = vscode.workspace.getConfiguration().inspect(modelProvidersSetting)?.globalValue;
  const providers: ModelProvider[] = [];
  const problems: string[] = [];
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const problem = problemOf(entry, providers);
    if (problem === undefined) providers.push(modelProvider.parse(entry));
    else problems.push(`${modelProvidersSetting}[${index}]: ${problem}`);
  }
  return { providers, problems };
}

/** Appends a provider to the person's settings. What else is there stays as it is, also what is wrong. */
export async function saveModelProvider(provider: ModelProvider): Promise<void> {
  await writeEntries([...writtenEntries(), provider]);
}

/** Takes a provider out of the person's settings. What else is there stays as it is, also what is wrong. */
export async function forgetModelProvider({ name }: ModelProvider): Promise<void> {
  await writeEntries(writtenEntries().filter((entry) => modelProvider.safeParse(entry).data?.name !== name));
}

function problemOf(entry: unknown, before: readonly ModelProvider[]): string | undefined {
  const parsed = modelProvider.safeParse(entry);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return issue === undefined ? vscode.l10n.t('wrong input') : `${issue.path.join('.')} ${issueText(issue, entry)}`.trim();
  }
  if (before.some(({ name }) => name === parsed.data.name)) return vscode.l10n.t('There is another one called {0}.', parsed.data.name);
  try {
    modelAddress(parsed.data.baseUrl);
    return undefined;
  } catch (thrown) {
    return asCleanRoomError(thrown).sentence;
  }
}

/** The list as the person wrote it. Raises `configuration_broken` where it is none: replacing it would lose it. */
function writtenEntries(): unknown[] {
  const value: unknown = vscode.workspace.getConfiguration().inspect(modelProvidersSetting)?.globalValue ?? [];
  if (Array.isArray(value)) return Array.from<unknown>(value);
  throw new CleanRoomError(
    'configuration_broken',
    vscode.l10n.t('The setting {0} is not a list and was left as it is.', modelProvidersSetting),
    { remedy: vscode.l10n.t('Correct it in the settings.') },
  );
}

function writeEntries(entries: readonly unknown[]): Thenable<void> {
  return vscode.workspace.getConfiguration().update(modelProvidersSetting, entries, vscode.ConfigurationTarget.Global);
}
