/** The control paths below `/_sandbox/liveramp/`: what people do in LiveRamp's console, or at the partner's side. */
import * as z from 'zod/mini';
import { checkedBody, ControlError } from '../../controlError.ts';
import type { Json, JsonObject } from '../../json.ts';
import { openStatuses } from '../invitations.ts';
import { tokensLeft } from '../tokens.ts';
import type { LiveRampWorld } from '../world/liveRampWorld.ts';
import { scenarioDataset } from '../scenario/liveRampScenarioSchema.ts';
import { refreshQuestion } from '../world/questionStatus.ts';
import { invitationStatuses, type InvitationRecord, type OrganisationRecord, type QuestionRecord } from '../world/records.ts';
import { partnerRoles } from '../world/joining.ts';
import { accept } from './acceptance.ts';
import { makeOlder } from './age.ts';

/** A control request: its path after `/_sandbox/liveramp/`, such as `invitations/<id>/accept`, and what came with it. */
export interface LiveRampControlRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** The JSON body; {} where there was none, undefined where it was no JSON. */
  body: Json | undefined;
}

const acceptance = z.strictObject({
  organisation: z.optional(z.string().check(z.minLength(1))),
  users: z._default(z.array(z.strictObject({ email: z.string(), name: z.optional(z.string()), role: z.enum(partnerRoles) })), []),
  datasets: z._default(z.array(z.omit(scenarioDataset, { organisation: true })), []),
  api_user_is_administrator: z._default(z.boolean(), true),
});
const newStatus = z.strictObject({ status: z.enum(invitationStatuses) });
const someClient = z.strictObject({ client_id: z.optional(z.string()) });
const budget = z.strictObject({ client_id: z.optional(z.string()), left: z.int().check(z.minimum(0)) });
const age = z.strictObject({ days: z.number() });
const anyStatus = z.strictObject({ status: z.string() });
const questionChange = z.strictObject({ status: z.optional(z.string()), assign: z._default(z.record(z.string(), z.string()), {}) });
const roomChange = z.strictObject({ api_user_is_administrator: z.boolean(), organisation: z.optional(z.string()) });

/**
 * Carries out a control request. An invitation is named by its id, or by its address where `?room=` gives the room's id,
 * display id or name; datasets, questions and rooms by id, display id or name.
 * @throws {ControlError} where there is no such thing
 * @throws a zod error where the body does not fit
 */
export function controlLiveRamp(world: LiveRampWorld, { method, path, query, body }: LiveRampControlRequest, now: number): JsonObject {
  const { pattern, id } = readPath(path);
  switch (`${method} ${pattern}`) {
    case 'POST invitations/{id}/accept': {
      const { api_user_is_administrator: apiUserIsAdministrator, ...rest } = checkedBody(acceptance, body);
      const { organisation, partner } = accept(world, openInvitation(world, id, query), { ...rest, apiUserIsAdministrator }, now);
      return { organisation: organisation.name, client_id: organisation.clientId, partner: partner.id };
    }
    case 'POST invitations/{id}/decline':
      return setStatus(openInvitation(world, id, query), 'DECLINED', now);
    case 'POST invitations/{id}/status':
      return setStatus(findInvitation(world, id, query), checkedBody(newStatus, body).status, now);
    case 'POST tokens/expire': {
      const clients = clientsOf(world, checkedBody(someClient, body).client_id);
      const ids = new Set(clients.map((each) => each.id));
      for (const each of world.tokens) if (ids.has(each.organisationId)) each.expires = Math.min(each.expires, now);
      return { expired: clients.map((each) => each.clientId) };
    }
    case 'POST tokens/budget': {
      const { client_id: clientId, left } = checkedBody(budget, body);
      const { tokensPerDay } = world.settings;
      if (left > tokensPerDay) throw new ControlError(400, `The scenario allows ${String(tokensPerDay)} tokens a day.`);
      for (const each of clientsOf(world, clientId)) each.tokensTaken = Array.from({ length: tokensPerDay - left }, () => now);
      return Object.fromEntries(world.organisations.map((each) => [each.clientId, tokensLeft(world, each, now)]));
    }
    case 'POST age':
      makeOlder(world, checkedBody(age, body).days * 86_400_000);
      return {};
    case 'POST datasets/{id}/status': {
      const dataset = found(world.datasets, id, 'dataset');
      dataset.status = checkedBody(anyStatus, body).status;
      return { id: dataset.id, status: dataset.status };
    }
    case 'POST questions/{id}':
      return changeQuestion(world, found(world.questions, id, 'question'), checkedBody(questionChange, body), now);
    case 'POST rooms/{id}': {
      const room = found(world.rooms, id, 'room');
      const { api_user_is_administrator: isAdministrator, organisation } = checkedBody(roomChange, body);
      const organisationId = organisation === undefined ? room.ownerId : organisationNamed(world, organisation).id;
      room.administrators = room.administrators.filter((each) => each !== organisationId);
      if (isAdministrator) room.administrators.push(organisationId);
      return { id: room.id };
    }
    default:
      throw new ControlError(404, `There is no ${method} /_sandbox/liveramp/${path}.`);
  }
}

