import {
  CreateCollaborationChangeRequestCommand,
  GetCollaborationChangeRequestCommand,
  ListCollaborationChangeRequestsCommand,
  UpdateCollaborationChangeRequestCommand,
  type CleanRoomsClient,
} from '@aws-sdk/client-cleanrooms';
import type * as z from 'zod/mini';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { WriteOptions, Written } from '../../core/service.ts';
import { t } from '../../core/text.ts';
import { answers, expectAnswer } from './answers.ts';
import type { Answer, AwsCalls, SendOptions } from './awsCalls.ts';
import { lookUntilThere } from './lookUntilThere.ts';
import { sameAbilities } from './memberAbilities.ts';
import { allPages } from './pages.ts';
import { sendWholeBody } from './wholeBodies.ts';

/** A wish to change a collaboration; its members may have to agree. PENDING, APPROVED, DENIED, CANCELLED, COMMITTED. */
export type ChangeRequest = z.infer<typeof answers.changeRequest>;

/** MemberChangeSpecification, as far as we send it: payment and ML abilities are left as they are. */
export interface MemberChange {
  accountId: string;
  memberAbilities: string[];
  /** Required of a new member. */
  displayName?: string;
}

/** What a change request is for; `subject` is for the audit log and messages. */
interface Submission {
  collaborationId: string;
  member: MemberChange;
  subject: string;
  /** The collaboration's change requests, read a moment ago. */
  requests: readonly ChangeRequest[];
  /** Whether the change has taken effect. */
  holds: () => Promise<boolean>;
}

const operations = {
  create: 'CreateCollaborationChangeRequest',
  get: 'GetCollaborationChangeRequest',
  list: 'ListCollaborationChangeRequests',
  update: 'UpdateCollaborationChangeRequest',
} as const;

/** Where an action leads (ChangeRequestStatus), and what it counts as in the audit log: one that is cancelled is gone. */
const actions = {
  COMMIT: { status: 'COMMITTED', outcome: 'updated' },
  CANCEL: { status: 'CANCELLED', outcome: 'deleted' },
} as const;

/** Whether it may still become true. */
export function isOpen({ status }: ChangeRequest): boolean {
  return status === 'PENDING' || status === 'APPROVED';
}

/** Whether nobody has to agree any more, so that it holds, or will in a moment. */
export function isAgreed({ status }: ChangeRequest): boolean {
  return status === 'APPROVED' || status === 'COMMITTED';
}

/** Whether it is for that member and those abilities, and for nothing else. */
export function asksJust({ changes }: ChangeRequest, { accountId, memberAbilities }: MemberChange): boolean {
  const [member, ...others] = changes.map(({ specification }) => specification.member);
  return others.length === 0 && member?.accountId === accountId && sameAbilities(member.memberAbilities, memberAbilities);
}

/** The change requests of collaborations that this account made. */
export class ChangeRequests {
  readonly #client: CleanRoomsClient;
  readonly #calls: AwsCalls;

  constructor(client: CleanRoomsClient, calls: AwsCalls) {
    this.#client = client;
    this.#calls = calls;
  }

