import type { Command } from 'commander';
import { populateIdMappingTable } from '../core/jobs/populateIdMappingTable.ts';
import { onlyAws } from './chosenConnections.ts';
import { withConnection, type CommonOptions } from './commonOptions.ts';
import { writeAboutPartners } from './partners/runPartnerCommand.ts';
import { writeAnswer } from './partners/writeAnswer.ts';
import { shellWord } from './shellWord.ts';

/** Its name; what it prints with --json has the form of what commands about partners print. */
export const populateCommandName = 'populate';

interface PopulateOptions extends CommonOptions {
  membershipId: string;
  idMappingTableId: string;
}

/** Adds the command that fills an ID mapping table. */
export function addPopulateCommand(program: Command, signal: AbortSignal, setExitCode: (code: number) => void): void {
  const command = withConnection(
    program
      .command(populateCommandName)
      .description('start the ID mapping job that fills an ID mapping table; AWS Entity Resolution charges for it')
      .requiredOption('--membership-id <id>', 'id of the membership')
      .requiredOption('--id-mapping-table-id <id>', 'id of the ID mapping table'),
    { many: false, services: onlyAws, waits: false },
  )
    .option('--json', 'print one JSON object on stdout and nothing else')
    .option('--dry-run', 'print the plan and write nothing, anywhere');
  command.action(async () => {
    const options = command.opts<PopulateOptions>();
    const { membershipId, idMappingTableId } = options;
    setExitCode(
      await writeAboutPartners(
        {
          name: populateCommandName,
          options,
          services: onlyAws,
          answer: writeAnswer(`cleanrooms diagnose ${shellWord(idMappingTableId)}`),
        },
        populateIdMappingTable,
        { membership_id: membershipId, id_mapping_table_id: idMappingTableId },
        signal,
      ),
    );
  });
}
