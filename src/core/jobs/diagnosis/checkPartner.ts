import type { Finding } from '../../model/finding.ts';
import { addressKey } from '../../partners/invitees.ts';
import { isSameName } from '../../partners/ownership.ts';
import type { SurveyedRoom } from '../partners/surveyPartners.ts';
import { isMissingDatasets, lackingFindings, readLacking } from './lackingQuestions.ts';
import type { Checked, RoomChecks } from './roomChecks.ts';
import { readQuestionsOf } from './roomQuestions.ts';
import type { PartnerSubject } from './roomSearch.ts';
import { surveyRooms, waitingInvitations } from './surveyRooms.ts';

/** What a partner's invitations have come to, and which questions wait for what it is to bring. */
export async function checkPartner(checks: RoomChecks, partner: PartnerSubject): Promise<Checked> {
  const { connection } = checks.context.service;
  const [survey, questions] = await Promise.all([
    surveyRooms(checks, partner.rooms),
    readQuestionsOf(checks, partner.rooms, { asked: true }),
  ]);
  const addresses = addressesOf(partner, survey.rooms);
  const lacking = await readLacking(checks, questions.places.filter(isMissingDatasets));
  const waiting = lacking.questions.filter(({ lacked }) =>
    lacked?.some(({ bringer }) => bringer !== undefined && isSameName(bringer.name, partner.name)),
  );
  const surveyed = [...survey.findings, ...waitingInvitations(connection, survey.rooms)];
  return {
    findings: [
      ...surveyed.filter((finding) => isAbout(finding, partner, addresses)),
      ...questions.findings,
      ...lackingFindings(checks, waiting),
    ],
    unlooked: lacking.unlooked,
  };
}

/** Where the partner was invited, or its people have their mail. */
function addressesOf({ name, address }: PartnerSubject, rooms: readonly SurveyedRoom[]): ReadonlySet<string> {
  const known = rooms.flatMap(({ partners = [], invitations }) => {
    const its = partners.filter((each) => isSameName(each.name, name));
    const organisations = new Set(its.flatMap(({ organisationId }) => organisationId ?? []));
    return [
      ...its.flatMap(({ users }) => users.map(({ email }) => email)),
      ...invitations.filter(({ partnerOrganisationId: joined }) => joined !== undefined && organisations.has(joined)).map(({ to }) => to),
    ];
  });
  return new Set([...known, ...(address === undefined ? [] : [address])].map(addressKey));
}

/** What keeps the room itself from being read keeps its partners from being known. */
function isAbout({ id, subject }: Finding, { name }: PartnerSubject, addresses: ReadonlySet<string>): boolean {
  return id === 'clean_room.unreadable' || addresses.has(addressKey(subject.name)) || isSameName(subject.name, name);
}
