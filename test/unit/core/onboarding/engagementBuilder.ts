import type { Engagement } from '../../../../src/core/onboarding/engagement.ts';
import { flags } from '../../support/partners/permissionsBench.ts';

/** An engagement of nobody in particular, with changes. */
export function engagementOf(changes: Partial<Engagement> = {}): Engagement {
  return {
    version: 1,
    id: 'cr-000001--dana',
    connection: { service: 'liveramp', account: 'Acme Retail' },
    room: { id: 'room-1', name: 'Media Insights' },
    partner: { address: 'dana@nova.example' },
    flow: 'standard',
    permissions: { template: 'analyst', flags: flags({ can_run: true }) },
    follow_up_days: [3, 7, 10],
    created: { at: '2026-08-01T09:00:00Z', by: 'ada', step: 'invitation_setup', what: 'created' },
    events: [],
    ...changes,
  };
}
