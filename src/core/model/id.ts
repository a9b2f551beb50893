/** Ids of collaborations, memberships, tables and associations (Clean Rooms model: UUID). */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** CreateIdNamespaceAssociation: inputReferenceArn. */
export const idNamespaceArnPattern = /^arn:aws:entityresolution:[\w]{2}-[\w]{4,9}-[\d]:[\d]{12}:idnamespace\/[\d\w-]+$/;
/** IAM: RoleName. */
export const roleNamePattern = /^[\w+=,.@-]{1,64}$/;
