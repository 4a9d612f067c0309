import { policySet } from '@assent/policy';
import type { CompiledPolicy, PolicySet } from '@assent/policy';
import { findAwsPolicy } from '../directory/aws-organization-policy.ts';
import type { AccountFacts, OrganizationFacts, OrganizationPolicyFacts, OrganizationResourcePolicyFacts } from '../directory/facts.ts';
import { hierarchyOf } from '../directory/hierarchy.ts';
import type { HierarchyLevel } from '../directory/hierarchy.ts';
import { organizationPolicyArn } from '../directory/organization-arn.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { decidingText } from '../directory/stored-principals.ts';
import { UnusablePolicyError, compileText } from './policy-library.ts';

type ControlType = 'service' | 'resource';

const typeNames = { service: 'SERVICE_CONTROL_POLICY', resource: 'RESOURCE_CONTROL_POLICY' } as const;
const policyTypes = { service: 'serviceControl', resource: 'resourceControl' } as const;

type Levels = readonly PolicySet[];

/** The policies of organizations as decisions take them: service and resource control policies a set a level, from the
 * root down to the account (R10.3), and the organization's resource policy. Compiled once, and put together anew only
 * where something on the way changed. */
export class ControlPolicies {
  readonly #snapshot: Snapshot;
  readonly #compiled = new WeakMap<OrganizationPolicyFacts, CompiledPolicy>();
  readonly #aws = new Map<string, CompiledPolicy>();
  readonly #sets = new WeakMap<readonly string[], { readonly parts: readonly CompiledPolicy[]; readonly set: PolicySet }>();
  readonly #levels: { readonly [T in ControlType]: WeakMap<AccountFacts, { readonly revision: number; readonly levels: Levels }> } = { service: new WeakMap(), resource: new WeakMap() };
  readonly #resourcePolicies = new WeakMap<OrganizationResourcePolicyFacts, PolicySet>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** What limits the principals of an account; `undefined` where nothing does: outside of organizations, without the
   * type enabled, and for the management account (R10.1, R10.2). */
  serviceControl(account: string): Levels | undefined {
    return this.#levelsOf(account, 'service');
  }

  /** What guards the resources of an account; AWS's allow-all of each level is implied (R10.4, R10.9). */
  resourceControl(account: string): Levels | undefined {
    return this.#levelsOf(account, 'resource');
  }

  /** The service control policies on a way down the hierarchy, a set a level, whether the type is enabled or not. */
  serviceControlAlong(levels: readonly HierarchyLevel[], organization: OrganizationFacts): Levels {
    return levels.map(({ controls }) => this.#set(controls.service, 'service', organization));
  }

  /** One service control policy of an organization, or AWS's. */
  serviceControlPolicy(id: string, organization: OrganizationFacts): CompiledPolicy | undefined {
    const facts = this.#snapshot.find('organizationPolicy', id);
    const known = findAwsPolicy(id)?.type === 'SERVICE_CONTROL_POLICY' || (facts?.type === 'SERVICE_CONTROL_POLICY' && facts.organization === organization.id);
    return known ? this.#policy(id, 'service', organization) : undefined;
  }

  /** The organization's resource policy (R10.14). */
  resourcePolicy({ resourcePolicy }: OrganizationFacts): PolicySet | undefined {
    if (!resourcePolicy) return undefined;
    let set = this.#resourcePolicies.get(resourcePolicy);
    if (!set) {
      const text = decidingText({ type: 'resource', text: resourcePolicy.content, principals: resourcePolicy.principals });
      this.#resourcePolicies.set(resourcePolicy, (set = policySet([compileText(text, 'resource', resourcePolicy.id)])));
    }
    return set;
  }

  #levelsOf(account: string, type: ControlType): Levels | undefined {
    const facts = this.#snapshot.find('account', account);
    const organization = this.#snapshot.organizationOf(account);
    if (!facts?.membership || !organization?.allFeatures || !organization.policyTypes.includes(typeNames[type]) || organization.managementAccount === account) return undefined;
    const { revision } = this.#snapshot;
    const held = this.#levels[type].get(facts);
    if (held?.revision === revision) return held.levels;
    const hierarchy = hierarchyOf(this.#snapshot, account) ?? [];
    const levels = hierarchy.map(({ controls }) => this.#set(controls[type], type, organization));
    this.#levels[type].set(facts, { revision, levels });
    return levels;
  }

  /** The ids of a target's attachments are the same list as long as nothing is attached or detached. */
  #set(ids: readonly string[], type: ControlType, organization: OrganizationFacts): PolicySet {
    const parts = ids.flatMap((id) => this.#policy(id, type, organization) ?? []);
    const held = this.#sets.get(ids);
    if (held && held.parts.length === parts.length && held.parts.every((part, index) => part === parts[index])) return held.set;
    const set = policySet(parts);
    this.#sets.set(ids, { parts, set });
    return set;
  }

  #policy(id: string, type: ControlType, organization: OrganizationFacts): CompiledPolicy | undefined {
    const aws = findAwsPolicy(id);
    if (aws) {
      if (type === 'resource') return undefined;
      let policy = this.#aws.get(id);
      if (!policy) this.#aws.set(id, (policy = compileText(aws.content, policyTypes[type], organizationPolicyArn('aws', organization, aws))));
      return policy;
    }
    const facts = this.#snapshot.find('organizationPolicy', id);
    if (facts?.content === undefined || facts.organization !== organization.id) throw new UnusablePolicyError(id, 'it does not exist');
    let policy = this.#compiled.get(facts);
    if (!policy) this.#compiled.set(facts, (policy = compileText(facts.content, policyTypes[type], organizationPolicyArn('aws', organization, facts))));
    return policy;
  }
}
