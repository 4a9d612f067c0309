import type { PolicySet } from './policy-set.ts';

/** Who calls, with the facts the engine applies its exemptions from (R7, R8.12–R8.14). ARNs carry the partition. */
export type Principal =
  | { readonly kind: 'root'; readonly arn: string; readonly account: string }
  | {
      readonly kind: 'user';
      readonly arn: string;
      readonly account: string;
      /** `AIDA…`, where known. */
      readonly id?: string;
    }
  | {
      readonly kind: 'roleSession';
      /** `arn:P:sts::ACCOUNT:assumed-role/NAME/SESSION` */
      readonly arn: string;
      /** The role's ARN with its path; a path below `/aws-service-role/` makes it a service-linked role. */
      readonly roleArn: string;
      readonly account: string;
      /** `AROA…`, where known. */
      readonly roleId?: string;
    }
  | {
      readonly kind: 'federatedUser';
      /** `arn:P:sts::ACCOUNT:federated-user/NAME` */
      readonly arn: string;
      readonly account: string;
      /** The ARN of the user or root that asked for the session. */
      readonly parentArn?: string;
      readonly parentId?: string;
    }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'service'; /** `lambda.amazonaws.com` */ readonly service: string }
  | { readonly kind: 'federated'; /** Provider ARN or built-in host. */ readonly provider: string }
  | { readonly kind: 'canonicalUser'; readonly id: string };

/** The value of a condition key. `multi`: the request carries a list, whatever its length (R1.5). */
export interface ContextValue {
  readonly values: readonly string[];
  readonly multi: boolean;
  /** Whether nobody knows which value the key has, or whether it has one. What asks for it cannot be evaluated: an Allow does
   * not match then, and a Deny does (R4.11, R1.4). */
  readonly unknown?: true;
}

/** What a context answers for a key of which nobody knows the value. */
export const unknownValue: ContextValue = { values: [], multi: false, unknown: true };

/** Gives the values of condition keys, which are asked for in lower case; a `Map` does. `undefined` is an absent key, which
 * is not the same as an empty one. */
export interface RequestContext {
  get(key: string): ContextValue | undefined;
}

/** Which accounts are members, and where (R1.6). A path is present exactly when its account is a member. */
export interface OrganizationFacts {
  readonly id: string;
  readonly managementAccount?: string;
  /** `o-…/r-…/ou-…/` of the principal's account. */
  readonly principalPath?: string;
  /** The same of the account that owns the resource. */
  readonly resourcePath?: string;
}

/** What applies to one request. An absent member means that there is no such policy, not an empty one. */
export interface ApplicablePolicies {
  /** Of the user and its groups, or of the role. */
  readonly identity?: PolicySet;
  readonly permissionsBoundary?: PolicySet;
  readonly session?: PolicySet;
  readonly resource?: PolicySet;
  /** From the organization's root down to the principal's account. */
  readonly serviceControl?: readonly PolicySet[];
  /** The same for the resource owner's account; the AWS-owned allow-all of each level is implied. */
  readonly resourceControl?: readonly PolicySet[];
  readonly vpcEndpoint?: PolicySet;
}

/** `service:Name`. */
export type ActionName = `${string}:${string}`;

/** An ARN, or `*` where an action has no resource type. */
export type ResourceName = `arn:${string}` | '*';

/** Whether a text, from outside for instance, has the form of an action. */
export const isActionName = (text: string): text is ActionName => /^[^:\s]+:[^:\s]+$/.test(text);

/** Whether a text begins as an ARN does, or is `*`. */
export const isResourceName = (text: string): text is ResourceName => text === '*' || text.startsWith('arn:');

/** One (action, resource) pair to be decided. */
export interface AuthorizationRequest {
  readonly principal: Principal;
  /** The spelling is kept for messages. */
  readonly action: ActionName;
  readonly resource: ResourceName;
  /** Where the ARN is not known to its end: what is known of it. `resource` has `?` and `*` for the rest, which stand for anything
   * but colons. An Allow is then about the resource if it is whatever the rest may be, and a Deny if it may be. */
  readonly knownBeginning?: string;
  /** Owner of the resource; default R8.8. */
  readonly resourceAccount?: string;
  readonly context: RequestContext;
  /** The time of the request, for `aws:CurrentTime` and `aws:EpochTime` where the context does not give them. */
  readonly now?: Date;
  readonly organization?: OrganizationFacts;
  readonly policies: ApplicablePolicies;
  /** S3: the effective setting of account and bucket. */
  readonly blockPublicAccess?: { readonly restrictPublicBuckets?: boolean };
}
