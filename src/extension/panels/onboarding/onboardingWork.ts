import { CleanRoomError } from '../../../core/errors.ts';
import type { PartnerJob } from '../../../core/jobs/job.ts';
import { advanceOnboarding } from '../../../core/jobs/onboarding/advanceOnboarding.ts';
import { startOnboarding } from '../../../core/jobs/onboarding/startOnboarding.ts';
import type { PartnerResult } from '../../../core/jobs/partners/partnerReport.ts';
import { t } from '../../../core/text.ts';
import type {
  EngagementReference,
  OnboardingDeed,
  OnboardingFocus,
  OnboardingPicture,
  OnboardingProtocol,
  OnboardingWish,
} from '../../../protocol/onboardingMessages.ts';
import type { NewsOf } from '../../../protocol/panelMessages.ts';
import type { PanelHandlers } from '../pageConversation.ts';
import { panelPlan } from '../panelItems.ts';
import { PanelRuns, type RunPart } from '../panelRuns.ts';
import { deedSummary, type Deed } from './deedSummary.ts';
import { EngagementReadings } from './engagementReadings.ts';
import { FolderReading } from './folderReading.ts';
import type { OnboardingWorkplace } from './onboardingWorkplace.ts';
import { isOfCheck } from './panelEngagement.ts';
import { remedyRun } from './remedyRun.ts';
import type * as z from 'zod/mini';

/** Changes come in crowds: several are told at once. */
const pauseMs = 50;

/** What leaves this machine and so wants a question; everything else only writes into files of the folder. */
const asks: ReadonlySet<OnboardingDeed['action']> = new Set(['send', 'apply_permissions']);

/** Does what the onboarding panel asks, over all connections. What is thrown is shown to the person, as a sentence. */
export class OnboardingWork {
  readonly runs: PanelRuns;
  readonly #workplace: OnboardingWorkplace;
  readonly #send: (news: NewsOf<OnboardingProtocol>) => void;
  readonly #readings: EngagementReadings;
  readonly #folder: FolderReading;
  #show: OnboardingFocus | undefined;
  #telling: NodeJS.Timeout | undefined;

