import { asCleanRoomError } from '../../../core/errors.ts';
import { foreignText } from '../../../core/foreignText.ts';
import type { OnboardingStatus } from '../../../core/jobs/onboarding/onboardingStatus.ts';
import type { ReportedFinding } from '../../../core/jobs/report.ts';
import type { Engagement } from '../../../core/onboarding/engagement.ts';
import type { PanelEngagement } from '../../../protocol/onboardingMessages.ts';
import type { OnboardingWorkplace } from './onboardingWorkplace.ts';
import { panelEngagement } from './panelEngagement.ts';

/** What was read of one connection; what was read before stays while it is read anew, or where that fails. */
interface Reading {
  status: OnboardingStatus | undefined;
  /** Why the newest reading failed. */
  error: string | undefined;
  underWay: AbortController | undefined;
}

/** What checks have found that ran a moment ago, and which validation it was. */
interface Found {
  /** Undefined until the file has been read after them. */
  at: string | undefined;
  findings: ReportedFinding[];
}

/** Where the engagements of every connection stand, as it was read last. */
export class EngagementReadings {
  readonly #workplace: OnboardingWorkplace;
  readonly #changed: () => void;
  readonly #readings = new Map<string, Reading>();
  readonly #found = new Map<string, Found>();

  /** @param changed told whenever something else is to be shown */
  constructor(workplace: OnboardingWorkplace, changed: () => void) {
    this.#workplace = workplace;
    this.#changed = changed;
  }

  /** When a connection was read, and why it could not be. */
  stateOf(connectionId: string): { readAt: string | undefined; error: string | undefined; reading: boolean } {
    const reading = this.#readings.get(connectionId);
    return { readAt: reading?.status?.readAt, error: reading?.error, reading: reading?.underWay !== undefined };
  }

  get engagements(): PanelEngagement[] {
    return [...this.#readings].flatMap(([connectionId, { status }]) =>
      (status?.engagements ?? []).map((each) =>
        panelEngagement(connectionId, each, this.#foundAt(connectionId, each.engagement, each.validation?.at)),
      ),
    );
  }

  /** An engagement as it was read last. */
  find(connectionId: string, id: string): Engagement | undefined {
    return this.#readings.get(connectionId)?.status?.engagements.find(({ engagement }) => engagement.id === id)?.engagement;
  }

  /** What the newest checks of an engagement have found. */
  findingsOf(connectionId: string, id: string): readonly ReportedFinding[] {
    return this.#found.get(keyOf(connectionId, id))?.findings ?? [];
  }

  /** Keeps what checks have found; it holds for the validation that is read next. */
  noteFindings(connectionId: string, id: string, findings: ReportedFinding[]): void {
    this.#found.set(keyOf(connectionId, id), { at: undefined, findings });
  }

  /** Reads connections anew; a newer reading stops an older one. Ends when all have been read or have failed. */
  async read(connectionIds: readonly string[]): Promise<void> {
    await Promise.all(connectionIds.map((id) => this.#readOne(id)));
  }

  /** Forgets connections that are not there any more. */
  keepOnly(connectionIds: readonly string[]): void {
    for (const id of [...this.#readings.keys()]) {
      if (connectionIds.includes(id)) continue;
      this.#readings.get(id)?.underWay?.abort();
      this.#readings.delete(id);
    }
  }

  dispose(): void {
    for (const { underWay } of this.#readings.values()) underWay?.abort();
  }

  async #readOne(connectionId: string): Promise<void> {
    const before = this.#readings.get(connectionId);
    before?.underWay?.abort();
    const underWay = new AbortController();
    this.#readings.set(connectionId, { status: before?.status, error: before?.error, underWay });
    this.#changed();
    const result = await this.#workplace.status(connectionId, underWay.signal).then(
      (status) => ({ status, error: undefined }),
      (thrown: unknown) => ({ status: before?.status, error: foreignText(asCleanRoomError(thrown).sentence, 1000) }),
    );
    // Another reading has begun since, or the connection is gone.
    if (this.#readings.get(connectionId)?.underWay !== underWay) return;
    this.#readings.set(connectionId, { ...result, underWay: undefined });
    for (const { engagement, validation } of result.status?.engagements ?? []) {
      const found = this.#found.get(keyOf(connectionId, engagement.id));
      if (found !== undefined) found.at ??= validation?.at;
    }
    this.#changed();
  }

  #foundAt(connectionId: string, { id }: Engagement, at: string | undefined): readonly ReportedFinding[] {
    const found = this.#found.get(keyOf(connectionId, id));
    return found === undefined || found.at !== at ? [] : found.findings;
  }
}

function keyOf(connectionId: string, id: string): string {
  return JSON.stringify([connectionId, id]);
}
