import * as z from 'zod/mini';
import { settingsOf } from '../config/settings.ts';
import { CleanRoomError } from '../errors.ts';
import { t } from '../text.ts';
import { idNamespaceArn, roleArn, uuid } from './input.ts';
import type { WritingJob } from './job.ts';
import { intendSynchronisation } from './synchronise.ts';

const input = z.object({
  membership_id: uuid,
  /** Instead of the configuration's choice. */
  table_ids: z.optional(z.array(uuid).check(z.minLength(1))),
  role_arn: z.optional(roleArn),
  id_namespace_arn: z.optional(idNamespaceArn),
  id_namespace_name: z.optional(z.string()),
});

/** Associates tables, with their rules, and the ID namespace with one membership, listed in the configuration or not. */
export const associateResources: WritingJob<typeof input> = {
  kind: 'writing',
  id: 'associate',
  input,
  permission: 'associate',

  async plan(context, request) {
    const { service, configuration: store, signal } = context;
    const configuration = await store?.read();
    const membership = ((await service.memberships?.active(signal)) ?? []).find(
      ({ membershipId }) => membershipId === request.membership_id,
    );
    if (membership === undefined) {
      throw new CleanRoomError(
        'not_found',
        t(
          'Account {0} has no active membership {1} in {2}.',
          service.connection.accountId,
          request.membership_id,
          service.connection.region,
        ),
        {
          remedy: t('List the memberships with: cleanrooms list.'),
        },
      );
    }
    if (request.table_ids !== undefined) {
      const known = new Set(((await service.associations?.configuredTables(signal)) ?? []).map(({ id }) => id));
      const unknown = request.table_ids.filter((id) => !known.has(id));
      if (unknown.length > 0)
        throw new CleanRoomError(
          'not_found',
          t('Account {0} has no configured table {1}.', service.connection.accountId, unknown.join(', ')),
        );
    }
    const own = settingsOf(
      configuration,
      configuration?.collaborations?.find((entry) => entry.membership_id === membership.membershipId),
    );
    const { id_namespace_arn: arn, id_namespace_name: name } = request;
    const idNamespace =
      arn === undefined && name === undefined
        ? own.idNamespace
        : {
            name: name ?? own.idNamespace?.name ?? arn?.split('/').at(-1) ?? '',
            // A name alone names another namespace than the configured ARN.
            arn,
            configured: true,
          };
    return intendSynchronisation(context, {
      scope: { invitations: [], memberships: [membership], activeMemberships: 1 },
      wishes: [
        {
          collaborationId: membership.collaborationId,
          settings: { ...own, idNamespace, associateTables: true, associateNamespace: true },
          roleArn: request.role_arn,
          tableIds: request.table_ids,
        },
      ],
      findings: [],
      invitations: (await service.inbox?.invitations(signal)) ?? [],
    });
  },
};
