import { GrantError } from '../grant-error.ts';
import type { PolicyHolder } from '../grantees/policy-holder.ts';
import { Role } from '../grantees/role.ts';
import type { Resource } from '../resources/resource.ts';
import type { Stack } from '../stack.ts';
import { documentJson } from '../statement/document.ts';
import type { PolicyJson } from '../statement/document.ts';
import { minimise } from '../statement/minimise.ts';
import { resourcePolicyQuotas, trustPolicyQuota } from '../statement/quota.ts';
import { splitPolicies } from '../statement/split.ts';
import type { HolderPolicy } from '../statement/split.ts';
import type { GrantStatement } from '../statement/statement.ts';
import { orderHolders } from './holder-order.ts';

/** A role, user or group with what it gets. */
export interface SynthesisedHolder {
  readonly holder: PolicyHolder;
  /** Of roles alone. */
  readonly trust?: PolicyJson;
  readonly policies: readonly HolderPolicy[];
  /** Those of this stack that have to be there before, with their policies, by ARN. */
  readonly after: readonly string[];
}

/** A resource with the statements of its policy. */
export interface SynthesisedResource {
  readonly resource: Resource;
  readonly statements: readonly GrantStatement[];
  readonly policy: PolicyJson;
  /** The roles and users of this stack that its policy names, by ARN: a principal has to be there before a policy names it. */
  readonly after: readonly string[];
}

/** What a stack comes to: what every output writes in its own form. */
export interface Synthesis {
  /** In the order in which they can be made. */
  readonly holders: readonly SynthesisedHolder[];
  /** By ARN; only those whose policy says something. */
  readonly resources: readonly SynthesisedResource[];
}

/** Merges, splits and orders all that was granted in a stack.
 * @throws GrantError `too-large` where AWS would not take a policy, `cyclic-order` where nothing could be made first */
export function synthesise(stack: Stack): Synthesis {
  const holders = stack.holders.filter(({ mutable }) => mutable);
  const arns = new Set(holders.map(({ arn }) => arn));
  return {
    holders: orderHolders(holders).map(({ holder, after }) => synthesiseHolder(stack, holder, after.map(({ arn }) => arn))),
    resources: stack.resources.filter(({ policyStatements }) => policyStatements.length > 0).map((resource) => synthesiseResource(resource, arns)),
  };
}

function synthesiseHolder(stack: Stack, holder: PolicyHolder, after: readonly string[]): SynthesisedHolder {
  const { kind, name } = holder;
  const policies = splitPolicies(kind, name, stack.name, minimise(holder.statements));
  if (!(holder instanceof Role)) return { holder, policies, after };
  const trust = documentJson(minimise(holder.trust));
  checkSize(`the trust policy of the role \`${name}\``, trust, trustPolicyQuota);
  return { holder, trust, policies, after };
}

function synthesiseResource(resource: Resource, holders: ReadonlySet<string>): SynthesisedResource {
  const statements = minimise(resource.policyStatements);
  const policy = documentJson(statements);
  checkSize(`the policy of \`${resource.arn}\``, policy, resourcePolicyQuotas[resource.services[0] ?? '']);
  const named = statements.flatMap(({ principal }) => (principal === undefined || principal === '*' ? [] : (principal.AWS ?? [])));
  return { resource, statements, policy, after: [...new Set(named)].filter((arn) => holders.has(arn)).sort() };
}

function checkSize(what: string, policy: PolicyJson, quota: number | undefined): void {
  const { length } = JSON.stringify(policy);
  if (quota !== undefined && length > quota) throw new GrantError('too-large', `${what} has ${length} characters, and AWS takes ${quota}: name fewer principals, an organization for instance`);
}