  /** @param send tells the page; dropped while there is none */
  constructor(workplace: OnboardingWorkplace, send: (news: NewsOf<OnboardingProtocol>) => void) {
    this.#workplace = workplace;
    this.#send = send;
    this.runs = new PanelRuns(
      {
        busy: () => t('Something of the onboarding is being done already. Wait for it, or stop it.'),
        summary: (result) => deedSummary('apply_permissions', result),
      },
      send,
    );
    this.#readings = new EngagementReadings(workplace, () => {
      this.#tellSoon();
    });
    this.#folder = new FolderReading(workplace);
  }

  readonly handlers: PanelHandlers<OnboardingProtocol['requests']> = {
    refresh: () => this.refresh(),
    check: async ({ wish }) => ({ answer: panelPlan(await this.#workplace.plan(wish.connectionId, startOnboarding, startInput(wish))) }),
    start: async ({ runId, wish }) => ({
      message: await this.#run(
        'start',
        runId,
        [wish.connectionId],
        [this.#part(wish.connectionId, startOnboarding, startInput(wish), true)],
      ),
    }),
    checkStep: async ({ ...deed }) => {
      const results: PartnerResult[] = [];
      for (const [connectionId, input] of inputsOf(deed)) results.push(await this.#workplace.plan(connectionId, advanceOnboarding, input));
      const [first] = results;
      if (first === undefined) throw gone();
      return {
        answer: panelPlan({
          ...first,
          headline: results.map(({ headline }) => headline).join('; '),
          items: results.flatMap(({ items }) => items),
          warnings: results.flatMap(({ warnings }) => warnings),
        }),
      };
    },
    advance: async ({ runId, ...deed }) => {
      const inputs = inputsOf(deed);
      const parts = inputs.map(([connectionId, input]): RunPart => async (follow) => {
        const result = await this.#part(connectionId, advanceOnboarding, input, !asks.has(deed.action))(follow);
        if (deed.action === 'validate' || deed.action === 'activate') this.#noteFindings(connectionId, input.ids, result);
        return result;
      });
      return {
        message: await this.#run(
          deed.action,
          runId,
          inputs.map(([connectionId]) => connectionId),
          parts,
        ),
      };
    },
    mend: async ({ runId, engagement: { connectionId, id }, checkId, remedy: index }) => {
      const finding = this.#readings.findingsOf(connectionId, id).find((each) => isOfCheck(each, checkId));
      const remedy = finding?.remedies[index];
      if (remedy === undefined) throw gone();
      const validate = { ids: [id], action: 'validate' };
      const parts: RunPart[] = [
        (follow) => remedyRun(this.#workplace, connectionId, remedy, follow),
        // So that what was mended is seen to be.
        async (follow) => {
          const result = await this.#part(connectionId, advanceOnboarding, validate, true)(follow);
          this.#noteFindings(connectionId, [id], result);
          return result;
        },
      ];
      return { message: await this.#run('mend', runId, [connectionId], parts) };
    },
    stop: () => {
      this.runs.stop();
    },
    copy: async ({ text }) => {
      await this.#workplace.copy(text);
      return { message: t('Copied.') };
    },
    openMail: async ({ engagement, text, toPartner }) => {
      const { partner } = this.#engagement(engagement);
      await this.#workplace.openMail(toPartner ? partner.address : '', text);
      return undefined;
    },
    openFile: async ({ engagement }) => {
      await this.#workplace.openFile(this.#engagement(engagement).id);
      return undefined;
    },
  };

  /** Begins with a panel that was just opened: reads what nobody has read yet. */
  async begin(): Promise<void> {
    await Promise.all([this.#workplace.readRooms(false), this.#folder.read()]);
    await this.#readings.read(this.#connectionIds());
  }

  async refresh(): Promise<void> {
    await Promise.all([this.#workplace.readRooms(true), this.#folder.read(), this.#readings.read(this.#connectionIds())]);
    this.#tellSoon();
  }

  /** Something in the folder has been written, perhaps by us: only what is new is worth a reading. */
  async noteFolderChange(): Promise<void> {
    if (this.runs.running || !(await this.#folder.read())) return;
    this.#tellSoon();
    await this.#readings.read(this.#connectionIds());
  }

  /** Connections have come, gone or been read. */
  noteConnections(): void {
    const ids = this.#connectionIds();
    this.#readings.keepOnly(ids);
    // One that could not be reached until now may have engagements.
    const unread = this.#workplace
      .connections()
      .filter(({ connectionId, state }) => state === 'read' && this.#readings.stateOf(connectionId).readAt === undefined)
      .filter(({ connectionId }) => !this.#readings.stateOf(connectionId).reading);
    void this.#readings.read(unread.map(({ connectionId }) => connectionId));
    this.#tellSoon();
  }

  /** What the panel is to be about; told with the next picture. */
  focus(focus: OnboardingFocus): void {
    this.#show = { ...focus, connectionId: this.#workplace.connectionCalled(focus.connectionId) ?? focus.connectionId };
  }

  /** Tells everything: to a page that knows nothing yet. */
  tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    const show = this.#show;
    this.#show = undefined;
    this.#send({ type: 'picture', ...this.#picture(), ...(show === undefined ? {} : { show }) });
  }

  dispose(): void {
    clearTimeout(this.#telling);
    this.#readings.dispose();
    this.runs.stop();
  }

  #picture(): OnboardingPicture {
    const connections = this.#workplace.connections(this.#folder.settings).map((connection) => {
      const { readAt, error, reading } = this.#readings.stateOf(connection.connectionId);
      return {
        ...connection,
        state: reading ? ('reading' as const) : error === undefined ? connection.state : ('failed' as const),
        ...(error === undefined ? {} : { error }),
        ...(readAt === undefined ? {} : { readAt }),
      };
    });
    const engagements = this.#readings.engagements;
    const here = new Set(engagements.map(({ id }) => id));
    const lastUsed = this.#workplace.lastUsed();
    const settled = connections.every(({ readAt }) => readAt !== undefined);
    return {
      connections,
      ...(lastUsed === undefined ? {} : { lastUsed }),
      engagements,
      ...this.#folder.picture,
      // Before everything was read nobody knows whose the others are.
      elsewhere: settled ? this.#folder.ids.filter((id) => !here.has(id)) : [],
      mayWrite: this.#workplace.mayWrite(),
      hasFolder: this.#workplace.engagements() !== undefined,
    };
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => {
      this.tell();
    }, pauseMs);
  }

  #part<Schema extends z.ZodMiniType>(connectionId: string, job: PartnerJob<Schema>, input: object, agreed: boolean): RunPart {
    return (follow) => this.#workplace.write(connectionId, job, input, { ...follow, agreed });
  }

  /** Runs, then reads what was changed anew, whatever came of it. Ends with a summary. */
  async #run(deed: Deed, runId: string, connectionIds: readonly string[], parts: readonly RunPart[]): Promise<string> {
    if (!this.#workplace.mayWrite()) throw new CleanRoomError('not_permitted', t('This workspace is not trusted, so nothing is written.'));
    try {
      return await this.runs.carryOut(runId, {}, parts, (result) => deedSummary(deed, result));
    } finally {
      await this.#folder.read();
      await this.#readings.read([...new Set(connectionIds)]);
      this.tell();
    }
  }

  #noteFindings(connectionId: string, ids: readonly string[], { findings }: PartnerResult): void {
    for (const id of ids) {
      const its = findings.filter(({ subject }) => subject.kind === 'engagement' && subject.id === id);
      this.#readings.noteFindings(connectionId, id, its);
    }
  }

  #connectionIds(): string[] {
    return this.#workplace.connections().map(({ connectionId }) => connectionId);
  }

  #engagement({ connectionId, id }: EngagementReference) {
    const found = this.#readings.find(connectionId, id);
    if (found === undefined) throw gone();
    return found;
  }
}

/** What the form asks for, as the job takes it. */
function startInput({ connectionId: _, roomId, partners, flow, template, note, roomType, roomCloud }: OnboardingWish): object {
  return { room: roomId, partners, flow, template, note, room_type: roomType, room_cloud: roomCloud };
}

/** The input of the job for each connection. */
function inputsOf({ action, engagements, day, overrideReason }: OnboardingDeed): [connectionId: string, input: { ids: string[] }][] {
  const groups = [...Map.groupBy(engagements, ({ connectionId }) => connectionId)];
  return groups.map(([connectionId, chosen]) => [
    connectionId,
    { ids: chosen.map(({ id }) => id), action, day, override_reason: overrideReason },
  ]);
}

function gone(): CleanRoomError {
  return new CleanRoomError('not_found', t('This is not there any more.'), { remedy: t('Refresh, and try again.') });
}
