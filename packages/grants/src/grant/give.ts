import { GrantError } from '../grant-error.ts';
import { PolicyHolder } from '../grantees/policy-holder.ts';
import { principalOf } from '../grantees/principal.ts';
import type { GrantPrincipal, Grantee } from '../grantees/principal.ts';
import { joinConditions } from '../statement/statement.ts';
import type { ConditionBlock, GrantStatement, PrincipalBlock } from '../statement/statement.ts';
import { Grant } from './grant.ts';
import type { Slot } from './slot.ts';

/** The policy of a resource, as a place for statements. */
export interface PolicyPlace {
  readonly account: string;
  /** What its statements name as `Resource`; empty where they may not name any. */
  readonly selfArns?: readonly string[];
  /** Actions that this kind of policy does not take. */
  readonly refusedActions?: readonly string[];
  /** Its principals are accounts: AWS takes no others. */
  readonly accountsOnly?: boolean;
  /** The policy has to allow even what the grantee's own policy does: a key that does not trust its account. */
  readonly always?: boolean;
  addToResourcePolicy(statement: GrantStatement, companion?: boolean): Slot;
}

/** One thing to give. */
export interface Gift {
  readonly grantee: Grantee;
  readonly actions: readonly string[];
  /** What the grantee's policy names. */
  readonly arns: readonly string[];
  /** In words. */
  readonly target: string;
  readonly conditions?: ConditionBlock;
  readonly policy?: PolicyPlace;
  /** These actions go along with others, and into policies of identities alone; who has none goes without. */
  readonly identityOnly?: boolean;
  readonly companion?: boolean;
}

/** Puts a gift where it counts: same account, into the grantee's policy; across accounts into both; where the grantee has
 * no policies, into the resource's (R8.4, R8.7).
 * @throws GrantError `no-resource-policy` where only a resource policy would do and the service has none */
export function give<Keys extends string>(gift: Gift): Grant<Keys> {
  const { grantee, actions, arns, conditions = {}, policy, companion = false, target } = gift;
  const principal = principalOf(grantee);
  const intent = `${actions.join(', ')} on ${target} to ${principal.label}`;
  const holders = principal instanceof PolicyHolder ? [principal] : [];
  const identity: GrantStatement = { effect: 'Allow', actions, resources: arns, conditions };
  const account = policy?.account;
  const foreign = account !== undefined && principal.account !== undefined && principal.account !== account;
  if (principal instanceof PolicyHolder && !foreign && policy?.always !== true) {
    const slot = principal.addToPrincipalPolicy(identity, companion);
    if (slot) return granted(gift, intent, [slot], [], holders);
  }
  if (gift.identityOnly === true || policy?.selfArns === undefined) return withoutPolicy(gift, principal, intent, foreign);
  // An account named in a policy of its own resource grants nothing: its identities need it from their own policies (R8.7).
  if (policy.accountsOnly === true && principal instanceof PolicyHolder && !foreign) return withoutPolicy(gift, principal, intent, foreign);
  if (principal.kind === 'group') {
    throw new GrantError('group-across-accounts', `the policy of ${target} cannot name the group \`${principal.name}\`, groups are no principals: grant to a role that its users assume`);
  }
  const named = actions.filter((action) => policy.refusedActions?.includes(action) !== true);
  const inPrincipal = principal instanceof PolicyHolder ? principal.addToPrincipalPolicy(identity, companion) : undefined;
  const both = joinConditions(conditions, principal.conditions);
  if (!both) throw new GrantError('wrong-use', `${principal.label} and the grant on ${target} ask for different values of one condition key`);
  const inResource =
    named.length === 0 ? undefined : policy.addToResourcePolicy({ effect: 'Allow', actions: named, resources: policy.selfArns, conditions: both, principal: policy.accountsOnly === true ? accountsOf(principal) : principal.element }, companion);
  return granted(gift, intent, inPrincipal ? [inPrincipal] : [], inResource ? [inResource] : [], holders);
}

function granted<Keys extends string>({ companion = false, target }: Gift, intent: string, principal: readonly Slot[], resource: readonly Slot[], holders: readonly PolicyHolder[]): Grant<Keys> {
  if (!companion) for (const slot of [...principal, ...resource]) slot.origin = target;
  return new Grant({ intent, principal, resource, holders });
}

function withoutPolicy<Keys extends string>(gift: Gift, principal: GrantPrincipal, intent: string, foreign: boolean): Grant<Keys> {
  const { target, companion = false } = gift;
  // What goes along for identities alone is not missed by a service or an account.
  if (gift.identityOnly === true && !(foreign && principal instanceof PolicyHolder)) return new Grant({ intent, principal: [], resource: [], holders: [] });
  if (gift.identityOnly === true && principal instanceof PolicyHolder) {
    const slot = principal.addToPrincipalPolicy({ effect: 'Allow', actions: gift.actions, resources: gift.arns, conditions: gift.conditions ?? {} }, companion);
    return granted(gift, intent, slot ? [slot] : [], [], [principal]);
  }
  if (principal instanceof PolicyHolder && !foreign) return new Grant({ intent, principal: [], resource: [], holders: [principal] });
  const who = foreign ? `${principal.label} is in account ${principal.account ?? ''}` : `${principal.label} has no policies of its own`;
  throw new GrantError(
    'no-resource-policy',
    `${who}, and ${target} has no resource policy that could let it in: make a role in the account of the resource with \`accessRole(stack, name, grantee, { externalId })\`, and grant to that role`,
  );
}

/** The accounts of a principal, in place of what is in them. */
function accountsOf({ account, element }: GrantPrincipal): PrincipalBlock {
  return account === undefined ? element : { AWS: [account] };
}
