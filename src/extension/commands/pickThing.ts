import * as vscode from 'vscode';
import { foreignText } from '../../core/foreignText.ts';
import type { Survey } from '../../core/jobs/surveyAccount.ts';
import type { About } from '../chat/about.ts';
import type { Account } from '../connections/account.ts';
import type { Accounts } from '../connections/accounts.ts';

/** What of a connection a question is about; without both all of it. */
type Thing = Pick<About, 'room' | 'subject'>;
type ThingItem = vscode.QuickPickItem & { thing?: Thing };

/** Has the person pick everything, a room, or what in it has a name; undefined: given up. */
export async function pickThing(accounts: Accounts, account: Account): Promise<Thing | undefined> {
  // The view that shows the reading may be closed.
  const title = vscode.l10n.t('Reading {0}', foreignText(account.settings.name));
  if (account.survey === undefined)
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => accounts.refresh(account));
  const { survey, settings } = account;
  // What cannot be read can be asked about all the more: then only as a whole.
  if (survey === undefined) return {};
  const everything: ThingItem = { label: vscode.l10n.t('Everything of {0}', foreignText(settings.name)), thing: {} };
  const picked = await vscode.window.showQuickPick([everything, ...roomItems(survey)], {
    placeHolder: vscode.l10n.t('What does not work?'),
    matchOnDescription: true,
  });
  return picked?.thing;
}

function roomItems({ result, coverage, partners }: Survey): ThingItem[] {
  const columns = new Map(coverage.columns.map((column) => [column.id, column]));
  const collaborations = result.collaborations.flatMap(({ collaboration_id: room, name }) => {
    const cells = coverage.rows.find(({ collaborationId }) => collaborationId === room)?.cells ?? [];
    const subjects = cells.map(({ columnId, associationName }): [name: string | undefined, also: string | undefined] => {
      const column = columns.get(columnId);
      return column?.kind === 'table' ? [column.name, associationName] : [associationName, undefined];
    });
    return itemsOf(room, name, subjects);
  });
  const invitations = result.invitations.flatMap(({ collaboration_id: room, name }) => itemsOf(room, name, []));
  const listed = new Set([...result.collaborations, ...result.invitations].map((each) => each.collaboration_id));
  const rooms = (partners?.rooms ?? []).filter(({ room }) => !listed.has(room.id));
  const cleanRooms = rooms.flatMap(({ room: { id, name }, invitations: sent, partners: members }) =>
    itemsOf(id, name, [
      ...(members ?? []).map((partner): [string, undefined] => [partner.name, undefined]),
      ...sent.map(({ to }): [string, undefined] => [to, undefined]),
    ]),
  );
  return [...collaborations, ...invitations, ...cleanRooms];
}

/** A room and what is in it, each name once. */
function itemsOf(room: string, name: string, subjects: readonly [name: string | undefined, also: string | undefined][]): ThingItem[] {
  const label = foreignText(name);
  const named = new Map(subjects.flatMap(([subject, also]) => (subject === undefined ? [] : [[subject, also] as const])));
  return [
    { label, kind: vscode.QuickPickItemKind.Separator },
    { label, description: vscode.l10n.t('the whole room'), thing: { room } },
    ...[...named].map(([subject, also]): ThingItem => ({
      label: foreignText(subject),
      ...(also === undefined || also === subject ? {} : { description: foreignText(also) }),
      thing: { room, subject },
    })),
  ];
}
