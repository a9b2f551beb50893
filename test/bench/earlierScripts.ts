/**
 * The call pattern of the earlier scripts' `sync-all` (measured, see README): strictly one call after the other; per
 * membership GetRole and ListConfiguredTables, per table a scan of all associations and a create, then the ID namespace.
 * No rules are made. Done for some memberships only, because it is slow.
 */
import {
  CleanRoomsClient,
  CreateConfiguredTableAssociationCommand,
  CreateIdNamespaceAssociationCommand,
  ListConfiguredTableAssociationsCommand,
  ListConfiguredTablesCommand,
  ListIdNamespaceAssociationsCommand,
} from '@aws-sdk/client-cleanrooms';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { Control } from '../faults/support/control.ts';
import { ownState, type RegionState } from '../faults/support/state.ts';
import { withSandbox } from './sandboxProcess.ts';
import { total, type Measured } from './syncAll.ts';

export interface EarlierMeasured {
  memberships: number;
  cold: Measured;
  warm: Measured;
  /** What a person has in the end. */
  associations: number;
  readyTables: number;
}

const roleName = 'cleanrooms-glue-s3-access';

export async function measureEarlierScripts(memberships: number): Promise<EarlierMeasured> {
  return withSandbox('fifty', async (endpoint) => {
    const control = new Control(endpoint);
    const own = ownState(await control.state());
    const part = { ...own, memberships: own.memberships.slice(0, memberships) };
    const cold = await measure(control, () => syncAll(endpoint, part));
    const warm = await measure(control, () => syncAll(endpoint, part));
    const made = ownState(await control.state()).memberships.flatMap((each) => each.configured_table_associations);
    return { memberships, cold, warm, associations: made.length, readyTables: made.filter(({ status }) => status === 'READY').length };
  });
}

async function measure(control: Control, run: () => Promise<void>): Promise<Measured> {
  const before = await control.calls();
  const started = performance.now();
  await run();
  const seconds = (performance.now() - started) / 1000;
  const after = await control.calls();
  const calls = Object.fromEntries(
    Object.entries(after.calls)
      .map(([operation, count]) => [operation, count - (before.calls[operation] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
  return { seconds, calls, throttled: total(after.throttled) - total(before.throttled) };
}

async function syncAll(endpoint: string, { memberships, id_namespaces }: RegionState): Promise<void> {
  // Five attempts: botocore's default.
  const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' }, maxAttempts: 5 };
  const iam = new IAMClient(settings);
  const client = new CleanRoomsClient(settings);
  for (const { membership_id: membershipIdentifier } of memberships) {
    const roleArn = (await iam.send(new GetRoleCommand({ RoleName: roleName }))).Role?.Arn;
    const tables = (await client.send(new ListConfiguredTablesCommand({}))).configuredTableSummaries ?? [];
    const chosen = tables.filter(({ name = '' }) => name.startsWith('part_') && !/^part_n_a(_a)?$/.test(name)).slice(0, 25);
    for (const { id, name = '' } of chosen) {
      const existing =
        (await client.send(new ListConfiguredTableAssociationsCommand({ membershipIdentifier }))).configuredTableAssociationSummaries ?? [];
      if (existing.some(({ configuredTableId }) => configuredTableId === id)) continue;
      await client.send(
        new CreateConfiguredTableAssociationCommand({ membershipIdentifier, configuredTableIdentifier: id, name: `acx_${name}`, roleArn }),
      );
    }
    const [namespace] = id_namespaces;
    const associated =
      (await client.send(new ListIdNamespaceAssociationsCommand({ membershipIdentifier }))).idNamespaceAssociationSummaries ?? [];
    if (namespace === undefined || associated.some(({ name }) => name === namespace.name)) continue;
    await client.send(
      new CreateIdNamespaceAssociationCommand({
        membershipIdentifier,
        name: namespace.name,
        inputReferenceConfig: { inputReferenceArn: namespace.arn, manageResourcePolicies: true },
      }),
    );
  }
}
