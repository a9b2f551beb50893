import { Option, type Command } from 'commander';
import { alertMessage } from '../core/alerts/alertMessage.ts';
import { alertsOf, type Alert } from '../core/alerts/alerts.ts';
import { asCleanRoomError, type CleanRoomError } from '../core/errors.ts';
import { postMessage } from '../services/webhook/postMessage.ts';
import { webhookAddress, webhookVariable } from '../services/webhook/webhookAddress.ts';
import { withAlerts, type EndedRun } from './endedRun.ts';
import { wholeNumber } from './wholeNumber.ts';

/** What a command was asked to do about things that ask for a person. */
export interface AlertOptions {
  alerts?: boolean;
  alertDays?: number;
  webhook?: boolean;
}

/** Adds the options that ask for alerts. */
export function withAlertOptions(command: Command): Command {
  return command
    .option('--alerts', 'end with 3 where the wished state is reached but something asks for a person')
    .addOption(
      new Option('--alert-days <n>', 'an invitation that waits for longer than this asks for a person; implies --alerts')
        .argParser(wholeNumber)
        .default(3)
        .implies({ alerts: true }),
    )
    .addOption(
      new Option('--webhook', `post alerts to the https URL in ${webhookVariable} (Slack's form); implies --alerts`).implies({
        alerts: true,
      }),
    );
}

/** Finds what asks for a person in what runs have said, and posts it where that was asked for. */
export class Alerting {
  readonly #days: number;
  readonly #address: URL | undefined;

  private constructor(days: number, address: URL | undefined) {
    this.#days = days;
    this.#address = address;
  }

  /** Undefined where no alerts were asked for. Raises `invalid_input` where there is no usable webhook: before anything runs. */
  static asked({ alerts, alertDays = 3, webhook }: AlertOptions): Alerting | undefined {
    return alerts === true ? new Alerting(alertDays, webhook === true ? webhookAddress() : undefined) : undefined;
  }

  /** The runs with their alerts. */
  look(runs: readonly EndedRun[]): EndedRun[] {
    const limits = { days: this.#days, now: new Date() };
    return runs.map((run) => withAlerts(run, alertsOf([{ ...run.report, name: run.chosen.name }], limits)));
  }

  /** Posts alerts, if there are any and a webhook; answers why that failed: a message that is lost must not end a job. */
  async post(command: string, alerts: readonly Alert[]): Promise<CleanRoomError | undefined> {
    if (this.#address === undefined || alerts.length === 0) return undefined;
    try {
      await postMessage(this.#address, alertMessage(command, alerts));
      return undefined;
    } catch (thrown) {
      return asCleanRoomError(thrown);
    }
  }
}