  async list(collaborationIdentifier: string, signal?: AbortSignal): Promise<ChangeRequest[]> {
    const requests = await allPages(async (nextToken) => {
      const answer = await this.#calls.read(
        operations.list,
        (options) =>
          this.#client.send(new ListCollaborationChangeRequestsCommand({ collaborationIdentifier, maxResults: 100, nextToken }), options),
        signal,
      );
      return { items: answer.collaborationChangeRequestSummaries, nextToken: answer.nextToken };
    });
    return requests.map((request) => expectAnswer(operations.list, answers.changeRequest, request));
  }

  /**
   * Takes a change as far as it goes without the other members: makes the request unless one like it is open, and commits
   * what is approved. The request as it is then: PENDING where others have to agree.
   */
  async submit(submission: Submission, options: WriteOptions): Promise<Written<ChangeRequest>> {
    const { collaborationId, member, subject, requests, holds } = submission;
    const open = requests.find((request) => isOpen(request) && asksJust(request, member));
    const made = open === undefined ? await this.#create(submission, options) : { value: open, outcome: 'existing' as const };
    if (made.value.status !== 'APPROVED') return made;
    // Whether an automatic approval brings the commit with it is not documented.
    if (made.value.isAutoApproved && (await holds())) return made;
    return { ...made, ...(await this.act({ collaborationId, id: made.value.id, action: 'COMMIT', subject }, options)) };
  }

  /** Commits or cancels a request, which only the collaboration's creator can; the request as it is afterwards. */
  async act(
    { collaborationId, id, action, subject }: { collaborationId: string; id: string; action: keyof typeof actions; subject: string },
    options: WriteOptions,
  ): Promise<Written<ChangeRequest>> {
    const identity = { collaborationIdentifier: collaborationId, changeRequestIdentifier: id };
    const { status: wanted, outcome } = actions[action];
    const findDone = async (): Promise<ChangeRequest | undefined> => {
      const request = await this.#get(identity, options.signal);
      return request.status === wanted ? request : undefined;
    };
    const state = { sent: false };
    const send = async (sendOptions: SendOptions): Promise<Answer> => {
      // The try before this one may have done it; a second one would then be refused.
      if (state.sent && (await findDone()) !== undefined) return { $metadata: {} };
      state.sent = true;
      return this.#client.send(new UpdateCollaborationChangeRequestCommand({ ...identity, action }), sendOptions);
    };
    let written: Written<void>;
    try {
      written = await this.#calls.alter({ operation: operations.update, subject: `${action} ${subject}`, outcome, send }, options);
    } catch (thrown) {
      // Somebody else, or the service by itself, may have been faster.
      const done = asCleanRoomError(thrown).code === 'invalid_state' ? await findDone() : undefined;
      if (done === undefined) throw thrown;
      return { value: done, outcome: 'existing' };
    }
    const done = await lookUntilThere(findDone, options.signal);
    if (done !== undefined) return { ...written, value: done };
    throw new CleanRoomError(
      'unexpected_answer',
      t('AWS accepted {0} for {1}, but the change request {2} is not {3}.', action, foreignText(subject), id, wanted),
      { remedy: t('Look at the change requests of the collaboration in the AWS console.') },
    );
  }

  #create({ collaborationId, member, subject, requests }: Submission, options: WriteOptions): Promise<Written<ChangeRequest>> {
    const before = new Set(requests.map(({ id }) => id));
    return this.#calls.create(
      {
        operation: operations.create,
        subject,
        attempt: async (sendOptions) => {
          const create = new CreateCollaborationChangeRequestCommand({ collaborationIdentifier: collaborationId, changes: [] });
          // The client's list of abilities is older than the service's: CAN_EXPORT_QUERY_ANALYSIS_LOG is not in it.
          sendWholeBody(create, { changes: [{ specificationType: 'MEMBER', specification: { member } }] });
          const answer = await this.#client.send(create, sendOptions);
          return { value: expectAnswer(operations.create, answers.changeRequest, answer.collaborationChangeRequest), answer };
        },
        // An old one that asked for the same, and was committed or denied, is not it.
        find: async () =>
          (await this.list(collaborationId, options.signal)).find((request) => !before.has(request.id) && asksJust(request, member)),
      },
      options,
    );
  }

  async #get(identity: { collaborationIdentifier: string; changeRequestIdentifier: string }, signal?: AbortSignal): Promise<ChangeRequest> {
    const answer = await this.#calls.read(
      operations.get,
      (options) => this.#client.send(new GetCollaborationChangeRequestCommand(identity), options),
      signal,
    );
    return expectAnswer(operations.get, answers.changeRequest, answer.collaborationChangeRequest);
  }
}
