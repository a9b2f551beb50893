import { CleanRoomError } from '../../../../src/core/errors.ts';
import { onboardingStatus } from '../../../../src/core/jobs/onboarding/onboardingStatus.ts';
import { JobRunner } from '../../../../src/core/jobs/runner.ts';
import type { AnyIntention } from '../../../../src/core/jobs/job.ts';
import type { CleanRoomService } from '../../../../src/core/service.ts';
import type { OnboardingWorkplace } from '../../../../src/extension/panels/onboarding/onboardingWorkplace.ts';
import { MemoryAuditLog } from '../../support/jobs.ts';
import { MemoryPartnerSettings } from '../../support/partners/memoryPartnerSettings.ts';
import type { OnboardingBench } from './onboardingBench.ts';

/** What the panel did besides jobs, and how its questions are answered. */
export interface Outside {
  copied: string[];
  mails: { to: string; text: string }[];
  opened: string[];
  /** Headlines of what was asked. */
  questions: string[];
  consents: boolean;
  mayWrite: boolean;
}

/** The onboarding panel's workplace over one connection of a bench, named "acme". */
export function memoryWorkplace(bench: OnboardingBench<CleanRoomService>): { workplace: OnboardingWorkplace; outside: Outside } {
  const outside: Outside = { copied: [], mails: [], opened: [], questions: [], consents: true, mayWrite: true };
  const { service, store } = bench;
  const settings = new MemoryPartnerSettings();
  const runner = (agreed: boolean): JobRunner =>
    new JobRunner({
      user: 'ada',
      auditLog: new MemoryAuditLog(),
      allows: () => true,
      consent: (intention: AnyIntention) => {
        if (agreed) return Promise.resolve(true);
        if ('headline' in intention.plan) outside.questions.push(intention.plan.headline);
        return Promise.resolve(outside.consents);
      },
    });
  const workplace: OnboardingWorkplace = {
    lastUsed: () => undefined,
    connections: () => [
      {
        connectionId: 'acme',
        name: 'acme',
        accountId: service.connection.accountId,
        region: service.connection.region,
        sandbox: service.connection.sandbox,
        state: 'read',
        inviting: {
          service: service.connection.service,
          addressedBy: service.partnerInvitations?.addressedBy ?? 'account_id',
          carriesNote: service.partnerInvitations?.carriesNote === true,
          inviter: 'ada',
          organisation: service.connection.accountId,
        },
        rooms: [{ id: 'room-1', displayId: 'CR-000001', name: 'Media Insights' }],
      },
    ],
    connectionCalled: (id) => (id === service.connection.id ? 'acme' : undefined),
    mayWrite: () => outside.mayWrite,
    settings: () => settings,
    engagements: () => store,
    readRooms: () => Promise.resolve(),
    status: (_id, signal) => runner(true).read(onboardingStatus, { ...bench.context, signal }, {}),
    plan: async (_id, job, input) => (await runner(true).plan(job, bench.context, input)).preview,
    write: (_id, job, input, { agreed, onStep, onTotal, stop }) =>
      runner(agreed).write(
        job,
        {
          ...bench.context,
          signal: stop,
          onProgress: ({ total }) => {
            onTotal(total);
          },
        },
        input,
        { onStep },
      ),
    sync: () => Promise.reject(new CleanRoomError('not_permitted', 'Nothing to sync here.')),
    copy: (text) => {
      outside.copied.push(text);
      return Promise.resolve();
    },
    openMail: (to, text) => {
      outside.mails.push({ to, text });
      return Promise.resolve();
    },
    openFile: (id) => {
      outside.opened.push(id);
      return Promise.resolve();
    },
  };
  return { workplace, outside };
}
