import { Command, Option } from 'commander';
import type * as z from 'zod/mini';
import packageJson from '../../package.json' with { type: 'json' };
import { acceptInvitations } from '../core/jobs/acceptInvitations.ts';
import { addCollaboration } from '../core/jobs/addCollaboration.ts';
import { associateResources } from '../core/jobs/associateResources.ts';
import { initialiseConfiguration } from '../core/jobs/initialiseConfiguration.ts';
import type { ReadingJob, WritingJob } from '../core/jobs/job.ts';
import { listCollaborations } from '../core/jobs/listCollaborations.ts';
import { listInvitations } from '../core/jobs/listInvitations.ts';
import { repairCollaborations } from '../core/jobs/repairCollaborations.ts';
import { syncCollaborations } from '../core/jobs/syncCollaborations.ts';
import { verifyConnection } from '../core/jobs/verifyConnection.ts';
import { withAlertOptions, type AlertOptions } from './alerting.ts';
import { anyService, onlyAws, type Services } from './chosenConnections.ts';
import { columns } from './columns.ts';
import { withConnection, type CommonOptions } from './commonOptions.ts';
import { addDiagnosisCommands } from './diagnosis/diagnosisCommands.ts';
import { duration } from './duration.ts';
import { given } from './given.ts';
import { addPartnerCommands } from './partners/partnerCommands.ts';
import { addPopulateCommand } from './populateCommand.ts';
import { runJob } from './runJob.ts';
import { runMcp, type McpOptions } from './runMcp.ts';
import { reportFormats, runReport, type ReportOptions } from './runReport.ts';
import { runSandbox, scenarioNames, type SandboxCommandOptions } from './runSandbox.ts';
import { runWatch, type WatchOptions } from './runWatch.ts';
import { wholeNumber } from './wholeNumber.ts';

/** What a command's own options hold, beside the common ones. */
interface Options extends CommonOptions, AlertOptions {
  associate?: boolean;
  acceptPayment?: boolean;
  membershipId?: string | string[];
  tableIds?: string[];
  roleArn?: string;
  roleName?: string;
  idNamespaceArn?: string;
  idNamespaceName?: string;
  tablePrefix?: string;
  name?: string;
  subjectId?: string[];
  widenReceivers?: boolean;
  includeOwned?: boolean;
}

/** What a command can do beyond running its job once against one account. */
interface Abilities {
  /** It can run against every connection of the configuration. */
  many?: boolean;
  /** It may delete, and so only plans until --yes is given. */
  wantsYes?: boolean;
  /** It can say what asks for a person. */
  alerts?: boolean;
  /** AWS alone where nothing is said. */
  services?: Services;
}

