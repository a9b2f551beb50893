import type { OnboardingAction, OnboardingStep } from '../../../protocol/onboardingMessages.ts';

/** What the parts of an engagement's page ask for. */
export interface DetailListener {
  showStep(step: OnboardingStep): void;
  /** Shows what an action would do. */
  check(action: OnboardingAction): void;
  advance(action: OnboardingAction, more?: { day?: number; overrideReason?: string }): void;
  mend(checkId: string, remedy: number): void;
  copy(text: string): void;
  openMail(text: string, toPartner: boolean): void;
  openFile(): void;
  refresh(): void;
  /** What was written as the reason to activate all the same. */
  reason(text: string): void;
}
