import { Option } from 'commander';
import { CleanRoomError } from '../../core/errors.ts';
import { cancelPartnerInvitations } from '../../core/jobs/partners/cancelPartnerInvitations.ts';
import { invitePartners } from '../../core/jobs/partners/invitePartners.ts';
import { listPartnerInvitations } from '../../core/jobs/partners/listPartnerInvitations.ts';
import { resendPartnerInvitations } from '../../core/jobs/partners/resendPartnerInvitations.ts';
import { t } from '../../core/text.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { shellWord } from '../shellWord.ts';
import { invitationsAnswer } from './invitationsAnswer.ts';
import { inviteesOf, noteOf, withNoteOptions, type NoteOptions } from './invitees.ts';
import { given } from '../given.ts';
import { roomOption, type PartnerProgram } from './partnerProgram.ts';
import { remindersAnswer } from './remindersAnswer.ts';
import { readAboutPartners, writeAboutPartners } from './runPartnerCommand.ts';
import { writeAnswer } from './writeAnswer.ts';

interface RoomOptions extends CommonOptions {
  room: string;
}

interface InviteOptions extends RoomOptions, NoteOptions {
  file?: string;
  name?: string;
  abilities?: string[];
}

interface SomeOptions extends RoomOptions, NoteOptions {
  allPending?: boolean;
}

/** Commands about the invitations that our side sends. */
export function addInvitationCommands(program: PartnerProgram): void {
  program.does(
    program
      .command('invitations', 'list the invitations that were sent, with status and age', { many: true })
      .addOption(roomOption())
      .option('--pending', 'only those that still wait for an answer')
      .option('--history', 'also what this machine has done about each'),
    ({ command, name, signal }) => {
      const options = command.opts<CommonOptions & { room?: string; pending?: boolean; history?: boolean }>();
      return readAboutPartners(
        { name, options, answer: invitationsAnswer(options.history === true) },
        listPartnerInvitations,
        given({ room: options.room, pending_only: options.pending }),
        signal,
      );
    },
  );

  program.does(
    withNoteOptions(
      program
        .command('invite [address...]', 'invite partners; who is invited or takes part already is left out', { writes: true })
        .requiredOption('--room <room>', 'the clean room (id, CR- id or name)')
        .option('--file <file>', 'a list or CSV file of addresses; - for stdin')
        .option('--name <name>', 'what the one partner is called; AWS wants it')
        .addOption(
          new Option('--abilities <ability...>', 'AWS: what the new members may do').choices([
            'CAN_RECEIVE_RESULTS',
            'CAN_EXPORT_QUERY_ANALYSIS_LOG',
          ]),
        ),
    ),
    async ({ command, words, name, signal }) => {
      const options = command.opts<InviteOptions>();
      const input = { room: options.room, invitations: await wishedInvitations(options, words), ...(await noteOf(options)) };
      return writeAboutPartners({ name, options, answer: writeAnswer(nextAfter(options.room)) }, invitePartners, input, signal);
    },
  );

  program.does(
    program
      .command('cancel [invitation...]', 'take invitations back (ids or addresses)', { writes: true })
      .requiredOption('--room <room>', 'the clean room (id, CR- id or name)')
      .option('--all-pending', 'every one that still waits for an answer'),
    ({ command, words, name, signal }) => {
      const options = command.opts<SomeOptions>();
      return writeAboutPartners({ name, options, answer: writeAnswer('') }, cancelPartnerInvitations, someOf(options, words), signal, {
        alwaysWantsYes: true,
      });
    },
  );

  program.does(
    withNoteOptions(
      program
        .command('resend [invitation...]', 'cancel invitations and invite again; no service can send one a second time', { writes: true })
        .requiredOption('--room <room>', 'the clean room (id, CR- id or name)')
        .option('--all-pending', 'every one that still waits for an answer'),
    ),
    async ({ command, words, name, signal }) => {
      const options = command.opts<SomeOptions>();
      return writeAboutPartners(
        { name, options, answer: writeAnswer(nextAfter(options.room)) },
        resendPartnerInvitations,
        { ...someOf(options, words), ...(await noteOf(options)) },
        signal,
        { alwaysWantsYes: true },
      );
    },
  );

  program.does(
    program
      .command('remind [address...]', 'print mails that remind: those that are due, or to the addresses that are named', { many: true })
      .addOption(roomOption()),
    ({ command, words, name, signal }) => {
      const options = command.opts<CommonOptions & { room?: string }>();
      return readAboutPartners(
        { name, options, answer: remindersAnswer(words) },
        listPartnerInvitations,
        given({ room: options.room }),
        signal,
      );
    },
  );
}

async function wishedInvitations({ file, name, abilities }: InviteOptions, words: readonly string[]): Promise<object[]> {
  const invitations = await inviteesOf(words, file);
  if (invitations.length === 0)
    throw new CleanRoomError('invalid_input', t('Nobody is named.'), { remedy: t('Give addresses, or a list with --file.') });
  if (name !== undefined && invitations.length > 1)
    throw new CleanRoomError('invalid_input', t('--name is for one partner, and {0} are named.', invitations.length), {
      remedy: t('Write each as "Name <address>", or in a CSV file with the columns name and address.'),
    });
  return invitations.map((each) => given({ ...each, partner_name: name ?? each.partner_name, abilities }));
}

/** Nobody cancels all by leaving the addresses away. */
function someOf({ room, allPending }: SomeOptions, words: readonly string[]): object {
  if ((allPending === true) === words.length > 0)
    throw new CleanRoomError('invalid_input', t('It is not said which invitations are meant.'), {
      remedy: t('Name them by id or address, or give --all-pending and no names.'),
    });
  return { room, ...(words.length === 0 ? {} : { invitations: [...words] }) };
}

function nextAfter(room: string): string {
  return `cleanrooms partners invitations --room ${shellWord(room)}`;
}
