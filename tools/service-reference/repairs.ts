/** Where the source is wrong or has a spelling of its own, and why it is changed. */
export interface Repair {
  readonly find: RegExp;
  readonly replace: string;
  readonly reason: string;
}

/** Repairs of names of condition keys. */
export const keyRepairs: readonly Repair[] = [
  { find: /<[^<>]*>/, replace: '${TagKey}', reason: 'S3 and Elastic Load Balancing write their tag keys as `<key>`, all others as `${TagKey}`' },
  { find: /\/tag-key$/i, replace: '/${TagKey}', reason: '`tag-key` stands for the key of a tag, it is not a name' },
];

/** Resource types that the source calls required although the action is also authorized without a resource. */
export const optionalResourceTypes: Readonly<Record<string, string>> = {
  'cloudwatch:PutMetricData': 'metrics are put under `*`; a data set is named by few requests',
  'ce:GetCostAndUsage': 'asked about the whole account under `*`; a billing view is named by few requests',
};
