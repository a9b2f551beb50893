/** A clean room of LiveRamp, or a collaboration of AWS Clean Rooms, as partners share it. */
export interface CleanRoom {
  /** UUID. */
  id: string;
  /** LiveRamp: `CR-045144`. */
  displayId?: string;
  name: string;
  description?: string;
  /** LiveRamp: the owning organisation's name. AWS: the creator's account id. */
  owner: string;
  /** Whether this connection's own organisation or account made it: only the owner invites and grants. */
  ours: boolean;
  /** In the service's own word; its vocabulary is not documented. */
  status: string;
  /** Names of the organisations that take part, as far as the list of rooms tells them. */
  partners: string[];
  /** ISO 8601. */
  createdAt?: string;
  /** yyyy-mm-dd. */
  startAt?: string;
  endAt?: string;
  /** AWS: this account's part in it. */
  membershipId?: string;
}

/** What a new clean room is to be (LiveRamp: createCleanroom). */
export interface NewCleanRoom {
  name: string;
  description?: string | undefined;
  /** yyyy-mm-dd. */
  startAt: string;
  endAt?: string | undefined;
  type: CleanRoomType;
  region: CleanRoomRegion;
  /** Required where the Region has parts of its own. */
  subRegion?: string | undefined;
  cloud: CleanRoomCloud;
  /** Switches: export of results, view of queries, intelligence, pairing. */
  features?: readonly CleanRoomFeature[] | undefined;
}

/** CleanRoomTypeRequest. */
export const cleanRoomTypes = [
  'Hybrid',
  'Snowflake',
  'Databricks',
  'Google',
  'AWS',
  'Facebook',
  'AMC',
  'ADH',
  'LinkedIn',
  'HabuConfidentialComputing',
] as const;
export type CleanRoomType = (typeof cleanRoomTypes)[number];

/** CleanRoomParameterRequest: REGION. */
export const cleanRoomRegions = ['REGION_EU', 'REGION_US', 'REGION_APAC', 'REGION_AFRICA', 'REGION_UAE'] as const;
export type CleanRoomRegion = (typeof cleanRoomRegions)[number];

/** CleanRoomParameterRequest: CLOUD. */
export const cleanRoomClouds = ['CLOUD_AWS', 'CLOUD_GCP', 'CLOUD_AZURE'] as const;
export type CleanRoomCloud = (typeof cleanRoomClouds)[number];

/** CleanRoomParameterRequest: what is switched on with "true". */
export const cleanRoomFeatures = ['ENABLE_EXPORT', 'ENABLE_VIEW_QUERY', 'ENABLE_HABU_INTELLIGENCE', 'ENABLE_PAIR', 'ENABLE_OPJA'] as const;
export type CleanRoomFeature = (typeof cleanRoomFeatures)[number];
