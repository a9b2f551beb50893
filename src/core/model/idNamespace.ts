/** An Entity Resolution ID namespace of this account. */
export interface IdNamespace {
  name: string;
  arn: string;
}

/** An ID namespace in one membership. */
export interface IdNamespaceAssociation {
  id: string;
  arn: string;
  name: string;
  idNamespaceArn: string;
}
