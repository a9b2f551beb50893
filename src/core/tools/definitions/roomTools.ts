import * as z from 'zod/mini';
import { isCalendarDay } from '../../calendarDay.ts';
import { createCleanRoom } from '../../jobs/partners/createCleanRoom.ts';
import { cleanRoomClouds, cleanRoomFeatures, cleanRoomRegions, cleanRoomTypes } from '../../model/cleanRoom.ts';
import { t } from '../../text.ts';
import { roomsAnswer } from '../answers/partnerAnswers.ts';
import { listCleanRooms } from '../listCleanRooms.ts';
import { defineTool, reading, writing } from '../tool.ts';
import { connectionField, dryRunField, flag, text, texts } from './fields.ts';

export const listConnectionsTool = defineTool({
  name: 'list_connections',
  title: 'List connections',
  description:
    'Lists the connections of this workbench: AWS accounts and LiveRamp organisations, with their names. Call it first where another ' +
    'tool says that it needs to know which connection. It reads no clean room; use list_clean_rooms for that.',
  userDescription: 'Lists the connected AWS accounts and LiveRamp organisations',
  writes: 'never',
  input: z.strictObject({ connection: z.optional(text('Only this connection.')) }),
  work: () => ({ kind: 'connections' }),
});

export const listCleanRoomsTool = defineTool({
  name: 'list_clean_rooms',
  title: 'List clean rooms',
  description:
    'Lists the LiveRamp clean rooms or AWS Clean Rooms collaborations of a connection, own and shared, with ids, status and partners. ' +
    'Use it to find the cleanroomId that other tools want. For how many AWS tables are ready use list_collaborations instead.',
  userDescription: 'Lists clean rooms and collaborations with their ids and partners',
  writes: 'never',
  input: z.strictObject({ ...connectionField, oursOnly: flag('true: only those that are ours; partners can be invited to no others.') }),
  work: ({ oursOnly }) => reading(listCleanRooms, { ours_only: oursOnly }, roomsAnswer),
});

const noSuchDay = { error: () => t('must be a day of the calendar as yyyy-mm-dd') };
const day = (description: string): z.ZodMiniOptional<z.ZodMiniString> =>
  z.optional(
    z
      .string()
      .check(z.regex(/^\d{4}-\d{2}-\d{2}$/, noSuchDay), z.refine(isCalendarDay, noSuchDay), z.describe(`${description} As yyyy-mm-dd.`)),
  );

export const createCleanRoomTool = defineTool({
  name: 'create_clean_room',
  title: 'Create a clean room',
  description:
    'Makes a new LiveRamp clean room and, in the same plan, invites partners to it. Not for AWS: a collaboration is made in the AWS ' +
    'console. Do not use it to invite partners to a clean room that exists; that is invite_partner_to_cleanroom.',
  userDescription: 'Makes a LiveRamp clean room and invites its partners',
  writes: 'always',
  input: z.strictObject({
    ...connectionField,
    name: text('Name of the new clean room; no other of ours may have it.'),
    description: z.optional(text('What it is for.')),
    type: z.optional(z.enum(cleanRoomTypes).check(z.describe('Where its data lies. Hybrid where nothing is said.'))),
    cloud: z.enum(cleanRoomClouds).check(z.describe('Cloud in which it runs.')),
    region: z.enum(cleanRoomRegions).check(z.describe('Region in which it runs.')),
    subRegion: z.optional(text('Part of the region, where it has parts.')),
    startDate: day('First day; today where nothing is said.'),
    endDate: day('Last day; open-ended where nothing is said.'),
    features: z.optional(z.array(z.enum(cleanRoomFeatures)).check(z.describe('What is switched on in it.'))),
    partnerEmails: z.optional(texts('E-mail addresses of administrators at the partners to invite as soon as it is made.')),
    invitationMessage: z.optional(text('Note that goes with the invitations; may hold {{cleanRoom}}, {{partner}}, {{inviter}}, {{date}}.')),
    ...dryRunField,
  }),
  work: ({ name, description, type, cloud, region, subRegion, startDate, endDate, features, partnerEmails, invitationMessage, dryRun }) =>
    writing(
      createCleanRoom,
      {
        name,
        description,
        type,
        cloud,
        region,
        sub_region: subRegion,
        start_at: startDate,
        end_at: endDate,
        features,
        invitations: partnerEmails?.map((to) => ({ to })),
        note: invitationMessage,
      },
      { dryRun },
    ),
});
