/** What the invitations panel works out as the person types, without asking the extension: the same rules as the jobs. */
export { isCalendarDay } from '../core/calendarDay.ts';
export { addressKey, addressProblem, isFreeMail, mostInvitees, readInvitees, type Invitee } from '../core/partners/invitees.ts';
export { longestNote, noteVariables, renderNote, type NoteValues } from '../core/partners/note.ts';