/** The program's commands. `setExitCode` is told by each how it ended; wrong usage throws. */
export function commandLine(signal: AbortSignal, setExitCode: (code: number) => void): Command {
  const program = new Command('cleanrooms')
    .description('Accept AWS Clean Rooms invitations, make every table usable, manage partners, and say why something does not work.')
    .version(packageJson.version)
    .showHelpAfterError('(see cleanrooms --help)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Credentials and Region are found as every AWS tool finds them (profiles, SSO, environment, AWS_ENDPOINT_URL).
Exit codes: 0 the wished state is reached, or waits only for a partner; 1 something failed, was left out by a quota,
or is not ready for a reason on our side (each named on stderr); 2 wrong usage or a broken configuration;
3 with --alerts: the wished state is reached, but something asks for a person. Of several accounts the worst counts
(0, 3, 1, 2).`,
    );

  /** Adds a command with the common options that runs one job. */
  const job = <Schema extends z.ZodMiniType>(
    command: Command,
    what: ReadingJob<Schema> | WritingJob<Schema>,
    inputOf: (options: Options, args: string[]) => object,
    { many = false, wantsYes = false, alerts = false, services = onlyAws }: Abilities = {},
  ): Command => {
    const connected = withConnection(command, { many, services }).option('--json', 'print one JSON object on stdout and nothing else');
    if (alerts) withAlertOptions(connected);
    if (what.kind === 'writing') connected.option('--dry-run', 'print the plan and write nothing, anywhere');
    return connected.action(async (...args: unknown[]) => {
      const options = connected.opts<Options>();
      const words = args.filter((each): each is string => typeof each === 'string');
      const input = given(inputOf(options, words));
      setExitCode(await runJob({ command: connected.name(), job: what, input, options, wantsYes, services }, signal));
    });
  };

  job(program.command('invitations').description('list the invitations that wait'), listInvitations, () => ({}), {
    many: true,
  });
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
    { many: true },
  );
  job(
    withAcceptance(
      program
        .command('process-invites')
        .description('accept every invitation of a trusted creator and keep the configuration file up to date (for nightly jobs)'),
    ),
    acceptInvitations,
    (options) => ({ ...acceptance(options), configuration: 'required' }),
    { many: true, alerts: true },
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
    { many: true, alerts: true },
  );
  job(
    program
      .command('repair')
      .description('put right what a sync leaves alone: names, rules, receivers, providers; deletes where it has to')
      .addOption(
        new Option('--membership-id <id...>', 'only in these memberships (default: those of the configuration)').conflicts(
          'allConnections',
        ),
      )
      .addOption(new Option('--subject-id <id...>', 'only these associations and configured tables').conflicts('allConnections'))
      .option('--widen-receivers', 'also let members receive results whom a rule leaves out, perhaps on purpose')
      .option('--include-owned', 'also what carries the tags of another tool, such as Terraform')
      .option('--yes', 'carry the plan out; without it nothing is changed'),
    repairCollaborations,
    ({ membershipId, subjectId, widenReceivers, includeOwned }) => ({
      membership_ids: membershipId,
      subject_ids: subjectId,
      widen_receivers: widenReceivers,
      include_owned: includeOwned,
    }),
    { many: true, wantsYes: true },
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
  job(program.command('list').description('list the collaborations and how much of them is ready'), listCollaborations, () => ({}), {
    many: true,
  });
  job(
    program.command('verify').description('check everything and change nothing; exit 1 when a finding is an error'),
    verifyConnection,
    () => ({}),
    { many: true, alerts: true, services: anyService },
  );

  addPopulateCommand(program, signal, setExitCode);
  addDiagnosisCommands(program, signal, setExitCode);

  const report = withConnection(program.command('report'), { many: true })
    .description('write what the accounts have in their collaborations: tables, rules, receivers, members, findings')
    .addOption(new Option('--format <format>', 'how it is written').choices(reportFormats).default('md'))
    .option('--out <file>', 'write it to a file instead of stdout')
    .option('--all', 'also memberships that the configuration does not list');
  report.action(async () => {
    setExitCode(await runReport(report.opts<ReportOptions>(), signal));
  });

  const watch = withAlertOptions(withConnection(program.command('watch'), { many: true, services: anyService }))
    .description('verify again and again and say what has changed; Ctrl-C ends with the exit code of the last round')
    .addOption(
      new Option('--interval <time>', 'pause between rounds, such as 90s, 15m or 1h').argParser(duration).default(duration('15m'), '15m'),
    )
    .option('--json', 'print one line of JSON for each round and nothing else');
  watch.action(async () => {
    setExitCode(await runWatch(watch.opts<WatchOptions>(), signal));
  });

  const mcp = withConnection(program.command('mcp'), { many: true, services: anyService })
    .description('serve the tools to an agent: a Model Context Protocol server on stdin and stdout')
    .option('--allow-writes', 'let tools change something, each after its plan has been agreed to; without it the server only reads');
  mcp.action(() => runMcp(mcp.opts<McpOptions>(), signal));

  addPartnerCommands(program, signal, setExitCode);

  const sandbox = program
    .command('sandbox')
    .description('run a stand-in of AWS and LiveRamp Clean Room on this machine')
    .option('--port <port>', 'port to listen on; 0 for any free one', wholeNumber, 0)
    .option('--scenario <name|file.json>', 'what it starts with', 'inbox')
    .option('--latency-ms <n>', 'added to every answer', wholeNumber, 0)
    .option('--rate <n>', "requests per second per operation (default: the scenario's, 5)", wholeNumber)
    .option('--json', 'print one line of JSON when it is ready')
    .addHelpText('after', () =>
      ['', 'Scenarios:', ...columns(Object.entries(scenarioNames).map(([name, what]) => [`  ${name}`, what]))].join('\n'),
    );
  sandbox.action(async () => {
    await runSandbox(sandbox.opts<SandboxCommandOptions>(), signal);
  });
  // Those of `partners` name theirs themselves.
  for (const command of program.commands.filter(({ commands }) => commands.length === 0))
    command.showHelpAfterError(`(see cleanrooms ${command.name()} --help)`);
  return program;
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
