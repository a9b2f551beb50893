import { ReadingLog } from '../../../../src/core/diagnosis/readingLog.ts';
import { rememberRoomReads } from '../../../../src/core/diagnosis/rememberRoomReads.ts';
import { rootCauses, type RootCause } from '../../../../src/core/diagnosis/rootCauses.ts';
import { diagnoseRooms } from '../../../../src/core/jobs/diagnosis/diagnoseRooms.ts';
import type { Diagnosed } from '../../../../src/core/jobs/diagnosis/diagnosed.ts';
import type { JobContext } from '../../../../src/core/jobs/job.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';
import { reportedFinding } from '../../../../src/core/jobs/reported.ts';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import type { Question, QuestionDataset } from '../../../../src/core/model/question.ts';
import type { CleanRoomService } from '../../../../src/core/service.ts';
import { InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { partnerContext } from '../../support/partners/partnerJobs.ts';

export type Asked = Parameters<typeof diagnoseRooms>[1];

/** Acme Retail's clean room "Media Insights", in which Nova takes part. */
export class RoomsBench {
  readonly world = new PartnerWorld();
  readonly room = this.world.room('Media Insights');
  readonly service = new InMemoryPartners(this.world);

  constructor() {
    this.world.partner(this.room, 'Nova');
  }

  /** A question that is MISSING_DATASETS, with what it wants; `by` names who is to bring it. */
  lacking(
    name: string,
    wanted: readonly (Partial<QuestionDataset> & { macro: string; by?: string })[],
    room: CleanRoom = this.room,
  ): Question {
    const question = this.world.question(room, name, [], { status: 'MISSING_DATASETS' });
    this.world.questionDatasets.set(
      question.id,
      wanted.map(({ by, ...each }, index) => ({
        id: `${question.id}-dataset-${index}`,
        ...(by === undefined ? {} : { organisationName: by }),
        ...each,
      })),
    );
    return question;
  }
}

/** What a diagnosis says, with names resolved and everything asked for once, as the job does it. */
export function diagnosed(service: CleanRoomService, asked: Asked = {}, more: Partial<JobContext> = {}): Promise<Diagnosed> {
  const context = partnerContext({ service, ...more });
  return diagnoseRooms({ ...context, service: rememberRoomReads(service, new ReadingLog(context)) }, asked);
}

/** Its causes in one line each, the worst first, with what they explain: `dataset.not_mapped Sales > question.missing_datasets Reach`. */
export async function causes(service: CleanRoomService, asked: Asked = {}, more: Partial<JobContext> = {}): Promise<string[]> {
  return (await roots(service, asked, more)).filter((root) => !isNote(root)).map(line);
}

/** What is worth knowing and nothing to mend, in the same form. */
export async function notes(service: CleanRoomService, asked: Asked = {}, more: Partial<JobContext> = {}): Promise<string[]> {
  return (await roots(service, asked, more)).filter(isNote).map(line);
}

async function roots(service: CleanRoomService, asked: Asked, more: Partial<JobContext>): Promise<RootCause[]> {
  const { findings, explanations } = await diagnosed(service, asked, more);
  return rootCauses(findings.map(asReported), explanations);
}

/** As in the job: what is no fault itself is a cause where it explains one. */
function isNote({ finding: { severity }, explains }: RootCause): boolean {
  return [severity, ...explains.map((each) => each.severity)].every((each) => each === 'information');
}

function line({ finding: root, explains }: RootCause): string {
  return [root, ...explains].map(words).join(' > ');
}

/** The one finding of that id. */
export async function finding(
  id: string,
  service: CleanRoomService,
  asked: Asked = {},
  more: Partial<JobContext> = {},
): Promise<ReportedFinding> {
  const { findings } = await diagnosed(service, asked, more);
  const [found, ...others] = findings.map(asReported).filter((each) => each.id === id);
  if (found === undefined || others.length > 0)
    throw new Error(`There are ${others.length + (found === undefined ? 0 : 1)} findings ${id}.`);
  return found;
}

function asReported(each: Diagnosed['findings'][number]): ReportedFinding {
  return 'waits_for' in each ? each : reportedFinding(each);
}

function words({ id, subject }: ReportedFinding): string {
  return `${id} ${subject.name}`;
}