/** `invitations/jo%40nova.example/accept` is `invitations/{id}/accept` of `jo@nova.example`; tokens and age have no ids. */
function readPath(path: string): { pattern: string; id: string } {
  const [kind = '', id = '', ...rest] = path.split('/');
  if (id === '' || kind === 'tokens') return { pattern: path, id: '' };
  return { pattern: [kind, '{id}', ...rest].join('/'), id: decoded(id) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ControlError(400, `The path cannot be read at ${part}: after a % come the two hexadecimal digits of a byte of UTF-8.`);
  }
}

function setStatus(invitation: InvitationRecord, status: InvitationRecord['status'], now: number): JsonObject {
  Object.assign(invitation, { status, updatedTime: now });
  return { id: invitation.id, status };
}

/** Puts datasets in their places, by macro and the dataset's name or id; then the status that was asked for, if any. */
function changeQuestion(world: LiveRampWorld, question: QuestionRecord, change: z.infer<typeof questionChange>, now: number): JsonObject {
  for (const [macro, name] of Object.entries(change.assign)) {
    const place = question.datasets.find((each) => each.macro === macro);
    if (place === undefined) throw new ControlError(404, `The question ${question.name} has no dataset ${macro}.`);
    const dataset = found(
      world.datasets.filter((each) => each.roomId === question.roomId),
      name,
      'dataset',
    );
    // Whoever assigns a dataset has mapped its fields first.
    Object.assign(dataset, { status: 'CONFIGURED', mapped: null });
    Object.assign(place, { organisationId: dataset.organisationId, datasetId: dataset.id, assignedTime: now });
    refreshQuestion(question);
  }
  question.status = change.status ?? question.status;
  return { id: question.id, status: question.status };
}

/** One that the invitee can still answer. */
function openInvitation(world: LiveRampWorld, id: string, query: URLSearchParams): InvitationRecord {
  const invitation = findInvitation(world, id, query);
  if (!openStatuses.has(invitation.status))
    throw new ControlError(400, `The invitation of ${invitation.email} is not open: ${invitation.status}.`);
  return invitation;
}

function findInvitation(world: LiveRampWorld, id: string, query: URLSearchParams): InvitationRecord {
  if (!id.includes('@')) return found(world.invitations, id, 'invitation');
  const room = query.get('room');
  const roomId = room === null ? undefined : found(world.rooms, room, 'room').id;
  const sent = world.invitations.filter(
    (each) => each.email.toLowerCase() === id.toLowerCase() && (roomId === undefined || each.roomId === roomId),
  );
  // The newest: an earlier one may have been declined.
  const newest = sent.at(-1);
  if (newest === undefined) throw new ControlError(404, `Nobody invited ${id}.`);
  return newest;
}

function clientsOf(world: LiveRampWorld, clientId: string | undefined): OrganisationRecord[] {
  if (clientId === undefined) return world.organisations;
  const client = world.organisations.find((each) => each.clientId === clientId);
  if (client === undefined) throw new ControlError(404, `There is no client ${clientId}.`);
  return [client];
}

function organisationNamed(world: LiveRampWorld, name: string): OrganisationRecord {
  const named = world.organisations.find((each) => each.name === name);
  if (named === undefined) throw new ControlError(404, `There is no organisation ${name}.`);
  return named;
}

/** One of a list by its id, display id or name. */
function found<T extends { id: string; displayId?: string; name?: string }>(list: readonly T[], wanted: string, what: string): T {
  const one = list.find((each) => each.id === wanted || each.displayId === wanted || each.name === wanted);
  if (one === undefined) throw new ControlError(404, `There is no ${what} ${wanted}.`);
  return one;
}
