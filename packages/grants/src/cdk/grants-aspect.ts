import { Annotations, AspectPriority, Aspects, CfnResource } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyJson } from '../statement/document.ts';
import { holderId, holdersOf } from './cdk-holder.ts';
import type { CdkHolder } from './cdk-holder.ts';
import { policiesOf } from './cdk-policy.ts';
import type { CdkPolicy } from './cdk-policy.ts';
import { casesOf } from './grant-case.ts';
import type { GrantCase, HolderCases, ResourceFacts, Untested } from './grant-case.ts';
import { isWithin, knownConstructs } from './known-construct.ts';
import type { KnownConstruct } from './known-construct.ts';
import { PhysicalResolver, placeOf } from './physical-resolver.ts';
import { policyOn, resourcePoliciesOf } from './resource-policy.ts';
import type { ResourcePolicy } from './resource-policy.ts';
import { findWideGrants } from './wide-grant.ts';
import type { WideGrant } from './wide-grant.ts';

/** A file to be written. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** What is read of an app once. */
interface KnownApp {
  /** How many constructs it had then. */
  readonly size: number;
  readonly constructs: readonly KnownConstruct[];
  /** What the app calls a role, user or group, by account and name. */
  readonly holderIds: ReadonlyMap<string, string>;
}

/** Looks at what the roles, users and groups of a CDK app may do: warns, while the app is synthesised, where that is more than
 * the grants of its constructs give, and writes the tests of what was granted.
 * @example const grants = GrantsAspect.of(app); app.synth(); for (const { message } of grants.findings) console.log(message) */
export class GrantsAspect implements IAspect {
  readonly #scope: IConstruct;
  readonly #resolver = new PhysicalResolver();
  #known: KnownApp | undefined;

  private constructor(scope: IConstruct) {
    this.#scope = scope;
  }

  /** Looks at an app, a stack or a part of one, when everything that changes it has run. */
  static of(scope: IConstruct): GrantsAspect {
    const aspect = new GrantsAspect(scope);
    Aspects.of(scope).add(aspect, { priority: AspectPriority.READONLY });
    return aspect;
  }

  /** Called by CDK for each construct. */
  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node)) return;
    for (const { code, message } of this.#findingsIn(policiesOf(node, this.#resolver).filter(({ construct }) => construct === node))) Annotations.of(node).addWarningV2(`@assent/grants:${code}`, message);
  }

  /** Where a policy says more than grants would. As it stands: ask after the app is synthesised. */
  get findings(): readonly WideGrant[] {
    return this.#findingsIn(policiesOf(this.#scope, this.#resolver));
  }

  /** Each grant allows what it says, and its neighbours stay refused. As it stands: ask after the app is synthesised. */
  get cases(): readonly GrantCase[] {
    return this.#written.flatMap(({ cases }) => cases);
  }

  /** What no case could be written for. */
  get untested(): readonly Untested[] {
    return this.#written.flatMap(({ untested }) => untested);
  }

  /** The cases as files for `assent test`: one of cases, to be kept, and one of each policy that they name by its path, to be
   * written anew whenever the app is synthesised. */
  get files(): readonly TextFile[] {
    const policies = new Map<string, string>();
    const write = (path: string, document: PolicyJson): string => {
      policies.set(path, `${JSON.stringify(document, null, 2)}\n`);
      return path;
    };
    const onResources = this.#resourcePolicies;
    const cases = this.#written.flatMap(({ holder, cases: written }) => {
      const { kind, name, place } = holder;
      const own = `policies/${fileName(`${place.account}-${kind}-${name}`)}`;
      return written.map((one) => {
        const { identity, permissionsBoundary, resource } = one.policies;
        return {
          ...one,
          policies: {
            identity: identity.map((document) => write(`${own}.json`, document)),
            ...(permissionsBoundary === undefined ? {} : { permissionsBoundary: write(`${own}-boundary.json`, permissionsBoundary) }),
            ...(resource === undefined ? {} : { resource: write(`policies/${fileName(policyOn(onResources, one.resource)?.arn ?? '')}.json`, resource) }),
          },
        };
      });
    });
    return [{ name: 'grants.cases.json', text: `${JSON.stringify(cases, null, 2)}\n` }, ...[...policies].map(([name, text]) => ({ name, text }))];
  }

  #findingsIn(policies: readonly CdkPolicy[]): readonly WideGrant[] {
    const identity = policies.filter(({ kind }) => kind === 'identity');
    if (identity.length === 0) return [];
    const { constructs, holderIds } = this.#app;
    return identity.flatMap(({ construct, holders, statements }) => {
      const { account } = placeOf(construct);
      return findWideGrants({ path: pathOf(construct), holders: holders.map((name) => holderIds.get(`${account}/${name}`) ?? name), statements }, constructs);
    });
  }

  /** What is known of the app, read again where it has grown. */
  get #app(): KnownApp {
    const { root } = this.#scope.node;
    const all = root.node.findAll();
    if (this.#known?.size === all.length) return this.#known;
    const identities = all.flatMap((construct) => (CfnResource.isCfnResource(construct) && /^AWS::IAM::(Role|User|Group)$/.test(construct.cfnResourceType) ? [construct] : []));
    this.#known = {
      size: all.length,
      constructs: knownConstructs(root, this.#resolver),
      holderIds: new Map(identities.map((identity) => [`${placeOf(identity).account}/${this.#resolver.nameOf(identity)}`, holderId(identity)])),
    };
    return this.#known;
  }

  get #resourcePolicies(): readonly ResourcePolicy[] {
    const { root } = this.#scope.node;
    return resourcePoliciesOf(root, policiesOf(root, this.#resolver), this.#resolver);
  }

  get #written(): readonly (HolderCases & { readonly holder: CdkHolder })[] {
    const onResources = this.#resourcePolicies;
    const { constructs } = this.#app;
    const facts: ResourceFacts = {
      policyOn: (arn) => policyOn(onResources, arn)?.document,
      grantedOn: (arn) => new Set(constructs.find((construct) => isWithin(arn, construct.arn))?.grants.flatMap(({ statements }) => statements.flatMap(({ actions }) => actions))),
    };
    return holdersOf(this.#scope, policiesOf(this.#scope.node.root, this.#resolver), this.#resolver).map((holder) => ({ holder, ...casesOf(holder, facts) }));
  }
}

/** The L1 resource is a part of what the app made. */
const pathOf = (construct: CfnResource): string => construct.node.path.replace(/\/Resource$/, '');

const fileName = (text: string): string => text.replaceAll(/[^\w.-]/g, '_');
