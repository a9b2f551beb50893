import * as z from 'zod/mini';
import { foreignText } from '../../foreignText.ts';
import { cleanRoomClouds, cleanRoomTypes } from '../../model/cleanRoom.ts';
import type { Connection } from '../../model/connection.ts';
import { belongsTo, type Engagement } from '../../onboarding/engagement.ts';
import { engagementId } from '../../onboarding/engagementId.ts';
import { chosenPermissions, findFlow, onboardingFlows } from '../../onboarding/flows.ts';
import { addressKey, addressProblem, isFreeMail, mostInvitees } from '../../partners/invitees.ts';
import { longestNote, renderNote } from '../../partners/note.ts';
import { permissionFlagsSchema } from '../../partners/permissionFlags.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { ExecutableStep, LeftOutStep, PlanWarning } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import type { PartnerJob } from '../job.ts';
import { chosenNote, noteValues } from '../partners/invitationNote.ts';
import { findRoom, required, requireOurs } from '../partners/rooms.ts';
import { engagementSubject, requiredStore } from './chooseEngagements.ts';

export const startOnboardingInput = z.object({
  /** Id, display id or name of a clean room that is ours. */
  room: z.string().check(z.minLength(1)),
  partners: z
    .array(
      z.object({
        /** LiveRamp: an administrator's e-mail address at the partner. AWS: its 12-digit account id. */
        to: z.string(),
        name: z.optional(z.string()),
      }),
    )
    .check(z.minLength(1), z.maxLength(mostInvitees)),
  /** standard, media, retail, agency, or one of the folder's own. */
  flow: z._default(z.string(), 'standard'),
  /** The note's text, with variables such as {{partner}}; the flow's where left out. */
  note: z.optional(z.string().check(z.maxLength(longestNote))),
  note_template: z.optional(z.string()),
  /** Instead of the flow's permissions: a template by name, or flags. */
  template: z.optional(z.string()),
  flags: z.optional(permissionFlagsSchema),
  /** Days after the invitation on which a partner who has not answered is followed up; the flow's where left out. */
  follow_up_days: z.optional(z.array(z.int().check(z.gte(1), z.lte(365)))),
  /** LiveRamp: of which type and in which cloud the room is, so that the guidance fits. */
  room_type: z.optional(z.enum(cleanRoomTypes)),
  room_cloud: z.optional(z.enum(cleanRoomClouds)),
});

