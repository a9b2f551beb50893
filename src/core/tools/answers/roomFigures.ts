import type { ListedInvitation } from '../../jobs/partners/listPartnerInvitations.ts';
import type { SurveyedRoom } from '../../jobs/partners/surveyPartners.ts';
import { ForeignWords, idOrWords, type AnswerValue } from '../answer.ts';

/** The figures of one clean room: who takes part, and where our invitations stand. */
export function roomFigures({ room, partners, invitations, problem, partnersProblem }: SurveyedRoom): AnswerValue {
  const why = problem ?? partnersProblem;
  const ages = invitations.filter(({ state }) => state === 'pending').flatMap(({ ageDays }) => ageDays ?? []);
  return {
    id: idOrWords(room.id),
    display_id: room.displayId === undefined ? undefined : idOrWords(room.displayId),
    name: new ForeignWords(room.name),
    ours: room.ours,
    owner: room.ours ? undefined : new ForeignWords(room.owner),
    status: idOrWords(room.status),
    partners: partners?.length,
    partner_users: partners?.reduce((sum, { users }) => sum + users.length, 0),
    // Only the owner sees them: of other rooms there is no figure.
    invitations_sent: room.ours && problem === undefined ? invitationCounts(invitations) : undefined,
    longest_wait_days: ages.length === 0 ? undefined : Math.max(...ages),
    problem: why === undefined ? undefined : { code: why.code, message: new ForeignWords(why.message, 500) },
  };
}

/** How many invitations stand how. */
export function invitationCounts(invitations: readonly Pick<ListedInvitation, 'state'>[]): AnswerValue {
  return Object.fromEntries([...Map.groupBy(invitations, ({ state }) => state)].map(([state, all]) => [state, all.length]));
}
