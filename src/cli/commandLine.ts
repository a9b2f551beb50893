import { Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { configurationFileName } from '../core/config/schema.ts';
import type * as z from 'zod/mini';
import { acceptInvitations } from '../core/jobs/acceptInvitations.ts';
import { addCollaboration } from '../core/jobs/addCollaboration.ts';
import { associateResources } from '../core/jobs/associateResources.ts';
import { initialiseConfiguration } from '../core/jobs/initialiseConfiguration.ts';
import type { ReadingJob, WritingJob } from '../core/jobs/job.ts';
import { listCollaborations } from '../core/jobs/listCollaborations.ts';
import { listInvitations } from '../core/jobs/listInvitations.ts';
import { syncCollaborations } from '../core/jobs/syncCollaborations.ts';
import { verifyCollaborations } from '../core/jobs/verifyCollaborations.ts';
import { runJob, type CommonOptions, type RunFacts } from './runJob.ts';
import { runSandbox, type SandboxCommandOptions } from './runSandbox.ts';

/** What a command's own options hold, beside the common ones. */
interface Options extends CommonOptions {
  associate?: boolean;
  acceptPayment?: boolean;
  membershipId?: string;
  tableIds?: string[];
  roleArn?: string;
  roleName?: string;
  idNamespaceArn?: string;
  idNamespaceName?: string;
  tablePrefix?: string;
  name?: string;
}

/** The program's commands. `setExitCode` is told 0 or 1 by each, `facts` what is known of the run; wrong usage throws. */
export function commandLine(signal: AbortSignal, facts: RunFacts, setExitCode: (code: number) => void): Command {
  const program = new Command('cleanrooms')
    .description('Accept AWS Clean Rooms invitations and make every table usable, without an editor.')
    .version(packageJson.version)
    .showHelpAfterError('(see cleanrooms --help)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Credentials and Region are found as every AWS tool finds them (profiles, SSO, environment, AWS_ENDPOINT_URL).
Exit codes: 0 the wished state is reached, or waits only for a partner; 1 something failed, was left out by a quota,
or is not ready for a reason on our side (each named on stderr); 2 wrong usage or a broken configuration.`,
    );

  /** Adds a command with the common options that runs one job. */
  const job = <Schema extends z.ZodMiniType>(
    command: Command,
    what: ReadingJob<Schema> | WritingJob<Schema>,
    inputOf: (options: Options, args: string[]) => object,
  ): Command => {
    const connected = withConnection(command);
    if (what.kind === 'writing') connected.option('--dry-run', 'print the plan and write nothing, anywhere');
    return connected.action(async (...args: unknown[]) => {
      const options = connected.opts<Options>();
      const words = args.filter((each): each is string => typeof each === 'string');
      setExitCode((await runJob(connected.name(), what, withoutUndefined(inputOf(options, words)), options, signal, facts)) ? 0 : 1);
    });
  };

  job(program.command('invitations').description('list the invitations that wait'), listInvitations, () => ({}));
  job(
    withAcceptance(
      program
        .command('accept')
        .description('accept one invitation and associate what the configuration wishes')
        .argument('<collaboration-id>', 'id of the collaboration'),
    ),
    acceptInvitations,
    (options, [id]) => ({ ...acceptance(options), collaboration_ids: [id] }),
  );
  job(
    withAcceptance(program.command('accept-all').description('accept every invitation of a trusted creator')),
    acceptInvitations,
    acceptance,
  );
  job(
    withAcceptance(
      program
        .command('process-invites')
        .description('accept every invitation of a trusted creator and keep the configuration file up to date (for nightly jobs)'),
    ),
    acceptInvitations,
    (options) => ({ ...acceptance(options), configuration: 'required' }),
  );
  job(
    program
      .command('associate')
      .description('associate tables, their rules and the ID namespace with one membership')
      .requiredOption('--membership-id <id>', 'id of the membership')
      .option('--table-ids <id...>', 'only these configured tables')
      .option('--role-arn <arn>', 'IAM role with which AWS Clean Rooms reads the tables')
      .option('--id-namespace-arn <arn>', 'ID namespace to associate')
      .option('--id-namespace-name <name>', 'name of the ID namespace, and of its association'),
    associateResources,
    (options) => ({
      membership_id: options.membershipId,
      table_ids: options.tableIds?.flatMap((each) => each.split(',')),
      role_arn: options.roleArn,
      id_namespace_arn: options.idNamespaceArn,
      id_namespace_name: options.idNamespaceName,
    }),
  );
  job(
    program.command('sync-all').description('bring every active collaboration of the configuration into the wished state'),
    syncCollaborations,
    () => ({}),
  );
  job(
    program
      .command('init-config')
      .description('make the configuration file from what the account has')
      .option('--role-name <name>', 'IAM role with which AWS Clean Rooms reads the tables')
      .option('--id-namespace-name <name>', 'ID namespace to associate')
      .option('--table-prefix <prefix>', 'only configured tables whose name begins with this'),
    initialiseConfiguration,
    (options) => ({ role_name: options.roleName, id_namespace_name: options.idNamespaceName, table_prefix: options.tablePrefix }),
  );
  job(
    program
      .command('add')
      .description('list a membership in the configuration')
      .requiredOption('--membership-id <id>', 'id of the membership')
      .option('--name <name>', "instead of the collaboration's own name")
      .addOption(new Option('--collaboration-id <id>', 'not needed; read from the service').hideHelp()),
    addCollaboration,
    (options) => ({ membership_id: options.membershipId, name: options.name }),
  );
  job(program.command('list').description('list the collaborations and how much of them is ready'), listCollaborations, () => ({}));
  job(
    program.command('verify').description('check everything and change nothing; exit 1 when a finding is an error'),
    verifyCollaborations,
    () => ({}),
  );

  const sandbox = program
    .command('sandbox')
    .description('run a stand-in of the AWS services on this machine')
    .option('--port <port>', 'port to listen on; 0 for any free one', wholeNumber, 0)
    .option('--scenario <name|file.json>', 'what it starts with', 'inbox')
    .option('--latency-ms <n>', 'added to every answer', wholeNumber, 0)
    .option('--rate <n>', "requests per second per operation (default: the scenario's, 5)", wholeNumber)
    .option('--json', 'print one line of JSON when it is ready');
  sandbox.action(async () => {
    await runSandbox(sandbox.opts<SandboxCommandOptions>(), signal);
  });
  return program;
}

function withConnection(command: Command): Command {
  return command
    .option('--profile <name>', 'AWS profile')
    .option('--region <region>', "AWS Region (default: the configuration's, else as AWS tools find it)")
    .option('--config <file>', `configuration file (default: ${configurationFileName})`)
    .option('--json', 'print one JSON object on stdout and nothing else')
    .option('--wait <seconds>', 'how long to wait for tables to become ready', wholeNumber, 120)
    .option('--timeout <seconds>', 'how long to wait for one answer of the service', wholeNumber, 20)
    .exitOverride();
}

function withAcceptance(command: Command): Command {
  return command
    .option('--no-associate', 'accept only')
    .option('--accept-payment', 'agree to pay where an invitation makes this account a payer')
    .option('--role-arn <arn>', 'IAM role with which AWS Clean Rooms reads the tables');
}

function acceptance({ associate, acceptPayment, roleArn }: Options): object {
  return { associate, accept_payment: acceptPayment, role_arn: roleArn };
}

function withoutUndefined(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('must be a whole number.');
  return number;
}
