import { Option } from 'commander';
import { configurePartnerPermissions } from '../../core/jobs/partners/configurePartnerPermissions.ts';
import { readPartnerPermissions } from '../../core/jobs/partners/readPartnerPermissions.ts';
import { leverSentence, permissionFlagNames } from '../../core/partners/permissionFlags.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { shellWord } from '../shellWord.ts';
import { emptySelection } from './emptySelection.ts';
import { flagOption, grantInput, type GrantOptions } from './grantInput.ts';
import { given } from '../given.ts';
import { type PartnerProgram } from './partnerProgram.ts';
import { permissionsAnswer } from './permissionsAnswer.ts';
import { readAboutPartners, writeAboutPartners } from './runPartnerCommand.ts';
import { writeAnswer } from './writeAnswer.ts';

/** Commands about what partners may do. */
export function addPermissionCommands(program: PartnerProgram): void {
  program.does(
    program
      .command('permissions', 'show who may do what in a clean room')
      .requiredOption('--room <room>', 'the clean room (id, CR- id or name)')
      .option('--shares', 'also which results go to which partner'),
    ({ command, name, signal }) => {
      const options = command.opts<CommonOptions & { room: string; shares?: boolean }>();
      return readAboutPartners(
        { name, options, answer: permissionsAnswer },
        readPartnerPermissions,
        given({ room: options.room, with_result_shares: options.shares }),
        signal,
      );
    },
  );

  const grant = program
    .command('grant', 'set what partners may do; only what differs is changed, and read back', { writes: true })
    .addHelpText(
      'after',
      `
What closes something that partners have, or opens EDIT, VIEW_CODE, CLONE or DELETE to all partners (full_access, admin,
analyst), wants --yes. Questions or datasets of which none is found change nothing: exit code 2.`,
    )
    .requiredOption('--room <room>', 'the clean room (id, CR- id or name)')
    .option('--template <name>', 'full_access, analyst, viewer, admin, restricted, or one of clean-rooms/partners.json')
    .option('--questions <question...>', 'only these questions (ids, CRQ- ids or names)')
    .option('--no-questions', 'leave questions as they are')
    .option('--datasets <dataset...>', 'only these datasets')
    .option('--no-datasets', 'leave datasets as they are')
    .option('--partners <partner...>', 'roles only for users of these partners')
    .option('--no-partners', 'leave roles as they are')
    .addOption(new Option('--role <role>', 'the role that users of partners are to have').conflicts('template'))
    .option('--user-role <email=role...>', 'the role of single users')
    .option('--changes <file>', 'single changes as JSON (see deploy/README.md); - for stdin')
    .option('--keep-on-room', 'keep the template on the clean room: questions that differ later are findings');
  for (const flag of permissionFlagNames)
    grant.addOption(
      new Option(flagOption(flag), `instead of a template, what is open (all others are closed): ${leverSentence(flag)}`).conflicts(
        'template',
      ),
    );
  program.does(grant, async ({ command, name, signal }) => {
    const options = command.opts<GrantOptions>();
    return writeAboutPartners(
      { name, options, answer: writeAnswer(`cleanrooms partners permissions --room ${shellWord(options.room)}`) },
      configurePartnerPermissions,
      await grantInput(options),
      signal,
      { refusal: (result) => emptySelection(options, result) },
    );
  });
}
