import type { OnboardingAction } from '../../core/onboarding/actions.ts';

/** What can be done about engagements, and the word for it on the command line. */
export const onboardWords: readonly { word: string; action: OnboardingAction; description: string }[] = [
  { word: 'send', action: 'send', description: 'send the invitations' },
  { word: 'record', action: 'record', description: 'note what the service says: accepted, declined' },
  { word: 'guidance', action: 'guidance_sent', description: 'note that the partner was given the guidance' },
  { word: 'permissions', action: 'apply_permissions', description: 'set the permissions that were chosen' },
  { word: 'validate', action: 'validate', description: 'run the checks and write down what came of them' },
  { word: 'activate', action: 'activate', description: 'activate those whose checks pass now' },
  { word: 'follow-up', action: 'follow_up_done', description: 'note that the follow-up of a day was made' },
  { word: 'close', action: 'close', description: 'give it up, or be done with it: the file stays and asks for nothing' },
  { word: 'reopen', action: 'reopen', description: 'take up again what was closed' },
];
