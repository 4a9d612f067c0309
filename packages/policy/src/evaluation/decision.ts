/** The types that R8.19 reports. A trust policy reports as `resource`. */
export type DecidingType =
  | 'identity'
  | 'permissionsBoundary'
  | 'session'
  | 'resource'
  | 'serviceControl'
  | 'resourceControl'
  | 'vpcEndpoint';

/** The three words of AWS for a decision; both denials deny. */
export type Outcome = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** A statement that matched the request; everything that matched is recorded (R8.17). */
export interface MatchedStatement {
  readonly policyType: DecidingType;
  /** What the policy was compiled with: its ARN or name. */
  readonly policy?: string;
  /** Position of the document in its set, and of the statement in its document, from 0. */
  readonly documentIndex: number;
  readonly statementIndex: number;
  /** Of the hierarchy, from the root, for control policies. */
  readonly level?: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
}

/** What is decided about one request, by which policies, under which rule. */
export interface Decision {
  readonly decision: Outcome;
  /** For a denial the type that R8.19 names, for `allowed` the type that grants. `undefined` where no policy took part
   * (account root in its own account, `sts:GetCallerIdentity`). */
  readonly by: DecidingType | undefined;
  /** The rule that decided, by its number in the specification, for instance `R8.4`. */
  readonly rule: string;
  /** One sentence. */
  readonly reason: string;
  readonly matchedStatements: readonly MatchedStatement[];
  /** The switches that were not at their default, by name, as they are written (docs/decisions.md). */
  readonly switches?: Readonly<Record<string, string>> | undefined;
}
