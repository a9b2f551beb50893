import type { OnboardingPicture, PanelEngagement } from '../../../protocol/onboardingMessages.ts';
import type { Activity } from '../../partners/activity.ts';

/** Everything that a step's part of the page depends on. */
export interface StepContext {
  engagement: PanelEngagement;
  picture: OnboardingPicture;
  activity: Activity;
  /** When the engagement was read; undefined before. */
  readAt: string | undefined;
  reading: boolean;
  reason: string;
}

/** One step's part of the page. */
export interface StepView {
  readonly element: HTMLElement;
  show(context: StepContext): void;
}

/** Whether something may be done now about an engagement that is not closed. */
export function mayAct({ engagement, activity }: StepContext): boolean {
  return activity.mayWrite && !activity.busy && engagement.closedAt === undefined;
}
