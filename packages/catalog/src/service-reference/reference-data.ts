/** The form of the data: services lie apart, each compressed on its own, in the order of the index. */
export interface ServiceReferenceIndex {
  readonly source: string;
  readonly licence: string;
  readonly date: string;
  /** Which services have resource types under the service part of an ARN. */
  readonly arnServices: Readonly<Record<string, readonly string[]>>;
  /** Forms of ARNs that no resource type has, by their service part. */
  readonly unlistedArns: Readonly<Record<string, readonly string[]>>;
  /** Which services have condition keys with a prefix that is not their own, `aws` apart; in lower case. */
  readonly keyPrefixes: Readonly<Record<string, readonly string[]>>;
  readonly services: readonly (readonly [prefix: string, name: string, length: number, retired?: 1])[];
}

/** One service. Numbers are positions in `resourceTypes` and `conditionKeys`. */
export interface ServiceData {
  readonly actions: readonly ActionData[];
  readonly resourceTypes: readonly (readonly [name: string, arn: string, conditionKeys: readonly number[]])[];
  readonly conditionKeys: readonly (readonly [name: string, type: number])[];
  /** Actions of which nothing but the name is known; `*` for a retired service, of which no action is listed. */
  readonly unlisted?: readonly string[] | '*';
}

export type ActionData = readonly [
  name: string,
  accessLevel: number,
  conditionKeys: readonly number[],
  resourceTypes: readonly (readonly [resourceType: number, required: 0 | 1, conditionKeys: readonly number[]])[],
];

/** What an action does, as AWS sorts actions. `Tagging` and `Permissions management` are writes. */
export const accessLevels = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'] as const;

/** Types of condition keys; those with `ArrayOf` have many values in one request. */
export const conditionKeyTypes = ['String', 'ARN', 'Bool', 'Numeric', 'Date', 'IPAddress', 'ArrayOfString', 'ArrayOfARN', 'ArrayOfBool'] as const;
