import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import type { PartnersList } from '../../core/jobs/partners/listPartners.ts';
import { reportedFindingSchema } from '../../core/jobs/report.ts';
import { reportedFinding } from '../../core/jobs/reported.ts';
import type { RoomPartner, RoomUser } from '../../core/model/sentInvitation.ts';
import { t } from '../../core/text.ts';
import { columns } from '../columns.ts';
import { findingLines } from '../findingLines.ts';
import { reachedWith, type PartnerAnswer } from './partnerAnswer.ts';
import { reportedRoom, roomHeading, roomSchema } from './roomReport.ts';

const userSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.optional(z.string()),
});
/** Somebody who takes part, with the people there. */
export const partnerSchema = z.object({
  id: z.string(),
  organisation_id: z.optional(z.string()),
  name: z.string(),
  /** AWS: INVITED, ACTIVE, LEFT, REMOVED. */
  status: z.optional(z.string()),
  /** AWS. */
  abilities: z.optional(z.array(z.string())),
  /** AWS: the costs that it pays. */
  pays: z.optional(z.array(z.string())),
  users: z.array(userSchema),
});
export type ReportedPartner = z.infer<typeof partnerSchema>;

const schema = z.object({
  /** ISO 8601. */
  read_at: z.string(),
  rooms: z.array(
    z.object({
      room: roomSchema,
      /** null where they could not be read: a finding says why. */
      partners: z.nullable(z.array(partnerSchema)),
      /** LiveRamp: our own people. */
      users: z.optional(z.array(userSchema)),
    }),
  ),
  findings: z.array(reportedFindingSchema),
});

/** Who takes part in clean rooms. */
export const partnersAnswer: PartnerAnswer<PartnersList, z.infer<typeof schema>> = {
  schema,
  shown: ({ readAt, rooms, findings }) => ({
    read_at: readAt,
    rooms: rooms.map(({ room, partners, users }) => ({
      room: reportedRoom(room),
      partners: partners?.map(reportedPartner) ?? null,
      ...(users === undefined ? {} : { users: users.map(reportedUser) }),
    })),
    findings: findings.map(reportedFinding),
  }),
  reached: ({ findings }) => reachedWith(findings),
  lines: ({ rooms }, colours) =>
    rooms.length === 0
      ? [t('No clean rooms.')]
      : rooms.flatMap(({ room, partners, users = [] }) => [
          colours.bold(roomHeading(room)),
          ...(partners === null ? [`  ${t('not readable, see the error')}`] : partners.length === 0 ? [`  ${t('no partners')}`] : []),
          ...(partners ?? []).flatMap((partner) => partnerLines(partner).map((line) => `  ${line}`)),
          ...(users.length === 0 ? [] : [`  ${t('our own people')}`]),
          ...columns(users.map(userCells)).map((line) => `    ${line}`),
        ]),
  trouble: ({ findings }, colours, options) => findingLines(findings, colours, options),
};

export function reportedPartner({ id, organisationId, name, status, abilities, pays, users }: RoomPartner): ReportedPartner {
  return {
    id,
    ...(organisationId === undefined ? {} : { organisation_id: organisationId }),
    name,
    ...(status === undefined ? {} : { status }),
    ...(abilities === undefined ? {} : { abilities }),
    ...(pays === undefined ? {} : { pays }),
    users: users.map(reportedUser),
  };
}

/** A partner in a line, and a line for each of its people. */
export function partnerLines({ id, name, status, abilities, pays = [], users }: ReportedPartner): string[] {
  const member =
    abilities === undefined
      ? ''
      : ` (${[
          id,
          ...(status === undefined ? [] : [foreignText(status)]),
          abilities.length === 0 ? t('no abilities') : abilities.join(', '),
          ...(pays.length === 0 ? [] : [t('pays {0}', pays.join(', '))]),
        ].join('; ')})`;
  return [`${foreignText(name)}${member}`, ...columns(users.map(userCells)).map((line) => `  ${line}`)];
}

function reportedUser({ id, userId, name, email, role }: RoomUser): z.infer<typeof userSchema> {
  return { id, user_id: userId, name, email, ...(role === undefined ? {} : { role: role.name }) };
}

function userCells({ email, name, role }: z.infer<typeof userSchema>): string[] {
  return [foreignText(email), foreignText(name, 40), role === undefined ? t('no role') : foreignText(role, 40)];
}
