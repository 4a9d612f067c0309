import { GrantError } from '../grant-error.ts';
import type { PolicyHolder } from '../grantees/policy-holder.ts';
import { Role } from '../grantees/role.ts';
import type { Stack } from '../stack.ts';
import { documentJson } from '../statement/document.ts';
import type { PolicyJson } from '../statement/document.ts';
import { minimise } from '../statement/minimise.ts';
import { resourcePolicyQuotas, trustPolicyQuota } from '../statement/quota.ts';
import { splitPolicies } from '../statement/split.ts';
import type { HolderPolicy } from '../statement/split.ts';

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
  return {
    holders: stack.holders.filter(({ mutable }) => mutable).map((holder) => holderJson(stack, holder)),
    resources: stack.resources
      .filter(({ policyStatements }) => policyStatements.length > 0)
      .map(({ arn, policyStatements, services }) => {
        const policy = documentJson(minimise(policyStatements));
        checkSize(`the policy of \`${arn}\``, policy, resourcePolicyQuotas[services[0] ?? '']);
        return { arn, policy };
      }),
  };
}

function holderJson(stack: Stack, holder: PolicyHolder): HolderJson {
  const { kind, name, arn } = holder;
  const policies = splitPolicies(kind, name, stack.name, minimise(holder.statements));
  if (!(holder instanceof Role)) return { kind, name, arn, policies };
  const trust = documentJson(minimise(holder.trust));
  checkSize(`the trust policy of the role \`${name}\``, trust, trustPolicyQuota);
  return { kind, name, arn, trust, policies };
}

function checkSize(what: string, policy: PolicyJson, quota: number | undefined): void {
  const { length } = JSON.stringify(policy);
  if (quota !== undefined && length > quota) throw new GrantError('too-large', `${what} has ${length} characters, and AWS takes ${quota}: name fewer principals, an organization for instance`);
}
