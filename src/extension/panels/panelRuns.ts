import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import type { PartnerResult, ReportedStep } from '../../core/jobs/partners/partnerReport.ts';
import { t } from '../../core/text.ts';
import type { PanelRun, RunStep } from '../../protocol/partnerMessages.ts';
import type { WriteHow } from '../jobs.ts';
import { panelItem } from './panelItems.ts';
import { runSeverity } from './runSummary.ts';

/** How a part of a run is followed and ended. */
export interface RunFollow {
  onStep: (step: ReportedStep) => void;
  onTotal: (steps: number) => void;
  stop: AbortSignal;
}

/** One job of a run; it asks before it begins, where it has to. */
export type RunPart = (follow: RunFollow) => Promise<PartnerResult>;

/** What a page hears of a run. `About`: what the panel says of its runs beyond what every panel does. */
export type RunNews<About extends object = object> = ({ type: 'run' } & PanelRun & About) | ({ type: 'step' } & RunStep);

/** What is said of the runs of a panel. */
export interface RunWords {
  /** Why another one cannot begin. */
  busy: () => string;
  summary: RunSummary;
}

/** What came of a run, in a sentence. */
export type RunSummary = (result: Pick<PartnerResult, 'items' | 'findings'>) => string;

/** Carries out what a panel asks for, one run at a time, and tells of every step as it happens. */
export class PanelRuns<About extends object = object> {
  readonly #words: RunWords;
  readonly #tell: (news: RunNews<About>) => void;
  #stop: AbortController | undefined;
  #latest: (PanelRun & About) | undefined;

  constructor(words: RunWords, tell: (news: RunNews<About>) => void) {
    this.#words = words;
    this.#tell = tell;
  }

  /** The run that is under way, or the last one; for a page that was loaded anew. */
  get latest(): (PanelRun & About) | undefined {
    return this.#latest;
  }

  get running(): boolean {
    return this.#stop !== undefined;
  }

  /** What is under way finishes; nothing new begins. */
  stop(): void {
    this.#stop?.abort();
  }

  /**
   * Carries out some jobs, one after the other, each after its own question. Ends with a summary. Raises `invalid_state`
   * while another run is under way, `cancelled` where the person declines, and whatever keeps a job from its end; what was
   * done by then has been told.
   * @param summary says it for this run
   */
  async carryOut(runId: string, about: About, parts: readonly RunPart[], summary = this.#words.summary): Promise<string> {
    if (this.#stop !== undefined) throw new CleanRoomError('invalid_state', this.#words.busy());
    const stop = new AbortController();
    this.#stop = stop;
    const results: PartnerResult[] = [];
    let run: PanelRun & About = { ...about, runId, running: true, done: 0, total: 0, message: '', severity: 'information', items: [] };
    const onStep = (step: ReportedStep): void => {
      // Not before: while a question is on the screen nothing is under way.
      if (run.done === 0) this.#tell({ type: 'run', ...run });
      const item = panelItem(step);
      run = { ...run, done: run.done + 1, message: item.sentence, items: [...run.items, item] };
      this.#latest = run;
      this.#tell({ type: 'step', runId, done: run.done, total: run.total, item });
    };
    try {
      for (const part of parts) {
        const before = run.done;
        const onTotal = (total: number): void => {
          run = { ...run, total: before + total };
        };
        results.push(await part({ onStep, onTotal, stop: stop.signal }));
      }
      return this.#end(run, results, summary);
    } catch (thrown) {
      // Where nothing was begun there is nothing to tell but why.
      if (run.done > 0 || results.length > 0) this.#end(run, results, summary, troubleOf(asCleanRoomError(thrown)));
      throw thrown;
    } finally {
      this.#stop = undefined;
    }
  }

  /** Tells what came of a run: everything that was asked for, as far as its jobs have ended, and every other step. */
  #end(run: PanelRun & About, results: readonly PartnerResult[], summary: RunSummary, trouble = ''): string {
    const whole = results.flatMap(({ items }) => items.map(panelItem));
    const known = new Set(whole.map(({ key }) => key));
    const items = [...whole, ...run.items.filter(({ key }) => !known.has(key))];
    const result = { items: results.flatMap((each) => each.items), findings: results.flatMap((each) => each.findings) };
    const message = [summary(result), trouble].filter((part) => part !== '').join(' ');
    const severity = runSeverity(result, trouble !== '');
    this.#latest = { ...run, running: false, message, severity, items };
    this.#tell({ type: 'run', ...this.#latest });
    return message;
  }
}

/** How `Jobs.write` carries out a part of a run. */
export function followed({ onStep, onTotal, stop }: RunFollow): WriteHow<PartnerResult> {
  return {
    // The panel shows it, with a button that stops it.
    shownIn: 'statusBar',
    stop,
    watch: {
      onStep,
      onProgress: ({ phase, total }) => {
        if (phase === 'applying') onTotal(total);
      },
    },
  };
}

/** Why a run has not come to its end. To have declined a later question takes nothing back. */
function troubleOf({ code, sentence }: CleanRoomError): string {
  return code === 'cancelled' ? t('What came after that was not begun.') : sentence;
}
