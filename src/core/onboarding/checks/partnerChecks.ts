import { foreignText } from '../../foreignText.ts';
import type { RoomRole } from '../../model/sentInvitation.ts';
import { daysSince } from '../../partners/age.ts';
import { isFixedRole } from '../../partners/planRoleSteps.ts';
import { counted, t } from '../../text.ts';
import { followUpMail, missingMail } from '../mails.ts';
import type { Part } from '../part.ts';
import type { Standing } from '../standing.ts';
import type { Check, CheckSubject, Presence } from './check.ts';
import { failed, notApplicable, passed, unknown } from './outcome.ts';

/** Whether the partner takes part in the room. On AWS: whether the member is ACTIVE. */
export function checkPresence(subject: CheckSubject, { present, partner, invitation, invitedAt, problem }: Standing, now: Date): Check {
  const id = 'partner_present';
  if (present === 'unknown') return unknown(id, problem ?? '');
  if (present === 'yes') return passed(id, foreignText(partner?.name ?? ''));
  const { connection, engagement, signature } = subject;
  if (invitation !== undefined && (invitation.state === 'pending' || invitation.state === 'unknown')) {
    return failed(id, subject, {
      detail: t('The invitation still has the status {0}.', foreignText(invitation.status)),
      waitsFor: 'partner',
      remedies: [
        {
          title: t('Remind the partner'),
          text: followUpMail(connection, engagement, { kind: 'reminder', days: daysSince(invitedAt, now) ?? 0, signature }),
        },
      ],
    });
  }
  if (invitation?.state === 'accepted' || invitation?.state === 'awaiting_approval') {
    return failed(id, subject, {
      detail: t('The invitation has the status {0}, but the room does not list the partner.', foreignText(invitation.status)),
      waitsFor: 'service',
      remedies: [{ title: t('Run the checks again later') }],
    });
  }
  return failed(id, subject, {
    detail: partner?.status === undefined ? t('The room does not list the partner.') : t('The member is {0}.', foreignText(partner.status)),
    waitsFor: 'you',
    remedies: [{ title: t('Send the invitation'), job: 'advance-onboarding', input: { ids: [engagement.id], action: 'send' } }],
  });
}

/**
 * Whether somebody at the partner can work in the room.
 * @param hasRoles whether the service knows users with roles at all
 * @param roles those that the partner's users can be given; read only where a user has none
 */
export function checkUsers(subject: CheckSubject, { partner, absence }: Presence, hasRoles: boolean, roles: Part<RoomRole[]>): Check {
  const id = 'partner_users';
  if (!hasRoles) return notApplicable(id, t('The service knows no users of partners.'));
  if (partner === undefined) return unknown(id, absence);
  const { users } = partner;
  const { engagement } = subject;
  if (users.length === 0) {
    return failed(id, subject, {
      detail: t('The partner has no user in the room.'),
      waitsFor: 'partner',
      remedies: [{ title: t('Ask the partner to add one'), text: missingMail(subject, [t('a user in the clean room')]) }],
    });
  }
  const withRole = users.filter(({ role }) => (role?.name ?? '').trim() !== '');
  if (withRole.length > 0) {
    const names = withRole.map(({ email, role }) => `${foreignText(email)} (${foreignText(role?.name ?? '')})`).join(', ');
    return passed(id, names);
  }
  const [first] = users;
  const offered = !roles.read || first === undefined ? [] : roles.value.filter(({ name }) => !isFixedRole(name));
  const wished = engagement.permissions.flags.role;
  const chosen = wished === undefined ? offered.slice(0, 3) : offered.filter(({ name }) => name.toLowerCase() === wished.toLowerCase());
  return failed(id, subject, {
    detail: counted(
      users.length,
      t('The only user of the partner has no role.'),
      t('None of the {0} users of the partner has a role.', users.length),
    ),
    evidence: roles.read ? [] : [roles.problem],
    waitsFor: 'you',
    remedies: [
      ...chosen.map(({ name }) => ({
        title: t('Give {0} the role {1}', foreignText(first?.email ?? ''), foreignText(name)),
        job: 'configure-partner-permissions',
        input: { room: engagement.room.id, questions: [], datasets: [], partners: [], roles: [{ email: first?.email ?? '', role: name }] },
      })),
      {
        title: t('Ask the partner to give its users a role'),
        text: missingMail(subject, [t('a role for your users in the clean room')]),
      },
    ],
  });
}
