import * as z from 'zod/mini';
import { accessTokenPattern } from '../../core/apiUserState.ts';
import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

/**
 * What we rely on in the service's answers; everything else in them is ignored. Nothing is required but what a thing is
 * known by: the document marks no property as required, and live answers leave out what is empty.
 */

/** Words that may be missing, null or empty ([C] `endAt` is ""): then there are none. */
const words = z.pipe(
  z.optional(z.nullable(z.string())),
  z.transform((text) => (text === null || text === '' ? undefined : text)),
);
/** ISO 8601; the year 1 is how the service's language writes "never". */
const time = z.pipe(
  z.optional(z.nullable(z.string())),
  z.transform((text) => (text === null || text === '' || text?.startsWith('0001-') === true ? undefined : text)),
);
const yes = z.pipe(
  z.optional(z.nullable(z.boolean())),
  z.transform((said) => said ?? undefined),
);
const needed = z.string().check(z.minLength(1));

const madeList = (make: (answer: unknown) => unknown) => z.pipe(z.optional(z.unknown()), z.transform(make));
/** A list that may be null, missing, or an empty body, where there is nothing in it. */
const listOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    madeList((answer) => answer ?? []),
    z.array(item),
  );
/** [U] The document says one object, other programs read an array; either is taken, and null, {} or nothing for none. */
const listOrOne = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    madeList((answer) => {
      if (Array.isArray(answer) || typeof answer !== 'object') return answer ?? [];
      return answer === null || Object.keys(answer).length === 0 ? [] : [answer];
    }),
    z.array(item),
  );
/** An object that may be null or missing. */
const maybe = <Shape extends z.ZodMiniType>(shape: Shape) => z.optional(z.nullable(shape));

const timeAudit = z.looseObject({ createdAt: time, updatedAt: time, deletedAt: time });
const role = z.looseObject({ id: needed, name: needed });
const user = z.looseObject({
  id: needed,
  user: maybe(z.looseObject({ id: words, name: words, email: words })),
  /** With nothing in it where there is none. */
  role: maybe(z.looseObject({ id: words, name: words })),
});
const partner = z.looseObject({
  id: needed,
  partnerOrganizationId: words,
  name: needed,
  cleanRoomUsers: listOf(user),
});
const cleanRoom = z.looseObject({
  id: needed,
  displayId: words,
  name: needed,
  description: words,
  ownerOrganization: words,
  /** Names, not ids. */
  partners: listOf(z.string()),
  startAt: words,
  endAt: words,
  status: words,
  timeAudit: maybe(timeAudit),
});
const invitation = z.looseObject({
  id: needed,
  partnerOrganizationId: words,
  invitationNote: words,
  partnerAdminEmail: needed,
  InvitorEmail: words,
  Status: words,
  timeAudit: maybe(timeAudit),
});
const question = z.looseObject({
  id: needed,
  name: needed,
  displayId: words,
  questionType: words,
  category: words,
  status: words,
  ownerOrganizationId: words,
});
const questionPermission = z.looseObject({ id: words, permission: needed, access: needed });
const questionDataset = z.looseObject({
  id: needed,
  dataTypeDisplayName: words,
  status: words,
  datasetId: words,
  datasetName: words,
  organizationId: words,
  organizationName: words,
  macro: words,
});
const resultShare = z.looseObject({ id: words, PartnerID: needed, PostRunQueryID: words });
const dataset = z.looseObject({
  id: needed,
  name: needed,
  organizationName: words,
  stage: words,
  configurationStatus: words,
  datasetFieldMappings: listOf(z.looseObject({ isExcluded: yes })),
  partnerCanAssign: yes,
});
const run = z.looseObject({
  id: needed,
  name: words,
  status: words,
  submittedAt: time,
  completedAt: time,
  failureReason: words,
  isRetryable: yes,
});
const schedule = z.looseObject({
  id: needed,
  name: words,
  startDateTime: time,
  endDateTime: time,
  repeatFrequency: words,
  daysOfWeek: listOf(z.string()),
});
const destination = z.looseObject({
  partnerAccount: z.looseObject({ ID: needed, name: needed }),
  ownership: words,
  channelStatus: words,
});

export const answers = {
  cleanRooms: listOf(cleanRoom),
  invitations: listOrOne(invitation),
  partners: listOf(partner),
  users: listOf(user),
  roles: listOf(role),
  questions: listOf(question),
  questionPermissions: listOf(questionPermission),
  questionDatasets: listOf(questionDataset),
  resultShares: listOf(resultShare),
  datasets: listOf(dataset),
  run,
  runs: listOf(run),
  runAudit: z.looseObject({
    auditDetails: listOf(z.looseObject({ eventTime: time, eventType: words, message: words })),
  }),
  schedules: listOf(schedule),
  destinations: z.looseObject({ partnerAccounts: listOf(destination) }),
  /** What a write answers is not relied on: everything is read again. */
  anything: z.unknown(),
  /** [C] In camel case, unlike OAuth's own. */
  token: z.looseObject({
    accessToken: z.string().check(z.regex(accessTokenPattern)),
    expiresIn: z.optional(z.unknown()),
    expiresAt: z.optional(z.unknown()),
  }),
};

/** The part of an answer that we rely on. Raises `unexpected_answer` naming the property that does not fit. */
export function expectAnswer<Type extends z.ZodMiniType>(
  operation: string,
  organisation: string,
  type: Type,
  answer: unknown,
  requestId?: string,
): z.infer<Type> {
  const parsed = type.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // Not the cause: it may hold what was answered, a token for example.
  throw new CleanRoomError(
    'unexpected_answer',
    t(
      '{0} for {1} answered something unexpected: {2}',
      operation,
      organisation,
      `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    ),
    {
      remedy: t('Please report this; nothing was assumed.'),
      details: { operation, ...(requestId === undefined ? {} : { requestId }) },
    },
  );
}
