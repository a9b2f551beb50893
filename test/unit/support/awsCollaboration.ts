import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { CleanRoom } from '../../../src/core/model/cleanRoom.ts';
import type { WriteRecord } from '../../../src/core/jobs/audit.ts';
import type { CleanRoomService, WriteOptions } from '../../../src/core/service.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';

export const own = '111122223333';
export const newcomer = '777788889999';

/** Days as the service writes them: seconds since 1970. */
const invitedAt = Date.UTC(2026, 0, 10) / 1000;
const askedAt = Date.UTC(2026, 1, 1) / 1000;

export interface MemberRow {
  accountId: string;
  displayName: string;
  status: 'INVITED' | 'ACTIVE' | 'LEFT' | 'REMOVED';
  abilities: string[];
  /** Of one who has joined. */
  membershipId?: string;
}

const memberChange = z.strictObject({ accountId: z.string(), memberAbilities: z.array(z.string()), displayName: z.optional(z.string()) });
const creation = z.strictObject({
  changes: z.tuple([z.strictObject({ specificationType: z.literal('MEMBER'), specification: z.strictObject({ member: memberChange }) })]),
});
const action = z.strictObject({ action: z.enum(['COMMIT', 'CANCEL']) });
type MemberChange = z.infer<typeof memberChange>;

export interface RequestRow {
  id: string;
  status: string;
  isAutoApproved: boolean;
  changes: { types: string[]; member: MemberChange }[];
}

interface Fault {
  operation: string;
  /** The answer is lost: after the work, or before it was done. Or it is refused. */
  then: 'drop' | 'drop_before' | { error: string; reason?: string };
  /** What happens in the world at that moment. */
  meanwhile?: () => void;
}

/** What a new change request comes to; the documents leave open how an automatic approval ends. */
export type Reception = 'committed' | 'approved automatically' | 'applied, and called approved' | 'approved' | 'pending';

/**
 * One collaboration behind AWS's HTTP interface, as far as its members and change requests go, and the product's own
 * service on top of it.
 */
