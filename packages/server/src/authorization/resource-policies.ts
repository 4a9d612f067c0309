import type { PolicySet } from '@assent/policy';

/** What is known of the policies that resources of other services have: buckets, queues, topics, functions, keys. */
export interface ResourcePolicies {
  /** The policies of a resource, or of what it lies in: those of a bucket for an object.
   * @param resource its ARN */
  policyOf(resource: string): PolicySet | undefined;
}

/** Where no resource has a policy, identity-based policies decide alone. */
export const noResourcePolicies: ResourcePolicies = { policyOf: () => undefined };
