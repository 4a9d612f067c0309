import { policySet } from '@assent/policy';
import type { CompiledPolicy, PolicySet } from '@assent/policy';
import type { KeyGrant, ResourceFacts, ResourcePolicyText } from '../directory/facts.ts';
import { policyHolders, rootResource } from '../directory/resource-arn.ts';
import { accountPublicAccess } from '../directory/resource-change.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { decidingText } from '../directory/stored-principals.ts';
import { compileText } from './policy-library.ts';

/** What resources of other services bring to a decision: their policies, grants on keys, block public access. Policies are
 * compiled when they are first needed and kept as long as nothing replaces them. */
export class ResourcePolicies {
  readonly #snapshot: Snapshot;
  readonly #compiled = new WeakMap<ResourcePolicyText, CompiledPolicy>();
  readonly #sets = new WeakMap<CompiledPolicy, PolicySet>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** The policies of a resource, or of what it lies in: those of a bucket for an object.
   * @throws UnusablePolicyError */
  policyOf(arn: string): PolicySet | undefined {
    const [first, ...more] = policyHolders(arn).flatMap((holder) => this.#policy(holder) ?? []);
    if (!first) return undefined;
    if (more.length > 0) return policySet([first, ...more]);
    let set = this.#sets.get(first);
    if (!set) this.#sets.set(first, (set = policySet([first])));
    return set;
  }

  /** Whose a resource is, where its ARN does not say. */
  ownerOf(arn: string): string | undefined {
    return this.#snapshot.find('resource', rootResource(arn))?.account;
  }

  /** Whether a bucket is for its own account alone where its policy is public (R11.19). */
  restrictsPublic(arn: string): boolean {
    const bucket = this.#snapshot.find('resource', rootResource(arn));
    if (!bucket) return false;
    const account = this.#snapshot.find('resource', accountPublicAccess(arn.split(':', 2)[1] ?? 'aws', bucket.account));
    return bucket.publicAccess?.restrictPublicBuckets === true || account?.publicAccess?.restrictPublicBuckets === true;
  }

  grantsOn(key: string): readonly KeyGrant[] {
    return this.#snapshot.find('resource', key)?.grants ?? [];
  }

  #policy(arn: string): CompiledPolicy | undefined {
    const facts: ResourceFacts | undefined = this.#snapshot.find('resource', arn);
    if (!facts?.policy) return undefined;
    const { policy } = facts;
    let compiled = this.#compiled.get(policy);
    if (!compiled) this.#compiled.set(policy, (compiled = compileText(decidingText({ type: 'resource', ...policy }), 'resource', arn)));
    return compiled;
  }
}