export class AwsCollaboration {
  readonly room: CleanRoom = {
    id: randomUUID(),
    name: 'Joint',
    owner: own,
    ours: true,
    status: 'ACTIVE',
    partners: [],
  };
  creator = own;
  members: MemberRow[] = [{ accountId: own, displayName: 'Us', status: 'ACTIVE', abilities: ['CAN_QUERY'] }];
  requests: RequestRow[] = [];
  reception: Reception = 'committed';
  readonly faults: Fault[] = [];
  /** The operations that came, without the reads. */
  readonly writes: string[] = [];
  readonly records: WriteRecord[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<AwsCollaboration> {
    const collaboration = new AwsCollaboration();
    collaboration.#server.listen(0, '127.0.0.1');
    await once(collaboration.#server, 'listening');
    return collaboration;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async connect(): Promise<Required<Pick<CleanRoomService, 'partnerInvitations' | 'memberChanges'>>> {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server listens nowhere.');
    const endpoint = `http://127.0.0.1:${address.port}`;
    const { partnerInvitations, memberChanges } = await openAwsConnection({ endpoint, sandboxAccountId: own, region: 'us-east-1' });
    if (partnerInvitations === undefined || memberChanges === undefined) throw new Error('The service knows no partners.');
    return { partnerInvitations, memberChanges };
  }

  get options(): WriteOptions {
    return { recorder: { record: (write) => void this.records.push(write) } };
  }

  /** What the audit log would say of the writes. */
  get outcomes(): string[] {
    return this.records.map(({ operation, outcome }) => `${operation} ${outcome}`);
  }

  member(accountId: string): MemberRow | undefined {
    return this.members.find((each) => each.accountId === accountId);
  }

  /** A change request that is there already. */
  ask(status: string, member: MemberChange, types = ['ADD_MEMBER']): RequestRow {
    const request = { id: randomUUID(), status, isAutoApproved: false, changes: [{ types, member }] };
    this.requests.push(request);
    return request;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    if (request.url === '/') {
      response.end(
        `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${own}</Account><Arn>arn:aws:iam::${own}:root</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
      return;
    }
    const path = new URL(request.url ?? '', 'http://localhost').pathname.split('/').slice(3);
    const operation = operationOf(request.method ?? '', path);
    if (!/^(Get|List)/.test(operation)) this.writes.push(operation);
    const fault = this.faults.find((each) => each.operation === operation);
    if (fault !== undefined) this.faults.splice(this.faults.indexOf(fault), 1);
    fault?.meanwhile?.();
    const then = fault?.then;
    if (typeof then === 'object') {
      refuse(response, then.error, then.reason);
      return;
    }
    const answer = then === 'drop_before' ? undefined : this.#carryOut(operation, path[1] ?? '', body);
    if (then !== undefined) response.destroy();
    else if (answer === undefined) refuse(response, 'ConflictException', 'INVALID_STATE');
    else succeed(response, answer);
  }

  /** Undefined where the state of things does not allow it. */
  #carryOut(operation: string, id: string, body: string): object | undefined {
    const request = this.requests.find((each) => each.id === id);
    switch (operation) {
      case 'GetCollaboration':
        return { collaboration: { id: this.room.id, name: this.room.name, creatorAccountId: this.creator } };
      case 'ListMembers':
        return { memberSummaries: this.members.map(memberSummary) };
      case 'ListCollaborationChangeRequests':
        return { collaborationChangeRequestSummaries: this.requests.map((each) => this.#described(each)) };
      case 'GetCollaborationChangeRequest':
        return request === undefined ? undefined : { collaborationChangeRequest: this.#described(request) };
      case 'CreateCollaborationChangeRequest':
        return { collaborationChangeRequest: this.#described(this.#receive(body)) };
      case 'UpdateCollaborationChangeRequest':
        return request === undefined ? undefined : this.#act(request, action.parse(JSON.parse(body)).action);
      case 'DeleteMember':
        for (const member of this.members) if (member.accountId === id) member.status = 'REMOVED';
        return {};
      default:
        throw new Error(`${operation} is not known here.`);
    }
  }

  #receive(body: string): RequestRow {
    const { member } = creation.parse(JSON.parse(body)).changes[0].specification;
    const types = this.member(member.accountId) === undefined ? ['ADD_MEMBER'] : ['GRANT_RECEIVE_RESULTS_ABILITY'];
    const request = this.ask(this.reception === 'pending' ? 'PENDING' : 'APPROVED', member, types);
    request.isAutoApproved = this.reception !== 'approved' && this.reception !== 'pending';
    if (this.reception === 'committed') this.commit(request);
    if (this.reception === 'applied, and called approved') this.#apply(request);
    return request;
  }

  #act(request: RequestRow, wanted: 'COMMIT' | 'CANCEL'): object | undefined {
    const possible = request.status === 'APPROVED' || (wanted === 'CANCEL' && request.status === 'PENDING');
    if (!possible) return undefined;
    if (wanted === 'COMMIT') this.commit(request);
    else request.status = 'CANCELLED';
    return { collaborationChangeRequest: this.#described(request) };
  }

  commit(request: RequestRow): void {
    this.#apply(request);
    request.status = 'COMMITTED';
  }

  /** What cannot be changed later stays as it is. */
  #apply({ changes }: RequestRow): void {
    for (const { member } of changes) {
      const { accountId, memberAbilities, displayName = '' } = member;
      const before = this.member(accountId);
      if (before === undefined) this.members.push({ accountId, displayName, status: 'INVITED', abilities: memberAbilities });
      else {
        before.abilities = [...before.abilities.filter((ability) => /QUERY$|JOB$/.test(ability)), ...memberAbilities];
        if (before.status !== 'ACTIVE') before.status = 'INVITED';
      }
    }
  }

  #described({ changes, ...request }: RequestRow): object {
    return {
      ...request,
      collaborationId: this.room.id,
      createTime: askedAt,
      updateTime: askedAt,
      changes: changes.map(({ types, member }) => ({ specificationType: 'MEMBER', specification: { member }, types })),
    };
  }
}

function operationOf(method: string, [kind, id]: string[]): string {
  const routes: Record<string, string> = {
    'GET ': 'GetCollaboration',
    'GET members': 'ListMembers',
    'DELETE member/': 'DeleteMember',
    'GET changeRequests': 'ListCollaborationChangeRequests',
    'POST changeRequests': 'CreateCollaborationChangeRequest',
    'GET changeRequests/': 'GetCollaborationChangeRequest',
    'PATCH changeRequests/': 'UpdateCollaborationChangeRequest',
  };
  return routes[`${method} ${kind ?? ''}${id === undefined ? '' : '/'}`] ?? `${method} ${kind ?? ''}`;
}

function memberSummary(member: MemberRow): object {
  return { ...member, createTime: invitedAt, updateTime: invitedAt, paymentConfiguration: { queryCompute: { isResponsible: false } } };
}

function succeed(response: ServerResponse, answer: object): void {
  response.writeHead(200, { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() }).end(JSON.stringify(answer));
}

function refuse(response: ServerResponse, error: string, reason?: string): void {
  response.writeHead(error === 'AccessDeniedException' ? 403 : 409, {
    'content-type': 'application/json',
    'x-amzn-errortype': error,
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify({ message: 'No.', ...(reason === undefined ? {} : { reason }) }));
}
