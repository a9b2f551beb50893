import { Option, type Command } from 'commander';
import { CleanRoomError } from '../../core/errors.ts';
import { diagnose } from '../../core/jobs/diagnosis/diagnose.ts';
import { nextSteps } from '../../core/jobs/diagnosis/nextSteps.ts';
import { t } from '../../core/text.ts';
import { anyService } from '../chosenConnections.ts';
import { withConnection, type CommonOptions } from '../commonOptions.ts';
import { given } from '../given.ts';
import { diagnosisForm, nextStepsForm } from './diagnosisForm.ts';
import { runDiagnosis } from './runDiagnosis.ts';

/** The names of these commands; what they print with --json is a diagnosis, not a report. */
export const diagnosisCommandNames: readonly string[] = ['diagnose', 'next'];

interface DiagnosisOptions extends CommonOptions {
  room?: string;
}

const help = `
Without --profile, --region or --organisation: the organisation of LIVERAMP_ORGANISATION where that is set, else the AWS
account of the environment.

Exit codes: 0 ready, or waiting only for a partner; 1 not ready, not known, or the connection cannot be used; 2 wrong usage.`;

/** Adds the commands that say what keeps things from working, and what is left to do. They change nothing. */
export function addDiagnosisCommands(program: Command, signal: AbortSignal, setExitCode: (code: number) => void): void {
  const diagnosing = withPlace(
    program
      .command('diagnose')
      .description('say why something does not work: root causes first, each with its evidence and what mends it')
      .argument('[subject]', 'a room, table, ID namespace, question, dataset or partner, by name or id (default: everything)'),
  );
  diagnosing.action(async (subject: string | undefined) => {
    const options = diagnosing.opts<DiagnosisOptions>();
    if (subject?.trim() === '') throw namesNothing();
    if (subject !== undefined && options.allConnections === true) throw inOneOnly(subject);
    setExitCode(
      await runDiagnosis(
        { command: 'diagnose', job: diagnose, input: given({ room: options.room, subject }), options, form: diagnosisForm },
        signal,
      ),
    );
  });

  const listing = withPlace(
    program.command('next').description('list what is left to do before everything works, in order, and who has to do it'),
  );
  listing.action(async () => {
    const options = listing.opts<DiagnosisOptions>();
    setExitCode(
      await runDiagnosis({ command: 'next', job: nextSteps, input: given({ room: options.room }), options, form: nextStepsForm }, signal),
    );
  });
}

function withPlace(command: Command): Command {
  return withConnection(command, { many: true, services: anyService, waits: false })
    .addOption(new Option('--room <room>', 'only in this collaboration or clean room (id, CR- id or name)').conflicts('allConnections'))
    .option('--json', 'print one JSON object on stdout and nothing else')
    .addHelpText('after', help);
}

function inOneOnly(subject: string): CleanRoomError {
  return new CleanRoomError('invalid_input', t('"{0}" is looked for in one connection, not in all.', subject), {
    remedy: t('Name the connection with --profile and --region, or --organisation.'),
  });
}

function namesNothing(): CleanRoomError {
  return new CleanRoomError('invalid_input', t('The name is empty.'), {
    remedy: t('Name what does not work, or leave it out to look at everything.'),
  });
}
