import type { JsonNode } from '@assent/policy';
import type { Place } from '../view/place.ts';
import type { PolicyKind } from '../view/policy-view.ts';

/** A policy in a file. Its tree points into the file's text. */
export interface FoundPolicy {
  readonly kind: PolicyKind;
  /** What a resource policy hangs on, where `ValidatePolicy` knows it. */
  readonly resourceType?: string | undefined;
  /** The resource or principal that has it. */
  readonly subject: string;
  readonly root: JsonNode;
  /** Whether the kind is guessed from what stands in it. */
  readonly guessed?: boolean;
  /** A policy of a VPC endpoint: everybody may stand in it, since it grants nothing by itself. */
  readonly endpoint?: boolean;
}

/** Something that runs as a role: a function, or a task with a role for its code and one for its start. */
export interface Workload extends Pick<Place, 'start' | 'end'> {
  readonly type: 'function' | 'task';
  readonly name: string;
  /** References as texts that are the same where the role is the same. */
  readonly role?: string | undefined;
  readonly executionRole?: string | undefined;
}

/** A role in a file, with what is attached to it. */
export interface FoundRole extends Pick<Place, 'start' | 'end'> {
  readonly name: string;
  /** The texts by which workloads refer to it. */
  readonly references: readonly string[];
  readonly policies: readonly FoundPolicy[];
  readonly managedPolicies: readonly AttachedPolicy[];
}

/** A managed policy that is attached by its ARN. */
export interface AttachedPolicy extends Pick<Place, 'start' | 'end'> {
  readonly arn: string;
  readonly subject: string;
}

/** A fault that is no policy's, under one of the codes of `estateCodes`. */
export interface Remark extends Pick<Place, 'start' | 'end'> {
  readonly code: string;
  readonly details: string;
  readonly subject: string;
}

export type SourceKind = 'policy' | 'cloudformation' | 'terraform' | 'serverless' | 'account' | 'credentialReport' | 'workloads' | 'lastAccessed';

/** What stands in a file. */
export interface Found {
  readonly kind: SourceKind;
  readonly policies: readonly FoundPolicy[];
  readonly roles: readonly FoundRole[];
  readonly workloads: readonly Workload[];
  readonly attached: readonly AttachedPolicy[];
  readonly remarks: readonly Remark[];
  /** The accounts that the file is of. */
  readonly accounts: readonly string[];
}

export const nothing = { policies: [], roles: [], workloads: [], attached: [], remarks: [], accounts: [] } as const;
