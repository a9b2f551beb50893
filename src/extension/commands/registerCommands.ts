import * as vscode from 'vscode';
import { showError } from '../log.ts';
import type { Workbench } from '../workbench.ts';
import { targetOf, type CommandTarget } from './commandTarget.ts';

type Command = (workbench: Workbench, target: CommandTarget) => Promise<void>;

/** A command whose code is loaded when it is first called. */
function later<Name extends string>(load: () => Promise<Record<Name, Command>>, name: Name): Command {
  return async (workbench, target) => (await load())[name](workbench, target);
}
const connections = (): Promise<typeof import('./connectionCommands.ts')> => import('./connectionCommands.ts');
const coverage = (): Promise<typeof import('./coverageCommands.ts')> => import('./coverageCommands.ts');
const reports = (): Promise<typeof import('./reportCommands.ts')> => import('./reportCommands.ts');
const items = (): Promise<typeof import('./itemCommands.ts')> => import('./itemCommands.ts');
const jobs = (): Promise<typeof import('./jobCommands.ts')> => import('./jobCommands.ts');
const organisations = (): Promise<typeof import('./organisationCommands.ts')> => import('./organisationCommands.ts');
const diagnoses = (): Promise<typeof import('./diagnosisCommands.ts')> => import('./diagnosisCommands.ts');
const assistantLog = (): Promise<typeof import('./assistantLogCommands.ts')> => import('./assistantLogCommands.ts');
const partners = (): Promise<typeof import('./partnerCommands.ts')> => import('./partnerCommands.ts');

/** Every command, by the id under which package.json contributes it. */
export const commands: Readonly<Record<string, Command>> = {
  'cleanRooms.addAwsAccount': later(connections, 'addAwsAccount'),
  'cleanRooms.trySandbox': later(connections, 'trySandbox'),
  'cleanRooms.tryScenario': later(connections, 'tryScenario'),
  'cleanRooms.refresh': later(connections, 'refresh'),
  'cleanRooms.removeConnection': later(connections, 'removeConnection'),
  'cleanRooms.acceptInvitation': later(jobs, 'acceptInvitation'),
  'cleanRooms.acceptAllInvitations': later(jobs, 'acceptAllInvitations'),
  'cleanRooms.associateResources': later(jobs, 'associate'),
  'cleanRooms.syncCollaboration': later(jobs, 'syncCollaboration'),
  'cleanRooms.syncAll': later(jobs, 'syncAll'),
  'cleanRooms.syncAllAccounts': later(jobs, 'syncAllAccounts'),
  'cleanRooms.repair': later(jobs, 'repair'),
  'cleanRooms.openCoverage': later(coverage, 'openCoverage'),
  'cleanRooms.exportReport': later(reports, 'exportReport'),
  'cleanRooms.previewSync': later(jobs, 'previewSync'),
  'cleanRooms.verify': later(jobs, 'verify'),
  'cleanRooms.fix': later(jobs, 'fix'),
  'cleanRooms.initialiseConfiguration': later(jobs, 'initialise'),
  'cleanRooms.addToConfiguration': later(jobs, 'addToConfiguration'),
  'cleanRooms.addLiveRampOrganisation': later(organisations, 'addLiveRampOrganisation'),
  'cleanRooms.enterSecret': later(organisations, 'enterSecret'),
  'cleanRooms.openInvitations': later(partners, 'openInvitations'),
  'cleanRooms.openPermissions': later(partners, 'openPermissions'),
  'cleanRooms.openOnboarding': later(partners, 'openOnboarding'),
  'cleanRooms.showFinding': later(partners, 'showFinding'),
  'cleanRooms.cancelInvitation': later(partners, 'cancelInvitation'),
  'cleanRooms.resendInvitation': later(partners, 'resendInvitation'),
  'cleanRooms.copyReminder': later(partners, 'copyText'),
  'cleanRooms.diagnose': later(diagnoses, 'diagnose'),
  'cleanRooms.nextSteps': later(diagnoses, 'nextSteps'),
  'cleanRooms.explain': later(diagnoses, 'explain'),
  'cleanRooms.runOffer': later(diagnoses, 'runOffer'),
  'cleanRooms.showReadings': later(diagnoses, 'showReadings'),
  'cleanRooms.openAssistantLog': later(assistantLog, 'openAssistantLog'),
  'cleanRooms.exportAssistantLog': later(assistantLog, 'exportAssistantLog'),
  'cleanRooms.deleteAssistantLog': later(assistantLog, 'deleteAssistantLog'),
  'cleanRooms.openInConsole': later(items, 'openInConsole'),
  'cleanRooms.copyId': later(items, 'copyId'),
  'cleanRooms.showAuditLog': later(items, 'showAuditLog'),
  'cleanRooms.applyPlan': ({ plans }, { document }) => {
    plans.answer(document, true);
    return Promise.resolve();
  },
  'cleanRooms.discardPlan': ({ plans }, { document }) => {
    plans.answer(document, false);
    return Promise.resolve();
  },
  'cleanRooms.showLog': ({ log }) => {
    log.show();
    return Promise.resolve();
  },
};

/** Registers the commands. What goes wrong in one is shown to the person and ends there. */
export function registerCommands(workbench: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, command]) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        try {
          await command(workbench, targetOf(argument));
        } catch (thrown) {
          showError(thrown, workbench.log);
        }
      }),
    ),
  );
}
