const byPrefix: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

/** The partition of a region, which is the one that a request was signed for (R20.1). */
export const partitionOf = (region: string): string => byPrefix.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
