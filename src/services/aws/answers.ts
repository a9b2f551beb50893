import * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

/** What we rely on in the services' answers; everything else in them is ignored. */
const time = z.pipe(
  z.date(),
  z.transform((date: Date) => date.toISOString()),
);
const pays = z.looseObject({ isResponsible: z.boolean() });
const payment = z.looseObject({
  queryCompute: pays,
  jobCompute: z.optional(pays),
  machineLearning: z.optional(
    z.looseObject({
      modelTraining: z.optional(pays),
      modelInference: z.optional(pays),
      syntheticDataGeneration: z.optional(pays),
    }),
  ),
});
const texts = z.array(z.string());
/** The member of a policy that its type names; each policy has exactly one. */
const collaborationRuleBody = z.looseObject({ allowedResultReceivers: z.optional(texts), allowedAdditionalAnalyses: z.optional(texts) });
const ruleType = z.enum(['AGGREGATION', 'LIST', 'CUSTOM']);
const named = z.looseObject({ databaseName: z.string(), tableName: z.string() });
const decision = z.enum(['allowed', 'explicitDeny', 'implicitDeny']);

export const answers = {
  callerIdentity: z.looseObject({ Account: z.string(), Arn: z.string() }),
  collaboration: z.looseObject({ name: z.string(), creatorAccountId: z.string() }),
  collaborationSummary: z.looseObject({
    id: z.string(),
    name: z.string(),
    creatorAccountId: z.string(),
    creatorDisplayName: z.string(),
    createTime: time,
    memberStatus: z.enum(['INVITED', 'ACTIVE', 'LEFT', 'REMOVED']),
    membershipId: z.optional(z.string()),
  }),
  membershipSummary: z.looseObject({
    id: z.string(),
    collaborationId: z.string(),
    collaborationName: z.string(),
    collaborationCreatorAccountId: z.string(),
    collaborationCreatorDisplayName: z.string(),
    memberAbilities: z.array(z.string()),
    createTime: time,
    status: z.string(),
  }),
  memberSummary: z.looseObject({
    accountId: z.string(),
    displayName: z.string(),
    status: z.enum(['INVITED', 'ACTIVE', 'LEFT', 'REMOVED']),
    abilities: z.array(z.string()),
    createTime: time,
    updateTime: time,
    membershipId: z.optional(z.string()),
    paymentConfiguration: payment,
  }),
  changeRequest: z.looseObject({
    id: z.string(),
    status: z.string(),
    isAutoApproved: z.boolean(),
    createTime: time,
    updateTime: time,
    changes: z.array(
      z.looseObject({
        types: texts,
        // Other kinds of change have no `member`.
        specification: z.looseObject({
          member: z.optional(z.looseObject({ accountId: z.string(), memberAbilities: texts, displayName: z.optional(z.string()) })),
        }),
      }),
    ),
  }),
  configuredTableSummary: z.looseObject({ id: z.string(), arn: z.string(), name: z.string(), analysisRuleTypes: z.array(ruleType) }),
  /** One of the three kinds of table. */
  configuredTable: z.looseObject({
    tableReference: z.looseObject({
      glue: z.optional(z.extend(named, { region: z.optional(z.string()) })),
      athena: z.optional(named),
      snowflake: z.optional(z.extend(named, { schemaName: z.string() })),
    }),
  }),
  associationSummary: z.looseObject({
    id: z.string(),
    arn: z.string(),
    name: z.string(),
    configuredTableId: z.string(),
    analysisRuleTypes: z.optional(z.array(ruleType)),
  }),
  idNamespaceAssociationSummary: z.looseObject({
    id: z.string(),
    arn: z.string(),
    name: z.string(),
    inputReferenceConfig: z.looseObject({ inputReferenceArn: z.string() }),
  }),
  idNamespace: z.looseObject({ idNamespaceName: z.string(), idNamespaceArn: z.string() }),
  idMappingTable: z.looseObject({
    id: z.string(),
    name: z.string(),
    inputReferenceConfig: z.looseObject({ inputReferenceArn: z.string() }),
  }),
  populated: z.looseObject({ idMappingJobId: z.string() }),
  idMappingJobSummary: z.looseObject({
    jobId: z.string(),
    status: z.enum(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED']),
    startTime: time,
  }),
  idMappingJob: z.looseObject({ errorDetails: z.optional(z.looseObject({ errorMessage: z.optional(z.string()) })) }),
  resourcePolicy: z.looseObject({ policy: z.optional(z.string()) }),
  schema: z.looseObject({
    name: z.string(),
    creatorAccountId: z.string(),
    analysisRuleTypes: z.array(z.string()),
    schemaStatusDetails: z.array(
      z.looseObject({
        status: z.enum(['READY', 'NOT_READY']),
        analysisType: z.string(),
        reasons: z.optional(z.array(z.looseObject({ code: z.string(), message: z.string() }))),
      }),
    ),
  }),
  association: z.looseObject({ roleArn: z.string(), description: z.optional(z.string()) }),
  idNamespaceAssociation: z.looseObject({
    description: z.optional(z.string()),
    inputReferenceConfig: z.looseObject({ manageResourcePolicies: z.boolean() }),
    idMappingConfig: z.optional(z.looseObject({ allowUseAsDimensionColumn: z.optional(z.boolean()) })),
  }),
  tags: z.record(z.string(), z.string()),
  collaborationRulePolicy: z.looseObject({
    v1: z.looseObject({
      list: z.optional(collaborationRuleBody),
      aggregation: z.optional(collaborationRuleBody),
      custom: z.optional(collaborationRuleBody),
    }),
  }),
  tableRulePolicy: z.looseObject({
    v1: z.looseObject({
      list: z.optional(z.looseObject({ joinColumns: texts, listColumns: texts })),
      aggregation: z.optional(
        z.looseObject({
          aggregateColumns: z.array(z.looseObject({ columnNames: texts })),
          joinColumns: texts,
          dimensionColumns: texts,
        }),
      ),
      custom: z.optional(z.looseObject({ allowedAnalyses: texts, allowedAnalysisProviders: z.optional(texts) })),
    }),
  }),
  schemaAnalysisRule: z.looseObject({ name: z.string(), policy: z.unknown(), collaborationPolicy: z.optional(z.unknown()) }),
  role: z.looseObject({
    RoleName: z.string(),
    Arn: z.string(),
    AssumeRolePolicyDocument: z.optional(z.string()),
    CreateDate: z.optional(time),
  }),
  evaluationResult: z.looseObject({
    EvalActionName: z.string(),
    EvalResourceName: z.optional(z.string()),
    EvalDecision: decision,
    MissingContextValues: z.optional(texts),
    ResourceSpecificResults: z.optional(
      z.array(z.looseObject({ EvalResourceName: z.string(), EvalResourceDecision: decision, MissingContextValues: z.optional(texts) })),
    ),
  }),
  glueTable: z.looseObject({ StorageDescriptor: z.optional(z.looseObject({ Location: z.optional(z.string()) })) }),
  serviceQuota: z.looseObject({ QuotaCode: z.string(), Value: z.number() }),
};

/** The part of an answer that we rely on. Raises `unexpected_answer` naming the member that does not fit. */
export function expectAnswer<T extends z.ZodMiniType>(operation: string, type: T, answer: unknown): z.infer<T> {
  const parsed = type.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CleanRoomError(
    'unexpected_answer',
    t('{0} answered something unexpected: {1}', operation, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()),
    {
      cause: parsed.error,
      remedy: t('Please report this; nothing was assumed.'),
    },
  );
}
