import * as z from 'zod/mini';
import { t } from '../text.ts';
import { described } from './described.ts';

/** A new one for each place, because a description belongs to the type that it was given to. */
const nonEmpty = () => z.string().check(z.minLength(1));

/** What of an entry would send requests elsewhere, and what of it would be a secret. */
const endpointKey = /^(base_|endpoint_)?url$|^endpoint$/i;
const secretKey = /secret|password|token|api_?key|access_key/i;

/** This file is shared: endpoints come from the machine only, and secrets never stand in it. */
function sharedWithoutHarm<T extends z.ZodMiniType<object>>(type: T, endpointFrom: () => string): T {
  return type.check(
    z.refine((each: object) => !Object.keys(each).some((key) => endpointKey.test(key)), {
      error: () => t('an endpoint may not stand here; it comes from {0}', endpointFrom()),
    }),
    z.refine((each: object) => !Object.keys(each).some((key) => key !== 'secret_env' && secretKey.test(key)), {
      error: () => t('a secret may not stand here; it comes from the environment or a profile of the machine'),
    }),
  );
}

/** One account and Region that `--all-connections` runs over. */
const listedAccountSchema = sharedWithoutHarm(
  z.looseObject({
    service: z.optional(described(z.literal('aws'), 'AWS Clean Rooms; also where nothing is said.')),
    name: z.optional(described(nonEmpty(), 'What a person calls the connection; the profile otherwise.')),
    profile: described(nonEmpty(), 'AWS profile of the machine on which the program runs.'),
    region: described(nonEmpty(), 'AWS Region, for example us-east-1.'),
  }),
  () => t('AWS_ENDPOINT_URL or the profile'),
);

/** One organisation on LiveRamp Clean Room. */
const listedOrganisationSchema = sharedWithoutHarm(
  z.looseObject({
    service: described(z.literal('liveramp'), 'LiveRamp Clean Room.'),
    name: z.optional(described(nonEmpty(), 'What a person calls the connection; the organisation otherwise.')),
    organisation: described(nonEmpty(), "The organisation's name, as LiveRamp shows it."),
    client_id: described(nonEmpty(), "Client id of the organisation's API user."),
    secret_env: z.optional(
      described(
        z.string().check(
          // Any other variable could be somebody else's secret, which a shared file must not be able to have sent away.
          z.regex(/^LIVERAMP_[A-Z0-9_]+$/, {
            error: () => t('must be the name of an environment variable that begins with LIVERAMP_, and never the secret itself'),
          }),
        ),
        'Environment variable that holds the client secret on the machine; LIVERAMP_CLIENT_SECRET otherwise.',
      ),
    ),
  }),
  () => 'LIVERAMP_BASE_URL',
);

/** One way into a service that the file names. */
const listedConnectionSchema = z.discriminatedUnion('service', [listedAccountSchema, listedOrganisationSchema], {
  error: () => t('must be aws or liveramp'),
});
/** An AWS account and Region, or a LiveRamp organisation. */
export type ListedConnection = z.infer<typeof listedConnectionSchema>;

/** All that a file names, none of them twice. */
export const listedConnectionsSchema = z.array(listedConnectionSchema).check(
  z.refine((all) => standsOnce(all, (each) => (each.service === 'liveramp' ? undefined : [each.profile, each.region])), {
    error: () => t('a profile stands twice with the same Region'),
  }),
  z.refine((all) => standsOnce(all, (each) => (each.service === 'liveramp' ? [each.client_id] : undefined)), {
    error: () => t('an API user (client_id) stands twice'),
  }),
);

/** False where two entries have the same key; those without a key are not looked at. */
function standsOnce(all: readonly ListedConnection[], keyOf: (each: ListedConnection) => readonly string[] | undefined): boolean {
  const keys = all.flatMap((each) => {
    const key = keyOf(each);
    return key === undefined ? [] : [JSON.stringify(key)];
  });
  return new Set(keys).size === keys.length;
}
