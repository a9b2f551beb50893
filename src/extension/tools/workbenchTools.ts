import * as vscode from 'vscode';
import { escapeMarkdown } from '../../core/assistant/escapeMarkdown.ts';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import type { AnyIntention } from '../../core/jobs/job.ts';
import { numberOfChanges } from '../../core/jobs/runner.ts';
import { answerJson, type ToolAnswer } from '../../core/tools/answer.ts';
import { errorAnswer } from '../../core/tools/answers/errorAnswer.ts';
import { planAnswer } from '../../core/tools/answers/planAnswer.ts';
import { tools } from '../../core/tools/catalogue.ts';
import { planIdentity } from '../../core/tools/planIdentity.ts';
import { planWords } from '../../core/tools/planWords.ts';
import type { Tool, ToolJobs, WritingWork } from '../../core/tools/tool.ts';
import { chooseConnection, connectionsAnswer, type ToolConnection } from '../../core/tools/toolConnection.ts';
import { ToolRefusal } from '../../core/tools/toolRefusal.ts';
import { cancellation } from '../cancellation.ts';
import type { Account } from '../connections/account.ts';
import { plainMessage } from '../plainMessage.ts';
import type { Workbench } from '../workbench.ts';
import { accountJobs, titleOf } from './accountJobs.ts';

/**
 * The tools behind `vscode.lm`. What changes something is planned before VS Code asks the person, who sees the plan; it is
 * carried out only where the plan that is made then is the one that was shown.
 */
export class WorkbenchTools {
  readonly #workbench: Workbench;
  /** The newest plan that was shown for a tool and its input. Agreeing to it uses it up. */
  readonly #shown = new Map<string, string>();

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** What VS Code tells and asks the person before it invokes the tool. What goes wrong here is told by the invocation. */
  async prepare(name: string, input: object, token: vscode.CancellationToken): Promise<vscode.PreparedToolInvocation> {
    const { title } = toolOf(name);
    const prepared = { invocationMessage: vscode.l10n.t('{0} …', title) };
    const cancelling = cancellation(token);
    try {
      this.#shown.delete(keyOf(name, input));
      const { work, jobs } = this.#begin(name, input, cancelling.signal);
      if (work.kind !== 'writing' || work.dryRun) return prepared;
      const intention = await work.plan(jobs());
      this.#shown.set(keyOf(name, input), planIdentity(work, intention));
      return hasNothingToDo(intention) ? prepared : { ...prepared, confirmationMessages: confirmation(intention) };
    } catch (thrown) {
      this.#workbench.log.debug(`${name}: ${asCleanRoomError(thrown).sentence}`);
      return prepared;
    } finally {
      cancelling.end();
    }
  }

  /** Raises an error whose message is written for the model. */
  async invoke(name: string, input: object, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
    const cancelling = cancellation(token);
    try {
      const answer = await this.#answer(name, input, cancelling.signal);
      if (answer.isError === true) throw new Error(partsOf(answer).join('\n'));
      return new vscode.LanguageModelToolResult(partsOf(answer).map((part) => new vscode.LanguageModelTextPart(part)));
    } finally {
      cancelling.end();
    }
  }

  async #answer(name: string, input: object, signal: AbortSignal): Promise<ToolAnswer> {
    try {
      const { wanted, work, jobs } = this.#begin(name, input, signal);
      switch (work.kind) {
        case 'connections':
          return connectionsAnswer(this.#connections(), wanted);
        case 'reading':
          return await work.read(jobs());
        case 'writing': {
          if (!work.dryRun) return await this.#write(keyOf(name, input), work, jobs());
          return planAnswer(await work.plan(jobs()), { next: vscode.l10n.t('Call it without dryRun to have it done.'), notes: work.notes });
        }
      }
    } catch (thrown) {
      return errorAnswer(thrown);
    }
  }

  async #write(key: string, work: WritingWork, jobs: ToolJobs): Promise<ToolAnswer> {
    const shown = this.#shown.get(key);
    this.#shown.delete(key);
    // Where no plan could be made before, this says why.
    if (shown === undefined) await work.plan(jobs);
    const refused = { other: shown === undefined };
    try {
      if (shown === undefined) throw otherPlan();
      return await work.write(jobs, (intention) => {
        refused.other = planIdentity(work, intention) !== shown;
        return Promise.resolve(!refused.other);
      });
    } catch (thrown) {
      throw refused.other ? otherPlan() : asCleanRoomError(thrown);
    }
  }

  #begin(
    name: string,
    input: object,
    signal: AbortSignal,
  ): { wanted: string | undefined; work: ReturnType<Tool['asked']>['work']; jobs: () => ToolJobs } {
    const tool = toolOf(name);
    const { connection: wanted, work } = tool.asked(input);
    if (work.kind === 'writing' && !vscode.workspace.isTrusted)
      throw new ToolRefusal(
        'not_permitted',
        vscode.l10n.t('This workspace is not trusted: tools only read here.'),
        vscode.l10n.t('Do not call again; the person can trust the workspace.'),
      );
    return {
      wanted,
      work,
      jobs: () => accountJobs(this.#workbench, chooseConnection(this.#connections(), wanted).of, titleOf(tool.title), signal),
    };
  }

  #connections(): (ToolConnection & { of: Account })[] {
    return this.#workbench.accounts.all.map((of) => {
      const { accountId, region, sandbox } = of.place;
      return { of, name: of.settings.name, service: of.settings.service, account: accountId, region, sandbox };
    });
  }
}

function toolOf(name: string): Tool {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) throw new CleanRoomError('not_found', vscode.l10n.t('There is no tool {0}.', name));
  return tool;
}

function otherPlan(): ToolRefusal {
  return new ToolRefusal(
    'invalid_state',
    vscode.l10n.t('What would be done is not what the person agreed to: things have changed since. Nothing was changed.'),
    vscode.l10n.t('Call the tool again with the same input; the person is asked with the new plan.'),
  );
}

function hasNothingToDo({ plan, files }: AnyIntention): boolean {
  return numberOfChanges(plan) === 0 && files.length === 0;
}

/** The plan for VS Code's own confirmation: words of others are text in it, never links, images or commands. */
function confirmation(intention: AnyIntention): vscode.LanguageModelToolConfirmationMessages {
  const { title, lines } = planWords(intention);
  const message = new vscode.MarkdownString();
  // appendText would leave bare addresses to become links.
  for (const line of lines) message.appendMarkdown(`${escapeMarkdown(line)}\n\n`);
  return { title: plainMessage(title), message };
}

/** The summary, then everything else as JSON. */
function partsOf(answer: ToolAnswer): string[] {
  const { summary: _summary, ...data } = answerJson(answer);
  return [answer.summary, JSON.stringify(data)];
}

function keyOf(name: string, input: object): string {
  return JSON.stringify([name, input]);
}
