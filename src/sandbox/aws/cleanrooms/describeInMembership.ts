import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';

/** What every record in a membership has that refers to something of AWS Entity Resolution. */
interface RecordInMembership {
  id: string;
  arn: string;
  membershipId: string;
  collaborationId: string;
  name: string;
  description?: string | undefined;
  manageResourcePolicies: boolean;
  createTime: number;
  updateTime: number;
}

/** How the service describes such a record. @param inputReferenceArn to what it refers */
export function describeInMembership({ world }: Context, record: RecordInMembership, inputReferenceArn: string): JsonObject {
  const { id, arn, membershipId, collaborationId, name, description, manageResourcePolicies, createTime, updateTime } = record;
  return {
    id,
    arn,
    membershipId,
    collaborationId,
    name,
    description,
    createTime,
    updateTime,
    membershipArn: world.memberships.get(membershipId)?.arn,
    collaborationArn: world.collaborations.get(collaborationId)?.arn,
    inputReferenceConfig: { inputReferenceArn, manageResourcePolicies },
  };
}
