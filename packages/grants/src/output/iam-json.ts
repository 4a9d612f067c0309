import type { Stack } from '../stack.ts';
import type { PolicyJson } from '../statement/document.ts';
import type { HolderPolicy } from '../statement/split.ts';
import { synthesise } from './synthesis.ts';

/** A role, user or group with its policies. */
export interface HolderJson {
  readonly kind: 'role' | 'user' | 'group';
  readonly name: string;
  readonly arn: string;
  /** Of roles alone. */
  readonly trust?: PolicyJson;
  readonly policies: readonly HolderPolicy[];
}

/** All that a stack grants, as IAM's documents. */
export interface IamJson {
  readonly holders: readonly HolderJson[];
  /** Resources with a policy, by their ARNs. */
  readonly resources: readonly { readonly arn: string; readonly policy: PolicyJson }[];
}

/** The policies of a stack, merged, split by AWS's quotas, in an order that does not depend on that of the calls.
 * @throws GrantError `too-large` where AWS would not take a policy */
export function toIamJson(stack: Stack): IamJson {
  const { holders, resources } = synthesise(stack);
  return {
    holders: holders.map(({ holder: { kind, name, arn }, trust, policies }) => ({ kind, name, arn, ...(trust ? { trust } : {}), policies })),
    resources: resources.map(({ resource: { arn }, policy }) => ({ arn, policy })),
  };
}
