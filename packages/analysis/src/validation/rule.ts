import type { FindingType } from '../finding/finding.ts';
import type { AwsFacts } from '../facts/aws-facts.ts';
import type { Place } from '../view/place.ts';
import type { PolicyKind, PolicyView } from '../view/policy-view.ts';

/** What a rule has to say: where, and in words. */
export interface Detection {
  readonly details: string;
  /** In the order in which they are to be read. */
  readonly places: readonly Place[];
  /** A statement to write in the place of the one at fault, as JSON, where one can be made. */
  readonly replacement?: string;
  /** Items of lists that can be taken out without changing what the policy says. */
  readonly removable?: readonly Place[];
}

/** One check of a policy. Pure: what it knows of AWS comes in with the facts. */
export interface Rule {
  readonly code: string;
  readonly type: FindingType;
  /** The kinds of policies that it looks at. */
  readonly kinds: readonly PolicyKind[];
  /** What the finding says, in a sentence. */
  readonly meaning: string;
  /** What to write instead. */
  readonly remedy: string;
  /** Where to read on; AWS's page for a code of AWS's. */
  readonly learnMoreLink?: string;
  check(policy: PolicyView, facts: AwsFacts): Iterable<Detection>;
}

export const everyKind: readonly PolicyKind[] = ['identity', 'resource', 'trust', 'serviceControl', 'resourceControl'];

/** Policies of a resource, roles among them. */
export const resourceKinds: readonly PolicyKind[] = ['resource', 'trust'];

/** Policies in which actions of every service may stand. */
export const allButTrust: readonly PolicyKind[] = ['identity', 'resource', 'serviceControl', 'resourceControl'];
