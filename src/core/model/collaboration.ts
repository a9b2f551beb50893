/** What a member may do in a collaboration; the service may know more than these two names. */
export type MemberAbility = 'CAN_QUERY' | 'CAN_RECEIVE_RESULTS' | (string & {});
export type MemberStatus = 'INVITED' | 'ACTIVE' | 'LEFT' | 'REMOVED';

/** The costs that a member can be made to pay (ListMembers: paymentConfiguration). */
export interface PaymentResponsibility {
  queryCompute: boolean;
  jobCompute?: boolean;
  modelTraining?: boolean;
  modelInference?: boolean;
  syntheticDataGeneration?: boolean;
}

/** The costs of which this member is the payer, by the service's names; empty when it pays nothing. */
export function paidCosts(payment: PaymentResponsibility): string[] {
  return Object.entries(payment)
    .filter(([, pays]) => pays === true)
    .map(([cost]) => cost);
}

/** One row of ListMembers. */
export interface Member {
  accountId: string;
  displayName: string;
  status: MemberStatus;
  abilities: MemberAbility[];
  payment: PaymentResponsibility;
}

/** A collaboration that somebody invited this account to and that it has not joined (ListCollaborations, INVITED). */
export interface Invitation {
  collaborationId: string;
  name: string;
  creatorAccountId: string;
  creatorDisplayName: string;
  /** ISO 8601. */
  createTime: string;
}

/** This account's own part in a collaboration that it has joined. */
export interface Membership {
  membershipId: string;
  collaborationId: string;
  collaborationName: string;
  creatorAccountId: string;
  creatorDisplayName: string;
  abilities: MemberAbility[];
  /** ISO 8601. */
  createTime: string;
}

/** Where query results of this member go (CreateMembership: defaultResultConfiguration). */
export interface ResultConfiguration {
  bucket: string;
  keyPrefix?: string;
  resultFormat: 'CSV' | 'PARQUET';
  roleArn?: string;
}
