import { rm } from 'node:fs/promises';
import type { JobContext } from '../../../../src/core/jobs/job.ts';
import { advanceOnboarding } from '../../../../src/core/jobs/onboarding/advanceOnboarding.ts';
import type { OnboardingAction } from '../../../../src/core/onboarding/actions.ts';
import { onboardingStatus, type EngagementStatus, type OnboardingStatus } from '../../../../src/core/jobs/onboarding/onboardingStatus.ts';
import { startOnboarding } from '../../../../src/core/jobs/onboarding/startOnboarding.ts';
import type { PartnerResult } from '../../../../src/core/jobs/partners/partnerReport.ts';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import type { Engagement } from '../../../../src/core/onboarding/engagement.ts';
import type { CleanRoomService } from '../../../../src/core/service.ts';
import { EngagementFolder } from '../../../../src/storage/engagementFolder.ts';
import { temporaryFolder } from '../../support/environment.ts';
import { InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { partnerContext, runPartnerJob } from '../../support/partners/partnerJobs.ts';

export const dana = 'dana@nova.example';
export const lee = 'lee@orbit.example';

/** A folder with onboarding files and a service; everything that a job about onboarding is run with. */
export class OnboardingBench<Service extends CleanRoomService> {
  readonly service: Service;
  readonly path: string;
  readonly store: EngagementFolder;
  settings: JobContext['partnerSettings'];
  /** What keeps the files from being written, as an editor with changes does. */
  refusal: Error | undefined;

  constructor(service: Service, path: string) {
    this.service = service;
    this.path = path;
    this.store = new EngagementFolder(path, {
      shownAs: 'clean-rooms/onboarding',
      beforeWrite: () => {
        if (this.refusal !== undefined) throw this.refusal;
      },
    });
  }

  get context(): JobContext {
    const { service, store: engagements, settings: partnerSettings } = this;
    return partnerContext({ service, engagements, partnerSettings, user: 'ada' });
  }

  start(input: object): Promise<PartnerResult> {
    return runPartnerJob(this.context, startOnboarding, input);
  }

  advance(action: OnboardingAction, ids: readonly string[], more: object = {}): Promise<PartnerResult> {
    return runPartnerJob(this.context, advanceOnboarding, { ids, action, ...more });
  }

  status(input: { ids?: string[]; with_checks?: boolean; room?: string } = {}): Promise<OnboardingStatus> {
    return onboardingStatus.run(this.context, { with_checks: false, with_closed: true, ...input });
  }

  /** Where one engagement stands. */
  async one(id: string, withChecks = false): Promise<EngagementStatus> {
    const { engagements } = await this.status({ ids: [id], with_checks: withChecks });
    const [found] = engagements;
    if (found === undefined) throw new Error(`There is no engagement ${id}.`);
    return found;
  }

  /** The steps of one engagement in one line: `done waiting pending …`. */
  async states(id: string, withChecks = false): Promise<string> {
    return (await this.one(id, withChecks)).steps.map(({ state }) => state).join(' ');
  }

  change(id: string, change: (engagement: Engagement) => Engagement): Promise<Engagement> {
    return this.store.change(id, change);
  }

  async end(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** A LiveRamp organisation with a clean room of its own and an engagement of Dana in it. */
export interface LiveRampBench {
  bench: OnboardingBench<InMemoryPartners>;
  world: PartnerWorld;
  room: CleanRoom;
  /** Of Dana's engagement. */
  id: string;
}

export async function liveRampBench(start: object = {}): Promise<LiveRampBench> {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  const bench = new OnboardingBench(new InMemoryPartners(world), await temporaryFolder());
  await bench.start({ room: 'CR-000001', partners: [{ to: dana, name: 'Nova' }], ...start });
  return { bench, world, room, id: 'cr-000001--dana-nova-example' };
}

/** Dana has accepted, and everything that the checks look at is as it should be. */
export function makeReady({ world, room }: Pick<LiveRampBench, 'world' | 'room'>): void {
  const invitation = world.invitations.find(({ to }) => to === dana) ?? world.invitation(room, dana);
  const partner = world.accept(invitation, 'Nova');
  invitation.partnerOrganisationId = partner.organisationId ?? '';
  world.dataset(room, 'Impressions', { organisationName: 'Nova', configurationStatus: 'CONFIGURED', mappedFields: 4 });
  const question = world.question(room, 'Reach', ['CLONE', 'RUN', 'VIEW_RESULTS']);
  world.questionDatasets.set(question.id, [
    {
      id: 'wanted-1',
      macro: 'EXPOSURES',
      organisationId: partner.organisationId ?? '',
      organisationName: 'Nova',
      datasetId: 'dataset-room-1-1',
    },
  ]);
}
