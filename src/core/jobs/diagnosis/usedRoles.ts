import type { TableOfRole, UsedRole } from '../../diagnosis/checks/checkRole.ts';
import { optionally, type Look } from '../../diagnosis/checks/look.ts';
import type { GlueTable } from '../../inspectionService.ts';
import { counted, t } from '../../text.ts';
import type { CollaborationInventory } from '../../sync/inventory.ts';
import type { Looked } from '../surveyAccount.ts';

/**
 * The roles that are wished and those of the first association of each collaboration: one tool makes all of a collaboration
 * with one role, and each association would be a call. Where it matters whether that is so, `isRead` makes sure.
 * @param glueTables AWS Glue's tables by the configured table's id, as far as they were looked at
 */
export async function usedRoles(
  look: Look,
  { inventory, desired }: Looked['prepared'],
  glueTables: ReadonlyMap<string, GlueTable>,
): Promise<UsedRole[]> {
  const tableOf = (id: string, more: Omit<TableOfRole, 'table'>): TableOfRole[] => {
    const table = glueTables.get(id);
    return table === undefined ? [] : [{ table, ...more }];
  };
  const used = await Promise.all(
    inventory.collaborations.map(async ({ place, associations }): Promise<UsedRole[]> => {
      if (place.kind !== 'membership') return [];
      const { membership } = place;
      const roleOf = associationRoles(look, membership.membershipId, associations);
      if (associations.length > 0) {
        const role = await roleOf(0);
        if (role === undefined) return [];
        const isRead = async (index: number): Promise<boolean> => (await roleOf(index)) === role;
        const tables = associations.flatMap(({ configuredTableId }, index) =>
          tableOf(configuredTableId, { isSure: index === 0, isRead: () => isRead(index) }),
        );
        return [{ role, memberships: [membership], tables }];
      }
      const { roleArn, tables = [] } = desired.get(membership.collaborationId) ?? {};
      if (roleArn === undefined) return [];
      // A sync would make all of them with it.
      const all = tables.flatMap(({ table: { id } }) => tableOf(id, { isSure: true, isRead: () => Promise.resolve(true) }));
      return [{ role: roleArn, memberships: [membership], tables: all }];
    }),
  );
  const others = inventory.collaborations.reduce((sum, { associations }) => sum + Math.max(0, associations.length - 1), 0);
  if (others > 0)
    look.unlooked.push(
      counted(
        others,
        t('Roles were looked at by one association of each collaboration, not by the other one.'),
        t('Roles were looked at by one association of each collaboration, not by the {0} others.', others),
      ),
    );
  return [...Map.groupBy(used.flat(), ({ role }) => role)].map(([role, uses]) => ({
    role,
    memberships: uses.flatMap(({ memberships }) => memberships),
    tables: uses.flatMap(({ tables }) => tables),
  }));
}

/** With which role each association of a membership is made, by its place; undefined where that cannot be read, which is noted. */
function associationRoles(
  look: Look,
  membershipId: string,
  associations: CollaborationInventory['associations'],
): (index: number) => Promise<string | undefined> {
  return async (index) => {
    const association = associations[index];
    let role: string | undefined;
    if (association !== undefined)
      await optionally(look, t('the role of the association "{0}"', association.name), async () => {
        role = await look.service.inspection?.associationRole(membershipId, association.id, look.signal);
        return [];
      });
    return role;
  };
}
