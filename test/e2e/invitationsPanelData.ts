/** Connections, plans and runs for the invitations panel's tests; the same arguments give the same ones. */
import type {
  ConnectionsPicture,
  InvitationRun,
  PanelConnection,
  PanelContent,
  PanelInvitation,
} from '../../src/protocol/invitationMessages.ts';
import type { RunItem, RunPlan } from '../../src/protocol/partnerMessages.ts';

export const mediaRoom = '0d3c1c52-5c3c-4a4e-9a05-000000000001';
export const holidayRoom = '0d3c1c52-5c3c-4a4e-9a05-000000000002';
export const loyaltyRoom = '0d3c1c52-5c3c-4a4e-9a05-000000000003';

export function invitationOf(to: string, more: Partial<PanelInvitation> = {}): PanelInvitation {
  return {
    id: `invitation-${to}`,
    to,
    state: 'pending',
    status: 'PENDING',
    invitedBy: 'Ana Prado',
    createdAt: '2026-11-18T09:00:00Z',
    ageDays: 2,
    reminderDue: false,
    history: [],
    ...more,
  };
}

export const standardNote = 'Hello {{partner}}, {{organisation}} invites you to "{{cleanRoom}}". {{inviter}}';

/** A LiveRamp organisation with two readable rooms and one that its API user does not administer. */
export function acme(content: Partial<PanelContent> = {}): PanelConnection {
  return {
    connectionId: 'acme',
    name: 'Acme Retail',
    accountId: 'Acme Retail',
    region: 'api.habu.com',
    sandbox: false,
    state: 'read',
    content: {
      readAt: '2026-11-20T10:41:00Z',
      inviting: { addressedBy: 'email', carriesNote: true, mayCreate: true, inviter: 'ana', organisation: 'Acme Retail' },
      reminderDays: 7,
      allowances: [{ name: 'Tokens of today', left: 1, of: 2, moreAt: '2026-11-21T08:00:00Z' }],
      rooms: [
        {
          id: mediaRoom,
          displayId: 'CR-045144',
          name: 'Media Insights',
          status: 'COMPLETE',
          invitations: [
            invitationOf('dana@nova.example', {
              partnerName: 'Nova Media',
              ageDays: 8,
              reminderDue: true,
              createdAt: '2026-11-12T09:00:00Z',
              note: 'Hello Dana,\nplease join us.',
              history: [{ at: '2026-11-12T09:00:00Z', what: 'sent', by: 'ana', detail: 'addCleanroomPartner' }],
            }),
            invitationOf('lee@orbit.example', { state: 'accepted', status: 'ACCEPTED', partnerName: 'Orbit', ageDays: 20 }),
            invitationOf('sam@delta.example', { state: 'unknown', status: 'ON_HOLD_BY_LEGAL' }),
          ],
        },
        {
          id: holidayRoom,
          displayId: 'CR-045201',
          name: 'Holiday Campaign 2026',
          status: 'ACTIVE',
          invitations: [invitationOf('kim@lumen.example')],
        },
        {
          id: loyaltyRoom,
          displayId: 'CR-045077',
          name: 'Loyalty Overlap',
          status: 'ACTIVE',
          invitations: [],
          problem: {
            sentence: 'The API user acme-retail is not an administrator of "Loyalty Overlap" (CR-045077).',
            remedy: 'Add it under Access, Users of that clean room.',
          },
        },
      ],
      ...content,
    },
  };
}

/** An AWS account with one collaboration. */
export function northwind(): PanelConnection {
  return {
    connectionId: 'northwind',
    name: 'northwind-eu',
    accountId: '111122223333',
    region: 'eu-west-1',
    sandbox: true,
    state: 'read',
    content: {
      readAt: '2026-11-20T10:41:00Z',
      inviting: { addressedBy: 'account_id', carriesNote: false, mayCreate: false, inviter: 'ana', organisation: '111122223333' },
      reminderDays: 7,
      allowances: [],
      rooms: [
        {
          id: 'collaboration-1',
          name: 'Autumn reach',
          status: 'ACTIVE',
          invitations: [invitationOf('444455556666', { partnerName: 'Contoso', status: 'INVITED' })],
        },
      ],
    },
  };
}

export function pictureOf(connections: PanelConnection[], more: Partial<ConnectionsPicture> = {}): ConnectionsPicture {
  return {
    connections,
    mayWrite: true,
    noteTemplates: [
      { name: 'standard', text: standardNote },
      { name: 'retail', text: 'Dear {{partner}}, see {{cleanRoomId}}.' },
    ],
    mayKeepTemplates: true,
    acceptedMailDomains: [],
    ...more,
  };
}

export function itemOf(to: string, outcome: RunItem['outcome'], more: Partial<RunItem> = {}): RunItem {
  return {
    key: `invite|${mediaRoom}|${to}`,
    action: outcome === 'left_out' ? 'left_out' : 'invite',
    name: to,
    sentence: `Invite ${to} to "Media Insights" (CR-045144)`,
    outcome,
    reason: '',
    ...more,
  };
}

export function planOf(items: RunItem[], more: Partial<RunPlan> = {}): RunPlan {
  return { headline: 'invite 1 partner to "Media Insights" (CR-045144)', items, warnings: [], ...more };
}

export function runOf(runId: string, items: RunItem[], more: Partial<InvitationRun> = {}): InvitationRun {
  return { runId, kind: 'send', running: true, done: items.length, total: 3, message: '', severity: 'information', items, ...more };
}
