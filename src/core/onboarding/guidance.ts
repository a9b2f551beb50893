import { foreignText } from '../foreignText.ts';
import type { Connection } from '../model/connection.ts';
import { t } from '../text.ts';
import type { Engagement } from './engagement.ts';
import { guidanceMail, howToAccept } from './mails.ts';

/** Who has to do it. */
export type GuidanceRole = 'partner_administrator' | 'partner_analyst' | 'our_side';

/** What to do, role by role, in short lines. */
export interface Guidance {
  roles: { role: GuidanceRole; title: string; lines: string[] }[];
  /** For the partner's administrator and analyst, ready to be sent. */
  mail: string;
}

/**
 * What each side has to do in this kind of room. Only what the services document stands here as a place to click; for
 * the rest it says which console.
 * @param flowLines the flow's own lines, which are the partner's
 * @param takesPart whether the partner has accepted: then nothing is said of how to
 */
export function guidanceFor(
  connection: Connection,
  engagement: Engagement,
  { flowLines, takesPart, signature }: { flowLines: readonly string[]; takesPart: boolean; signature: string },
): Guidance {
  const { accepting, administrator, analyst, ours } =
    connection.service === 'aws' ? awsLines(connection, engagement) : liveRampLines(connection, engagement);
  const partnerLines = [...(takesPart ? [] : accepting), ...administrator, ...flowLines.map((line) => foreignText(line, 500))];
  return {
    roles: [
      { role: 'partner_administrator', title: t("The partner's administrator"), lines: partnerLines },
      { role: 'partner_analyst', title: t("The partner's analyst"), lines: analyst },
      { role: 'our_side', title: t('Our side'), lines: ours },
    ],
    mail: guidanceMail(engagement, [...partnerLines, ...analyst], signature),
  };
}

interface Lines {
  /** Until the partner takes part. */
  accepting: string[];
  administrator: string[];
  analyst: string[];
  ours: string[];
}

/** LiveRamp: notes §2, §7, §8, §10, §12. */
function liveRampLines(connection: Connection, engagement: Engagement): Lines {
  const { flags } = engagement.permissions;
  return {
    accepting: [
      howToAccept(connection, engagement),
      t(
        'Choose the organisation that takes part. Whoever has no LiveRamp account yet gets one from LiveRamp first; the invitation waits until then.',
      ),
    ],
    administrator: [
      t('In the LiveRamp console give each of your people who works here a role in this clean room.'),
      ...dataLines(engagement),
      t(
        'In the LiveRamp console bring the dataset into this clean room, map its fields, and assign it to the questions that ask for your data.',
      ),
    ],
    analyst: [
      flags.can_run
        ? t('In the LiveRamp console open the clean room and run a question; a run takes 15 to 30 minutes as a rule.')
        : t('In the LiveRamp console open the clean room: its questions are run by its owner.'),
      ...(flags.can_clone ? [t('To ask something else, clone a question and change the copy.')] : []),
      ...(flags.can_view_results ? [t('When a run is complete, look at its results there.')] : []),
    ],
    ours: [
      t('Apply the permissions: they hold for all partners of this clean room.'),
      t('The API user has to be an administrator of this clean room (Access, Users): else nothing here can be read.'),
      t('Assign our own datasets to the questions; what is missing has the status MISSING_DATASETS.'),
    ],
  };
}

/** How data gets in; credential and source names are those of the API's own lists (OrganizationCredential, DataSource). */
function dataLines({ room: { type, cloud } }: Engagement): string[] {
  const line = (credential: string, source: string): string =>
    t('In the LiveRamp console add a credential ({0}) and with it a data connection ({1}).', credential, source);
  const byCloud: Readonly<Record<string, string>> = {
    CLOUD_AWS: line('AWS S3 Credential, AWS IAM User Credentials', 'Client AWS S3, AWS Glue Data Catalog'),
    CLOUD_GCP: line('Google Service Account', 'Google Cloud Storage, Google Cloud Big Query'),
    CLOUD_AZURE: line('Azure SAS Token, Azure AD Service Principal', 'Azure Storage'),
  };
  switch (type) {
    case 'Snowflake':
      return [
        line('Snowflake Account', 'Snowflake Data Connection'),
        t('Snowflake: a question can be given a compute capacity of its own.'),
      ];
    case 'Databricks':
      return [line('Databricks Account, Databricks Service Role Credentials', 'Databricks Delta Table Connection')];
    case 'AWS':
      return [line('AWS Clean Room Credentials', 'AWS Glue Data Catalog')];
    case 'Google':
      return [line('Google Service Account', 'Google Cloud Big Query, Google Cloud Authorized View')];
    default:
      return [
        byCloud[cloud ?? ''] ?? t('In the LiveRamp console add a credential for where your data lies, and with it a data connection.'),
      ];
  }
}

/** AWS Clean Rooms: what each member does in its own account. */
function awsLines(connection: Connection, engagement: Engagement): Lines {
  const { flags } = engagement.permissions;
  return {
    accepting: [howToAccept(connection, engagement), t('Whoever is named as payer pays for the queries: look at it before you join.')],
    administrator: [
      t('Make a configured table of each table that you bring, and an analysis rule on it (AGGREGATION, LIST or CUSTOM).'),
      t('Associate the configured tables with the collaboration, with a service role that may read them.'),
      t('Add a collaboration analysis rule to each association that names who may receive results.'),
    ],
    analyst: [
      flags.can_run
        ? t('Queries are run by the members with the ability CAN_QUERY, in AWS Clean Rooms under the collaboration.')
        : t('The queries of this collaboration are run by its members with the ability CAN_QUERY.'),
      ...(flags.can_view_results
        ? [t('Choose where results go: an S3 bucket in your account, in the Region {0}.', connection.region)]
        : []),
    ],
    ours: [
      t('Sync the collaboration, so that our tables are associated, have their rules and are READY.'),
      t('Let the partner receive the results of our tables, where that is wished.'),
    ],
  };
}
