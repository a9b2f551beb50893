import { settingsOf } from '../../config/settings.ts';
import type { Look } from '../../diagnosis/checks/look.ts';
import { permissionMissing } from '../../diagnosis/connectionFindings.ts';
import type { Finding } from '../../model/finding.ts';
import type { JobContext } from '../job.ts';
import { attempted } from './attempted.ts';

/**
 * What else the caller may not do, where a refusal has kept something from being read: who is told of one action at a time
 * asks an administrator twice. Asks once for each thing that the diagnosis of an account cannot do without, of the first
 * membership; what has been asked for already costs no call.
 * @param known the actions that were refused so far
 */
export async function refusedActions(look: Look, configuration: JobContext['configuration'], known: readonly string[]): Promise<Finding[]> {
  const { service, signal } = look;
  const { connection, inbox, memberships, associations, idNamespaces, prerequisites } = service;
  const refusals: Finding[] = [];
  const ask = async <T>(severity: Finding['severity'], read: () => Promise<T> | undefined): Promise<T | undefined> => {
    const reading = look.callsLeft() < 1 ? undefined : read();
    if (reading === undefined) return undefined;
    const answer = await attempted(reading);
    if (answer.read) return answer.value;
    if (answer.error.code === 'not_permitted') refusals.push({ ...permissionMissing(connection, answer.error), severity });
    return undefined;
  };

  const [membership] = (await ask('error', () => memberships?.active(signal))) ?? [];
  await ask('error', () => inbox?.invitations(signal));
  await ask('error', () => associations?.configuredTables(signal));
  const file = await attempted(Promise.resolve(configuration?.read()));
  const { roleName, idNamespace } = settingsOf(file.read ? file.value : undefined, undefined);
  // Without these two the service itself checks what was named.
  await ask('warning', () => (roleName === null ? undefined : prerequisites?.role(roleName, signal)));
  await ask('warning', () => (idNamespace === null ? undefined : idNamespaces?.find(idNamespace.arn ?? idNamespace.name, signal)));
  if (membership !== undefined) {
    const { membershipId, collaborationId } = membership;
    await ask('error', () => idNamespaces?.list(membershipId, signal));
    const [one] = (await ask('error', () => associations?.list(membershipId, signal))) ?? [];
    const name = one?.name;
    if (name !== undefined) await ask('error', () => associations?.readiness(collaborationId, [name], signal));
    await ask('warning', () => memberships?.members(collaborationId, signal));
    // Of which type it is does not matter: nothing but the permission is asked for.
    if (name !== undefined) await ask('warning', () => associations?.rules(collaborationId, [{ name, type: 'CUSTOM' }], signal));
  }
  return [...new Map(refusals.map((finding) => [finding.subject.name, finding])).values()].filter(
    ({ subject }) => !known.includes(subject.name),
  );
}
