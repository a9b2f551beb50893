import type { PanelCheck, PanelFollowUp, PanelStep } from '../../protocol/onboardingMessages.ts';
import type { PicturedWords } from '../ui/picturedWords.ts';
import { t } from '../ui/text.ts';

export function stepWords(state: PanelStep['state']): PicturedWords {
  switch (state) {
    case 'pending':
      return { word: t('not yet'), picture: 'information' };
    case 'in_progress':
      return { word: t('to do'), picture: 'edit' };
    case 'waiting':
      return { word: t('waiting'), picture: 'send' };
    case 'done':
      return { word: t('done'), picture: 'check' };
    case 'failed':
      return { word: t('failed'), picture: 'error' };
  }
}

export function checkWords(state: PanelCheck['state']): PicturedWords {
  switch (state) {
    case 'passed':
      return { word: t('passed'), picture: 'check' };
    case 'failed':
      return { word: t('failed'), picture: 'error' };
    case 'unknown':
      return { word: t('could not be checked'), picture: 'warning' };
    case 'not_applicable':
      return { word: t('does not apply'), picture: 'information' };
  }
}

/** "Day 7: contact in person". */
export function followUpTitle({ day, kind }: Pick<PanelFollowUp, 'day' | 'kind'>): string {
  switch (kind) {
    case 'reminder':
      return t('Day {0}: remind', day);
    case 'contact':
      return t('Day {0}: get in touch in person', day);
    case 'escalation':
      return t('Day {0}: escalate', day);
  }
}

export function followUpState({ state, dueOn }: Pick<PanelFollowUp, 'state' | 'dueOn'>): string {
  switch (state) {
    case 'planned':
      return dueOn === undefined ? t('counts from the invitation') : t('due on {0}', dueOn);
    case 'due':
      return t('due since {0}', dueOn ?? '');
    case 'overtaken':
      return t('a later one is due');
    case 'done':
      return t('done');
    case 'not_needed':
      return t('not needed');
  }
}
