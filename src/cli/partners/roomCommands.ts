import { Option } from 'commander';
import { createCleanRoom } from '../../core/jobs/partners/createCleanRoom.ts';
import { listCleanRooms } from '../../core/jobs/partners/listCleanRooms.ts';
import { listPartners } from '../../core/jobs/partners/listPartners.ts';
import { listQuestionRuns } from '../../core/jobs/partners/listQuestionRuns.ts';
import { cleanRoomClouds, cleanRoomFeatures, cleanRoomRegions, cleanRoomTypes } from '../../core/model/cleanRoom.ts';
import { onlyLiveRamp } from '../chosenConnections.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { inviteesOf, noteOf, withNoteOptions, type NoteOptions } from './invitees.ts';
import { given } from '../given.ts';
import { roomOption, type PartnerProgram } from './partnerProgram.ts';
import { partnersAnswer } from './partnersAnswer.ts';
import { roomsAnswer } from './roomsAnswer.ts';
import { readAboutPartners, writeAboutPartners } from './runPartnerCommand.ts';
import { runsAnswer } from './runsAnswer.ts';
import { writeAnswer } from './writeAnswer.ts';

interface NewRoomOptions extends CommonOptions, NoteOptions {
  name: string;
  region: string;
  subRegion?: string;
  cloud: string;
  type?: string;
  description?: string;
  start?: string;
  end?: string;
  features?: string[];
  invite?: string[];
  inviteFile?: string;
}

/** Commands about clean rooms, who takes part in them, and what is run in them. */
export function addRoomCommands(program: PartnerProgram): void {
  program.does(
    program.command('rooms', 'list the clean rooms, ours and those that others share with us', { many: true }),
    ({ command, name, signal }) => {
      const options = command.opts<CommonOptions>();
      return readAboutPartners({ name, options, answer: roomsAnswer }, listCleanRooms, {}, signal);
    },
  );

  program.does(
    program.command('list', 'list who takes part, with users and roles', { many: true }).addOption(roomOption()),
    ({ command, name, signal }) => {
      const options = command.opts<CommonOptions & { room?: string }>();
      return readAboutPartners({ name, options, answer: partnersAnswer }, listPartners, given({ room: options.room }), signal);
    },
  );

  program.does(
    program
      .command('runs', 'list the runs of a question', { services: onlyLiveRamp })
      .requiredOption('--question <question>', 'the question (id, CRQ- id or name)')
      .option('--room <room>', 'where to look for it (default: in every clean room)')
      .option('--audit', 'also what the service wrote down about each run'),
    ({ command, name, signal }) => {
      const options = command.opts<CommonOptions & { question: string; room?: string; audit?: boolean }>();
      return readAboutPartners(
        { name, options, services: onlyLiveRamp, answer: runsAnswer },
        listQuestionRuns,
        given({ question: options.question, room: options.room, with_audit: options.audit }),
        signal,
      );
    },
  );

  program.does(
    withNoteOptions(
      program
        .command('create-room', 'make a clean room and, in the same go, invite partners', { writes: true, services: onlyLiveRamp })
        .requiredOption('--name <name>', 'its name')
        .addOption(
          new Option('--region <region>', `where its data is kept: ${wordsOf(cleanRoomRegions, 'REGION_')}`)
            .argParser(prefixed('REGION_'))
            .makeOptionMandatory(),
        )
        .option('--sub-region <name>', 'where the Region has parts of its own')
        .addOption(new Option('--cloud <cloud>', wordsOf(cleanRoomClouds, 'CLOUD_')).argParser(prefixed('CLOUD_')).makeOptionMandatory())
        .addOption(new Option('--type <type>', 'what it runs on').choices(cleanRoomTypes).default('Hybrid'))
        .option('--description <text>', 'what it is for')
        .option('--start <yyyy-mm-dd>', 'its first day (default: today)')
        .option('--end <yyyy-mm-dd>', 'its last day')
        .addOption(new Option('--features <feature...>', 'what is switched on').choices(cleanRoomFeatures))
        .option('--invite <address...>', 'partners to invite, as of "partners invite"')
        .option('--invite-file <file>', 'a list or CSV file of them; - for stdin'),
    ),
    async ({ command, name, signal }) => {
      const { region, ...options } = command.opts<NewRoomOptions>();
      const invitations = await inviteesOf(options.invite?.flatMap((each) => each.split(',')) ?? [], options.inviteFile);
      const input = given({
        name: options.name,
        region,
        sub_region: options.subRegion,
        cloud: options.cloud,
        type: options.type,
        description: options.description,
        start_at: options.start,
        end_at: options.end,
        features: options.features,
        ...(invitations.length === 0 ? {} : { invitations }),
        ...(await noteOf(options)),
      });
      const answer = writeAnswer('cleanrooms partners rooms');
      return writeAboutPartners({ name, options, services: onlyLiveRamp, answer }, createCleanRoom, input, signal);
    },
  );
}

/** `EU` for `REGION_EU`: the words of the API, also without what they all begin with. */
function prefixed(prefix: string): (word: string) => string {
  return (word) => (word.toUpperCase().startsWith(prefix) ? word.toUpperCase() : `${prefix}${word.toUpperCase()}`);
}

function wordsOf(names: readonly string[], prefix: string): string {
  return names.map((name) => name.slice(prefix.length)).join(', ');
}
