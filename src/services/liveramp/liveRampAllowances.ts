import type { ApiUser, ApiUserState } from '../../core/apiUserState.ts';
import { CleanRoomError } from '../../core/errors.ts';
import type { Allowance } from '../../core/partnerService.ts';
import { t } from '../../core/text.ts';
import {
  isoTime,
  nextStatusPoll,
  runsLeft,
  runsPerHour,
  spokenTime,
  tokensLeft,
  tokensPerDay,
  withRun,
  withRunRefusal,
  withStatusPoll,
  type Left,
} from './apiUserLimits.ts';

/** What an API user may still do, shared by all processes of a person. */
export class LiveRampAllowances {
  readonly #user: ApiUser;
  readonly #state: ApiUserState;
  readonly #organisation: string;
  /** False for a sandbox, which counts for itself from its own start. */
  readonly #keepsBudget: boolean;

  constructor(user: ApiUser, state: ApiUserState, organisation: string, keepsBudget: boolean) {
    this.#user = user;
    this.#state = state;
    this.#organisation = organisation;
    this.#keepsBudget = keepsBudget;
  }

  /** What is left, by what this machine knows: other programs may use the same API user. */
  async list(): Promise<Allowance[]> {
    const record = await this.#state.read(this.#user);
    const now = Date.now();
    const allowance = (name: string, { left, moreAt }: Left, of: number): Allowance => ({
      name,
      left,
      of,
      ...(moreAt === undefined ? {} : { moreAt: isoTime(moreAt) }),
    });
    return [
      allowance(t('Tokens in 24 hours'), tokensLeft(record, now), tokensPerDay),
      allowance(t('Question runs in an hour'), runsLeft(record, now), runsPerHour),
    ];
  }

  /** Counts a run that is about to be created. Raises `quota_reached`. */
  async takeRun(): Promise<void> {
    const now = Date.now();
    const moreAt = await this.#state.change(this.#user, (record) => {
      const { left, moreAt = now } = runsLeft(record, now);
      return left === 0 && this.#keepsBudget ? { record, value: moreAt } : { record: withRun(record, now), value: undefined };
    });
    if (moreAt !== undefined) throw this.#noRuns(moreAt);
  }

  /** Notes that the service has refused a run for want of allowance, and says so. */
  async runRefused(): Promise<CleanRoomError> {
    const now = Date.now();
    const moreAt = await this.#state.change(this.#user, (record) => {
      const refused = withRunRefusal(record, now);
      return { record: refused, value: runsLeft(refused, now).moreAt ?? now };
    });
    return this.#noRuns(moreAt);
  }

  /** Counts a question about a run's status. Raises `throttled` where the last one was less than five minutes ago. */
  async takeStatusPoll(runId: string): Promise<void> {
    const now = Date.now();
    const at = await this.#state.change(this.#user, (record) => {
      const next = nextStatusPoll(record, runId, now);
      return next === undefined ? { record: withStatusPoll(record, runId, now), value: undefined } : { record, value: next };
    });
    if (at === undefined) return;
    throw new CleanRoomError(
      'throttled',
      t('The status of a run may be asked for every five minutes; of this one again at {0} ({1}).', spokenTime(at), this.#organisation),
      { details: { operation: 'getCleanroomQuestionRunById' }, remedy: t('The list of runs shows what it was last.') },
    );
  }

  #noRuns(moreAt: number): CleanRoomError {
    return new CleanRoomError(
      'quota_reached',
      t(
        'The API user {0} of {1} has created its {2} question runs of an hour; the next one is possible at {3}.',
        this.#user.clientId,
        this.#organisation,
        runsPerHour,
        spokenTime(moreAt),
      ),
      { details: { operation: 'createCleanroomQuestionRun' }, remedy: t('Nothing is lost: no run was created. Go on then.') },
    );
  }
}
