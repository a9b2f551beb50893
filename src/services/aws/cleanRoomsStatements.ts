import * as z from 'zod/mini';

const servicePrincipal = 'cleanrooms.amazonaws.com';
const oneOrMore = z.union([z.string(), z.array(z.string())]);
const policySchema = z.looseObject({ Statement: z.union([z.array(z.looseObject({})), z.looseObject({})]) });
const statementSchema = z.looseObject({
  Effect: z.string(),
  Action: oneOrMore,
  Condition: z.optional(z.unknown()),
  Principal: z.union([z.string(), z.looseObject({ Service: z.optional(oneOrMore) })]),
});
export type PolicyStatement = z.infer<typeof statementSchema>;

/** What a policy on a resource says to AWS Clean Rooms. */
export interface CleanRoomsStatements {
  /** Those that name the service, or everybody, and such an action. */
  concerning: PolicyStatement[];
  /** False where a statement is of a form that is not worked out here (NotAction, NotPrincipal): it may say more. */
  complete: boolean;
}

/**
 * The statements of a policy (JSON, or URL-encoded JSON as IAM answers it) about AWS Clean Rooms and any of the actions
 * that `isMeant` takes; undefined where it is no policy.
 */
export function cleanRoomsStatements(document: string, isMeant: (actionPattern: string) => boolean): CleanRoomsStatements | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(document.trimStart().startsWith('{') ? document : decodeURIComponent(document));
  } catch {
    return undefined; // Not JSON: what it says is unknown, which is not the same as "nothing".
  }
  const parsed = policySchema.safeParse(policy);
  if (!parsed.success) return undefined;
  const statements = [parsed.data.Statement].flat().map((each) => statementSchema.safeParse(each));
  return {
    concerning: statements.flatMap(({ data }) =>
      data !== undefined && namesCleanRooms(data) && [data.Action].flat().some(isMeant) ? [data] : [],
    ),
    complete: statements.every(({ success }) => success),
  };
}

/**
 * Whether statements allow the service what they are about; undefined where that cannot be told. Conditions are not worked
 * out: under one, a permission counts and a refusal does not.
 */
export function isAllowed({ concerning, complete }: CleanRoomsStatements): boolean | undefined {
  if (concerning.some(({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined)) return false;
  if (concerning.some(({ Effect }) => Effect === 'Allow')) return true;
  return complete ? false : undefined;
}

function namesCleanRooms({ Principal }: PolicyStatement): boolean {
  const services = typeof Principal === 'string' ? [Principal] : [Principal.Service ?? []].flat();
  return services.some((service) => service === servicePrincipal || service === '*');
}
