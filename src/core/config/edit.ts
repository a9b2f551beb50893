import { CleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';
import { append, remove, replace, setProperty } from './jsonText.ts';
import { brokenConfiguration, parseConfiguration } from './parse.ts';
import type { CollaborationEntry, Configuration, PendingInvitation } from './schema.ts';

/** A change of the file that has a cause. Each is about single entries, so that two writers do not undo each other. */
export type ConfigurationEdit =
  | { kind: 'notePendingInvitations'; invitations: PendingInvitation[] }
  | { kind: 'forgetPendingInvitations'; collaborationIds: string[]; accountId: string }
  /** `gone`: memberships that the account does not have any more; who is invited again gets a new one. */
  | { kind: 'addCollaboration'; entry: CollaborationEntry; accountId: string; gone?: ReadonlySet<string> }
  | { kind: 'associationComplete'; membershipIds: string[] };

/**
 * The text with the edit put in. Unknown keys, their order and the formatting stay; a change that is already there
 * leaves the text exactly as it is. Raises `configuration_broken`, and `configuration_conflict` where the same entry
 * says something else.
 */
export function editConfiguration(file: string, marked: string, edit: ConfigurationEdit): string {
  const text = marked.replace(/^\ufeff/, '');
  // A byte order mark stays as well.
  return `${marked.slice(0, marked.length - text.length)}${editText(file, text, edit)}`;
}

function editText(file: string, text: string, edit: ConfigurationEdit): string {
  const parsed = parseConfiguration(text);
  if ('problems' in parsed) throw brokenConfiguration(file, parsed.problems);
  const { configuration } = parsed;
  switch (edit.kind) {
    case 'notePendingInvitations':
      return notePending(text, configuration, edit.invitations);
    case 'forgetPendingInvitations':
      return forgetPending(text, new Set(edit.collaborationIds), edit.accountId);
    case 'addCollaboration':
      return addCollaboration(file, text, configuration, edit);
    case 'associationComplete':
      return associationComplete(text, configuration, new Set(edit.membershipIds));
  }
}

/** Whether an edit has anything to change in a configuration that says this. */
export function changesSomething(configuration: Configuration, edit: ConfigurationEdit): boolean {
  const text = JSON.stringify(configuration);
  return editText('', text, edit) !== text;
}

function notePending(text: string, configuration: Configuration, invitations: readonly PendingInvitation[]): string {
  const known = configuration.pending_invitations ?? [];
  return invitations
    .filter(
      (invitation) => !known.some((each) => each.collaboration_id === invitation.collaboration_id && isOf(each, invitation.account_id)),
    )
    .reduce((edited, invitation) => append(edited, 'pending_invitations', invitation), text);
}

/** Whether an entry is about an account: two of ours may be in one collaboration. One that names none may be about any. */
function isOf(entry: { account_id?: string | undefined }, accountId: string | undefined): boolean {
  return entry.account_id === undefined || accountId === undefined || entry.account_id === accountId;
}

function forgetPending(text: string, collaborationIds: ReadonlySet<string>, accountId: string): string {
  const { configuration } = reparse(text);
  const index = (configuration.pending_invitations ?? []).findIndex(
    (invitation) => collaborationIds.has(invitation.collaboration_id) && isOf(invitation, accountId),
  );
  return index === -1 ? text : forgetPending(remove(text, ['pending_invitations', index]), collaborationIds, accountId);
}

function addCollaboration(
  file: string,
  text: string,
  configuration: Configuration,
  { entry, accountId, gone }: Extract<ConfigurationEdit, { kind: 'addCollaboration' }>,
): string {
  const listed = configuration.collaborations ?? [];
  const present = listed.some((each) => each.membership_id === entry.membership_id);
  const other =
    present || entry.collaboration_id === undefined
      ? undefined
      : listed.find((each) => each.collaboration_id === entry.collaboration_id && each.status === 'active' && isOf(each, entry.account_id));
  if (other !== undefined && gone?.has(other.membership_id) === true) {
    const rejoined = rejoin(text, listed.indexOf(other), entry);
    return forgetPending(rejoined, new Set([entry.collaboration_id ?? '']), accountId);
  }
  if (other !== undefined) {
    throw new CleanRoomError(
      'configuration_conflict',
      t(
        '{0} already lists the collaboration "{1}" with the membership {2}, not {3}.',
        file,
        foreignText(other.name),
        other.membership_id,
        entry.membership_id,
      ),
      {
        remedy: t('Correct or remove that entry, then run again.'),
      },
    );
  }
  const added = present ? text : append(text, 'collaborations', entry);
  return entry.collaboration_id === undefined ? added : forgetPending(added, new Set([entry.collaboration_id]), accountId);
}

/** The entry keeps what the person wrote into it and gets the new membership. */
function rejoin(text: string, index: number, { membership_id, association_pending }: CollaborationEntry): string {
  const place = ['collaborations', index];
  const edited = replace(text, [...place, 'membership_id'], membership_id);
  return association_pending === true ? setProperty(edited, place, 'association_pending', true) : edited;
}

function associationComplete(text: string, configuration: Configuration, membershipIds: ReadonlySet<string>): string {
  return (configuration.collaborations ?? []).reduce(
    (edited, entry, index) =>
      entry.association_pending !== undefined && membershipIds.has(entry.membership_id)
        ? remove(edited, ['collaborations', index, 'association_pending'])
        : edited,
    text,
  );
}

function reparse(text: string): { configuration: Configuration } {
  const parsed = parseConfiguration(text);
  if ('problems' in parsed) throw brokenConfiguration('', parsed.problems);
  return parsed;
}
