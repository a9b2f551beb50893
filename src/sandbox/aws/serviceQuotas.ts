import type { JsonObject } from '../json.ts';
import { rateOf } from '../world/settings.ts';
import type { Context, Handler } from './context.ts';
import { pageOf } from './pages.ts';
import { otherQuotas, quotaCodes, quotaNames, rateQuotaCodes } from './quotaTable.ts';
import { ServiceError } from './serviceError.ts';

export const listServiceQuotas: Handler = (context, input) => {
  const quotas = quotasOf(context, input.text('ServiceCode')).filter(
    (each) => !input.has('QuotaCode') || each['QuotaCode'] === input.text('QuotaCode'),
  );
  const page = pageOf(context, quotas, input.optionalNumber('MaxResults') ?? 100, input.optionalText('NextToken'), 'NextToken');
  return { Quotas: page.items, NextToken: page.nextToken };
};

export const getServiceQuota: Handler = (context, input) => {
  const code = input.text('QuotaCode');
  const quota = quotasOf(context, input.text('ServiceCode')).find((each) => each['QuotaCode'] === code);
  if (quota === undefined) throw new ServiceError('NoSuchResourceException', `The quota ${code} does not exist.`);
  return { Quota: quota };
};

function quotasOf(context: Context, serviceCode: string): JsonObject[] {
  if (serviceCode !== 'cleanrooms') throw new ServiceError('NoSuchResourceException', `The sandbox knows no quotas of ${serviceCode}.`);
  const { settings } = context.world;
  const quota = (code: string, name: string, value: number, unit = 'None'): JsonObject => ({
    ServiceCode: serviceCode,
    ServiceName: 'AWS Clean Rooms',
    QuotaArn: `arn:aws:servicequotas:${context.caller.region}:${context.caller.account.id}:${serviceCode}/${code}`,
    QuotaCode: code,
    QuotaName: name,
    Value: value,
    Unit: unit,
    Adjustable: true,
    GlobalQuota: false,
    QuotaAppliedAtLevel: 'ACCOUNT',
  });
  const { quotas } = settings;
  return [
    quota(
      quotaCodes.table_associations_per_membership,
      quotaNames.table_associations_per_membership,
      quotas.table_associations_per_membership,
    ),
    quota(
      quotaCodes.id_namespace_associations_per_membership,
      quotaNames.id_namespace_associations_per_membership,
      quotas.id_namespace_associations_per_membership,
    ),
    quota(
      quotaCodes.id_mapping_tables_per_membership,
      quotaNames.id_mapping_tables_per_membership,
      quotas.id_mapping_tables_per_membership,
    ),
    quota(quotaCodes.collaborations_per_account, quotaNames.collaborations_per_account, quotas.collaborations_per_account),
    quota(quotaCodes.memberships_per_account, quotaNames.memberships_per_account, quotas.memberships_per_account),
    quota(quotaCodes.configured_tables_per_account, quotaNames.configured_tables_per_account, quotas.configured_tables_per_account),
    quota(quotaCodes.members_per_collaboration, quotaNames.members_per_collaboration, quotas.members_per_collaboration),
    ...otherQuotas.map((each) => quota(each.code, each.name, each.value)),
    ...Object.entries(rateQuotaCodes).map(([operation, code]) => ({
      ...quota(code, `Rate of ${operation} requests`, rateOf(settings, operation)),
      Period: { PeriodValue: 1, PeriodUnit: 'SECOND' },
    })),
  ];
}
