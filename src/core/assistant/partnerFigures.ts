import type { PartnersSurvey } from '../jobs/partners/surveyPartners.ts';
import { isOpen } from '../model/sentInvitation.ts';
import { counted, t } from '../text.ts';

/** What a survey knows of partners and invitations that were sent, in sentences; none where that was not looked at. */
export function partnerFigures(partners: PartnersSurvey | undefined): string[] {
  if (partners === undefined || partners.rooms.length === 0) return [];
  const { rooms } = partners;
  const ours = rooms.filter(({ room }) => room.ours).length;
  const waiting = rooms.flatMap(({ invitations }) => invitations).filter(isOpen).length;
  const unread = rooms.filter(({ problem, partnersProblem }) => problem !== undefined || partnersProblem !== undefined).length;
  return [
    t('Clean rooms: {0}, ours: {1}.', rooms.length, ours),
    ...(waiting === 0
      ? []
      : [
          counted(
            waiting,
            t('1 partner has not answered an invitation yet.'),
            t('{0} partners have not answered an invitation yet.', waiting),
          ),
        ]),
    ...(unread === 0
      ? []
      : [counted(unread, t('1 clean room could not be read wholly.'), t('{0} clean rooms could not be read wholly.', unread))]),
  ];
}
