/** The adjustable limits of one account and Region that a plan has to respect; undefined where it could not be read. */
export interface Quotas {
  associationsPerMembership?: number;
  idNamespaceAssociationsPerMembership?: number;
  memberships?: number;
  /** Where the numbers are from, in words, and why some are missing. */
  source: string;
}
