import { asCleanRoomError } from '../../../core/errors.ts';
import { foreignText } from '../../../core/foreignText.ts';
import { onboardingFlows } from '../../../core/onboarding/flows.ts';
import { noteTemplates } from '../../../core/partners/note.ts';
import type { PartnerSettings } from '../../../core/partners/partnerSettings.ts';
import { leverSentence, permissionFlagNames } from '../../../core/partners/permissionFlags.ts';
import { permissionTemplates } from '../../../core/partners/permissionTemplates.ts';
import type { OnboardingPicture } from '../../../protocol/onboardingMessages.ts';
import { flagTitle } from '../flagTitle.ts';
import type { OnboardingWorkplace } from './onboardingWorkplace.ts';

type FolderPicture = Pick<
  OnboardingPicture,
  'flows' | 'templates' | 'noteTemplates' | 'flags' | 'acceptedMailDomains' | 'problems' | 'folderProblem'
>;

/** What the folder holds for the panel: settings about partners, and which onboarding files there are. */
export class FolderReading {
  readonly #workplace: OnboardingWorkplace;
  #settings: PartnerSettings | undefined;
  #problems: string[] = [];
  #folderProblem: string | undefined;
  #ids: string[] = [];
  /** What was read last, to tell whether something is new. */
  #told = '';

  constructor(workplace: OnboardingWorkplace) {
    this.#workplace = workplace;
  }

  /** What the folder has about partners, as it was read last. */
  get settings(): PartnerSettings | undefined {
    return this.#settings;
  }

  /** Names of all files that could be read, of whichever connection. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  get picture(): FolderPicture {
    const notes = noteTemplates(this.#settings);
    return {
      flows: onboardingFlows(this.#settings).map(({ id, title, permissions, noteTemplate, expectedDays, followUpDays }) => {
        const note = notes.find(({ name }) => name === noteTemplate)?.text;
        return {
          id,
          title,
          template: permissions.template,
          expectedDays,
          followUpDays,
          ...(permissions.flags === undefined ? {} : { flags: permissions.flags }),
          ...(note === undefined ? {} : { note }),
        };
      }),
      templates: permissionTemplates(this.#settings).map(({ id, title, flags }) => ({ id, title, flags })),
      noteTemplates: notes,
      flags: permissionFlagNames.map((name) => ({ name, title: flagTitle(name), sentence: leverSentence(name) })),
      acceptedMailDomains: this.#settings?.accepted_mail_domains ?? [],
      problems: this.#problems,
      ...(this.#folderProblem === undefined ? {} : { folderProblem: this.#folderProblem }),
    };
  }

  /** Reads the folder anew; what cannot be read is told in its place. True where something is new. */
  async read(): Promise<boolean> {
    try {
      const [settings, files] = await Promise.all([this.#workplace.settings()?.read(), this.#workplace.engagements()?.list()]);
      this.#settings = settings;
      this.#ids = files?.engagements.map(({ id }) => id) ?? [];
      this.#problems = files?.problems.map(({ message }) => foreignText(message, 1000)) ?? [];
      this.#folderProblem = undefined;
      return this.#isNew(JSON.stringify([settings, files]));
    } catch (thrown) {
      this.#folderProblem = foreignText(asCleanRoomError(thrown).sentence, 1000);
      return this.#isNew(this.#folderProblem);
    }
  }

  #isNew(now: string): boolean {
    const isNew = now !== this.#told;
    this.#told = now;
    return isNew;
  }
}
