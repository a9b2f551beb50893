import type { Command } from 'commander';
import { addInvitationCommands } from './invitationCommands.ts';
import { PartnerProgram } from './partnerProgram.ts';
import { addOnboardCommands } from './onboardCommands.ts';
import { addPermissionCommands } from './permissionCommands.ts';
import { addRoomCommands } from './roomCommands.ts';

/** Adds `cleanrooms partners …`: invitations, permissions and onboarding, on LiveRamp Clean Room and AWS Clean Rooms. */
export function addPartnerCommands(program: Command, signal: AbortSignal, setExitCode: (code: number) => void): void {
  const partners = program
    .command('partners')
    .description('invite partners, set what they may do, bring them on board')
    .showHelpAfterError('(see cleanrooms partners --help)')
    .addHelpText(
      'after',
      `
An organisation on LiveRamp is named by --organisation: one of "connections" in the configuration, or the one of
LIVERAMP_ORGANISATION and LIVERAMP_CLIENT_ID. Its secret comes from LIVERAMP_CLIENT_SECRET or the variable that
"secret_env" names, and never stands in a file or an option. Without --organisation, --profile and --region it is
LIVERAMP_ORGANISATION where that is set, else the AWS account of the environment.
What takes something away (an invitation, a permission that partners have), or opens EDIT, VIEW_CODE, CLONE or DELETE to
all partners, wants --yes. What becomes of each item stands on stdout; warnings, errors and findings on stderr.
Exit codes: 0 done, or as wished already; 1 something failed, could not be read, or read back is different; 2 wrong usage.`,
    );
  const commands = new PartnerProgram(partners, 'partners', signal, setExitCode);
  addRoomCommands(commands);
  addInvitationCommands(commands);
  addPermissionCommands(commands);
  addOnboardCommands(commands);
}