/** Begins to bring partners on board: one file for each, which later steps go by. Nothing is sent yet. */
export const startOnboarding: PartnerJob<typeof startOnboardingInput> = {
  kind: 'writing',
  id: 'start-onboarding',
  input: startOnboardingInput,
  permission: 'onboard',

  async plan(context, request) {
    const { service, signal, user } = context;
    const { connection } = service;
    const store = requiredStore(context);
    const port = required(service.partnerInvitations, service, t('invite partners'));
    const [room, settings, { engagements }] = await Promise.all([
      findRoom(service, request.room, signal),
      context.partnerSettings?.read(),
      store.list(),
    ]);
    requireOurs(room);
    const flow = findFlow(onboardingFlows(settings), request.flow);
    const permissions = chosenPermissions(request, flow, settings);
    const noteTemplate = request.note_template ?? flow.noteTemplate;
    const note = request.note ?? (noteTemplate === undefined ? undefined : chosenNote({ note_template: noteTemplate }, settings));
    const taken = new Set(engagements.map(({ id }) => id));
    const there = new Map(
      engagements
        .filter((each) => belongsTo(each, connection) && each.room.id === room.id)
        .map((each) => [addressKey(each.partner.address), each]),
    );
    const seen = new Set<string>();
    const steps: ExecutableStep[] = [];
    const leftOut: LeftOutStep[] = [];
    const warnings: PlanWarning[] = [];
    for (const { to: written, name } of request.partners) {
      const to = written.trim();
      const key = addressKey(to);
      const why = reasonAgainst(to, name, { known: there.get(key), twice: seen.has(key), addressedBy: port.addressedBy });
      seen.add(key);
      if (why !== undefined) {
        leftOut.push({ subject: { kind: 'engagement', name: to, id: there.get(key)?.id, roomId: room.id, roomName: room.name }, ...why });
        continue;
      }
      if (port.addressedBy === 'email' && isFreeMail(to, settings?.accepted_mail_domains))
        warnings.push({
          code: 'free_mail',
          sentence: t("Anybody can have an address at {0}: is {1} really the partner's?", key.split('@').at(-1) ?? '', to),
        });
      const id = engagementId(room, to, taken);
      taken.add(id);
      const at = new Date().toISOString();
      const engagement: Engagement = {
        version: 1,
        id,
        connection: placeOf(connection),
        room: {
          id: room.id,
          ...(room.displayId === undefined ? {} : { display_id: room.displayId }),
          name: room.name,
          ...(request.room_type === undefined ? {} : { type: request.room_type }),
          ...(request.room_cloud === undefined ? {} : { cloud: request.room_cloud }),
        },
        partner: { address: to, ...(name === undefined || name.trim() === '' ? {} : { name: name.trim() }) },
        flow: flow.id,
        ...(note === undefined ? {} : { note }),
        permissions,
        follow_up_days: [...(request.follow_up_days ?? flow.followUpDays)],
        created: { at, by: user ?? connection.accountId, step: 'invitation_setup', what: 'created' },
        events: [],
      };
      steps.push({
        key: `start|${room.id}|${key}`,
        action: 'write_file',
        subject: { ...engagementSubject(engagement), name: to },
        sentence: t('Begin to bring {0} on board in {1}', to, roomTitle(room)),
        reason: t('Writes {0}/{1}.json: flow {2}, permissions {3}.', store.folder, id, flow.id, permissions.template),
        takesAway: false,
        async carryOut() {
          await store.create(engagement);
          return { outcome: 'done', detail: t('Written; nothing was sent yet.'), id };
        },
      });
    }
    if (note !== undefined && steps.length > 0)
      warnings.push(...warningsOfNote(renderNote(note, noteValues(connection, settings, room, { to: '' })).unknown));
    return intendSteps({
      connection,
      headline: counted(
        steps.length,
        t('begin to bring 1 partner on board in {0}', roomTitle(room)),
        t('begin to bring {0} partners on board in {1}', steps.length, roomTitle(room)),
      ),
      steps,
      leftOut,
      warnings,
      findings: [],
    });
  },
};

function placeOf({ service, accountId, region, sandbox }: Connection): Engagement['connection'] {
  return { service, account: accountId, ...(service === 'aws' ? { region } : {}), ...(sandbox ? { sandbox } : {}) };
}

function reasonAgainst(
  to: string,
  name: string | undefined,
  { known, twice, addressedBy }: { known: Engagement | undefined; twice: boolean; addressedBy: 'email' | 'account_id' },
): Pick<LeftOutStep, 'code' | 'reason'> | undefined {
  const problem = addressProblem(to, addressedBy);
  if (problem !== undefined) return { code: 'invalid_address', reason: problem };
  if (twice) return { code: 'duplicate', reason: t('It stands in the list more than once.') };
  if (known?.closed_at !== undefined)
    return { code: 'already_so', reason: t('Its onboarding was closed on {0}: reopen {1}.', known.closed_at.slice(0, 10), known.id) };
  if (known !== undefined) return { code: 'already_so', reason: t('Is being brought on board already: {0}.', known.id) };
  if (addressedBy === 'account_id' && (name ?? '').trim() === '')
    return { code: 'not_possible', reason: t('AWS Clean Rooms wants a name under which the account is shown to the members.') };
  return undefined;
}

function warningsOfNote(unknown: readonly string[]): PlanWarning[] {
  return unknown.map((name) => ({
    code: 'unknown_variable',
    sentence: t('The note holds {0}, which stands for nothing.', `{{${foreignText(name)}}}`),
  }));
}
