import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { WriteOptions } from '../service.ts';

/** What a step does to its subject. */
export type StepAction =
  | 'invite'
  | 'cancel_invitation'
  | 'create_clean_room'
  | 'set_question_permissions'
  | 'set_partner_assignment'
  | 'set_role'
  | 'set_result_shares'
  | 'set_abilities'
  | 'allow_receivers'
  | 'allow_providers'
  | 'run_question'
  | 'populate_id_mapping_table'
  | 'write_file';

/** What a step is about, in names for people and ids for programs. */
export interface StepSubject {
  kind:
    | 'partner'
    | 'invitation'
    | 'clean_room'
    | 'question'
    | 'dataset'
    | 'user'
    | 'member'
    | 'association'
    | 'table'
    | 'id_mapping_table'
    | 'engagement'
    | 'file';
  name: string;
  id?: string | undefined;
  /** The clean room or collaboration that it belongs to. */
  roomId?: string | undefined;
  roomName?: string | undefined;
}

/** One write of a plan about partners, as a person reads and agrees to it. */
export interface PlannedStep {
  /** Tells steps of one plan, and the same step of a later plan, apart and alike. */
  key: string;
  action: StepAction;
  subject: StepSubject;
  /** "Invite dana@nova.example to "Media Insights"". */
  sentence: string;
  reason: string;
  /** True where something that is there is taken away: an invitation, a permission that partners use. */
  takesAway: boolean;
  /** A step that has to have been done before this one; where that failed, this one is left out. */
  needs?: string | undefined;
}

/** Why something that was asked for is not among the steps. */
export interface LeftOutStep {
  subject: StepSubject;
  reason: string;
  code:
    | 'invalid_address'
    | 'duplicate'
    | 'already_invited'
    | 'already_partner'
    | 'already_so'
    | 'not_ours'
    | 'not_possible'
    | 'not_found'
    | 'unreadable';
}

/** Left out because it is there already, or was never ours to change: no shortcoming, and nothing to be tried again. */
export const asWishedCodes: ReadonlySet<string> = new Set<LeftOutStep['code']>([
  'already_so',
  'already_invited',
  'already_partner',
  'duplicate',
  'not_ours',
]);

/** Something to think about before agreeing; it keeps nothing from being done. */
export interface PlanWarning {
  code:
    | 'free_mail'
    | 'wide_grant'
    | 'conflicting_grant'
    | 'takes_away'
    | 'no_lever'
    | 'resend'
    | 'needs_approval'
    | 'unknown_variable'
    | 'not_changed'
    /** Something could not be read that the plan is not about. */
    | 'unread';
  sentence: string;
}

/** A plan about partners: every write with its reason, what is left out, and what to think about. */
export interface PartnerPlan {
  connection: Connection;
  /** "invite 3 partners to "Media Insights" (CR-045144)". */
  headline: string;
  steps: PlannedStep[];
  leftOut: LeftOutStep[];
  warnings: PlanWarning[];
  findings: Finding[];
}

/** What came of one step. */
export interface StepOutcome {
  /** `differs`: it was carried out, and what was read back is not what was asked for. */
  outcome: 'done' | 'existing' | 'differs';
  /** What is there now, or why it differs; empty where the sentence says it all. */
  detail: string;
  requestId?: string | undefined;
  id?: string | undefined;
}

/** A step and how to carry it out. */
export interface ExecutableStep extends PlannedStep {
  /** What it is about once it is carried out, where an earlier step of the plan has made that. */
  subjectNow?: () => StepSubject;
  carryOut(options: WriteOptions): Promise<StepOutcome>;
}
