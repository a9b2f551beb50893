import { Option, type Command } from 'commander';
import { CleanRoomError } from '../../core/errors.ts';
import { advanceOnboarding } from '../../core/jobs/onboarding/advanceOnboarding.ts';
import { onboardingStatus } from '../../core/jobs/onboarding/onboardingStatus.ts';
import { startOnboarding } from '../../core/jobs/onboarding/startOnboarding.ts';
import { cleanRoomClouds, cleanRoomTypes } from '../../core/model/cleanRoom.ts';
import { t } from '../../core/text.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { wholeNumber } from '../wholeNumber.ts';
import { inviteesOf, noteOf, withNoteOptions, type NoteOptions } from './invitees.ts';
import { onboardWords } from './onboardWords.ts';
import { onboardingAnswer } from './onboardingAnswer.ts';
import { given } from '../given.ts';
import { type PartnerProgram } from './partnerProgram.ts';
import { readAboutPartners, writeAboutPartners } from './runPartnerCommand.ts';
import { writeAnswer } from './writeAnswer.ts';

interface StartOptions extends CommonOptions, NoteOptions {
  room: string;
  file?: string;
  name?: string;
  flow?: string;
  template?: string;
  followUpDays?: string[];
  roomType?: string;
  roomCloud?: string;
}

/** Which engagements a command is about. */
interface ChoiceOptions extends CommonOptions {
  room?: string;
  partners?: string[];
}

interface AdvanceOptions extends ChoiceOptions {
  day?: number;
  override?: string;
}

/** `cleanrooms partners onboard …`: the steps of the wizard, one command each. */
export function addOnboardCommands(program: PartnerProgram): void {
  const onboard = program.below('onboard', 'bring partners on board, step by step; each has a file in clean-rooms/onboarding');
  onboard.does(
    withNoteOptions(
      onboard
        .command('start [address...]', 'begin: write a file for each partner; nothing is sent yet', { writes: true })
        .requiredOption('--room <room>', 'the clean room (id, CR- id or name)')
        .option('--file <file>', 'a list or CSV file of addresses; - for stdin')
        .option('--name <name>', 'what the one partner is called; AWS wants it')
        .option('--flow <flow>', 'standard, media, retail, agency, or one of clean-rooms/partners.json')
        .option('--template <name>', "a permission template instead of the flow's")
        .option('--follow-up-days <day...>', 'days after the invitation on which an answer is asked after')
        .addOption(new Option('--room-type <type>', 'LiveRamp: so that the guidance fits').choices(cleanRoomTypes))
        .addOption(new Option('--room-cloud <cloud>', 'LiveRamp: so that the guidance fits').choices(cleanRoomClouds)),
    ),
    async ({ command, words, name, signal }) => {
      const options = command.opts<StartOptions>();
      const answer = writeAnswer('cleanrooms partners onboard status');
      return writeAboutPartners({ name, options, answer }, startOnboarding, await startInput(options, words), signal);
    },
  );

  onboard.does(
    withChoice(onboard.command('status [id...]', 'show where partners stand and what to do next', { many: true }))
      .option('--checks', 'also run the checks now')
      .option('--details', 'also steps, checks, follow-ups and guidance')
      .option('--all', 'also what was closed'),
    ({ command, words, name, signal }) => {
      const options = command.opts<ChoiceOptions & { checks?: boolean; details?: boolean; all?: boolean }>();
      return readAboutPartners(
        { name, options, answer: onboardingAnswer(options.details === true ? 'guidance' : options.checks === true ? 'steps' : 'none') },
        onboardingStatus,
        given({ ...choiceOf(options, words), with_checks: options.checks, with_closed: options.all === true }),
        signal,
      );
    },
  );

  for (const { word, action, description } of onboardWords) {
    const command = withChoice(onboard.command(`${word} [id...]`, description, { writes: true }));
    if (action === 'follow_up_done') command.addOption(new Option('--day <n>', 'which one').argParser(wholeNumber).makeOptionMandatory());
    if (action === 'activate') command.option('--override <reason>', 'activate although checks fail; the reason is written down');
    onboard.does(command, ({ words, name, signal }) => {
      const options = command.opts<AdvanceOptions>();
      const input = given({ ...choiceOf(options, words), action, day: options.day, override_reason: options.override });
      return writeAboutPartners(
        { name, options, answer: writeAnswer('cleanrooms partners onboard status') },
        advanceOnboarding,
        input,
        signal,
      );
    });
  }
}

function withChoice(command: Command): Command {
  return command
    .addOption(new Option('--room <room>', 'those of this clean room'))
    .option('--partners <address...>', 'those of these partners');
}

function choiceOf({ room, partners }: ChoiceOptions, words: readonly string[]): object {
  return given({ ids: words.length === 0 ? undefined : [...words], room, partners });
}

async function startInput(options: StartOptions, words: readonly string[]): Promise<object> {
  const named = await inviteesOf(words, options.file);
  if (named.length === 0)
    throw new CleanRoomError('invalid_input', t('Nobody is named.'), { remedy: t('Give addresses, or a list with --file.') });
  return given({
    room: options.room,
    partners: named.map(({ to, partner_name: name }) => given({ to, name: named.length === 1 ? (options.name ?? name) : name })),
    flow: options.flow,
    template: options.template,
    follow_up_days: options.followUpDays?.flatMap((each) => each.split(',').map(Number)),
    room_type: options.roomType,
    room_cloud: options.roomCloud,
    ...(await noteOf(options)),
  });
}
