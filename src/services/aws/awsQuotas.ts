import { ListServiceQuotasCommand, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { asCleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';
import type { Quotas } from '../../core/model/quota.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import type { RateBudget } from './rateBudget.ts';
import { allPages } from './pages.ts';

/** Codes of Service Quotas, ServiceCode `cleanrooms` (behaviours.md, "Quotas"). */
const limitCodes = {
  associationsPerMembership: 'L-25AC34A7',
  idNamespaceAssociationsPerMembership: 'L-6359BE00',
  memberships: 'L-99A163CB',
} as const;
const rateCodes: Readonly<Record<string, string>> = {
  'L-60C9F5C8': 'ListCollaborations',
  'L-EA789CE8': 'GetCollaboration',
  'L-659B47CC': 'ListMembers',
  'L-AA83E042': 'CreateMembership',
  'L-6EE33BE8': 'GetMembership',
  'L-8CF613B7': 'ListMemberships',
  'L-D90468BB': 'ListConfiguredTableAssociations',
  'L-1BCDF035': 'GetConfiguredTableAssociation',
  'L-58076094': 'CreateConfiguredTableAssociation',
  'L-88914C24': 'DeleteConfiguredTableAssociation',
  'L-0AD7EAD3': 'CreateConfiguredTableAssociationAnalysisRule',
  'L-D29A24D7': 'GetConfiguredTableAssociationAnalysisRule',
  'L-093F1424': 'ListIdNamespaceAssociations',
  'L-207110E9': 'CreateIdNamespaceAssociation',
  'L-CEBF94E4': 'CreateIdMappingTable',
  'L-75B5199D': 'PopulateIdMappingTable',
  'L-0A3E7551': 'GetSchema',
  'L-FA0B0432': 'BatchGetSchema',
  'L-8C954508': 'ListSchemas',
  'L-9FC85564': 'GetConfiguredTable',
};

/**
 * Reads the account's quotas and sets the rates of the budget from them. Where reading is not permitted the quotas stay
 * unknown (the service's 402 then tells) and the rates stay at the default.
 */
export async function readQuotas(client: ServiceQuotasClient, calls: AwsCalls, budget: RateBudget, signal?: AbortSignal): Promise<Quotas> {
  try {
    const quotas = await allPages(async (NextToken) => {
      const answer = await calls.read(
        'ListServiceQuotas',
        (options) => client.send(new ListServiceQuotasCommand({ ServiceCode: 'cleanrooms', MaxResults: 100, NextToken }), options),
        signal,
      );
      return { items: answer.Quotas, nextToken: answer.NextToken };
    });
    const values = new Map(
      quotas
        .map((quota) => expectAnswer('ListServiceQuotas', answers.serviceQuota, quota))
        .map(({ QuotaCode, Value }) => [QuotaCode, Value]),
    );
    budget.setRates(
      new Map(
        Object.entries(rateCodes).flatMap(([code, operation]) => {
          const rate = values.get(code);
          return rate === undefined || rate <= 0 ? [] : [[operation, rate] as const];
        }),
      ),
    );
    return {
      ...limit('associationsPerMembership', values),
      ...limit('idNamespaceAssociationsPerMembership', values),
      ...limit('memberships', values),
      source: t('Service Quotas'),
    };
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code === 'cancelled' || error.code === 'connection_unusable') throw error;
    return { source: t('unknown: {0}', error.message) };
  }
}

function limit<Name extends keyof typeof limitCodes>(name: Name, values: ReadonlyMap<string, number>): Partial<Record<Name, number>> {
  const value = values.get(limitCodes[name]);
  const found: Partial<Record<Name, number>> = {};
  if (value !== undefined) found[name] = value;
  return found;
}
