/** Tables of what is known of resources of other services. */
export interface ResourceTables {
  resources: ResourceRow;
}

export type ResourceChangeKind = 'resource';

export interface ResourceRow {
  arn: string;
  /** The resource it lies in, which it is gone with; its own ARN where it lies in none. */
  root_arn: string;
  account_id: string;
  /** The resource-based policy as it was given. */
  policy: string | null;
  /** JSON: the user and role ARNs in it, each with the unique id it stood for (R7.3). */
  principals: string;
  /** JSON: tags by key; `null` where they are not known. */
  tags: string | null;
  /** JSON: what only some kinds of resources have. */
  details: string;
}
