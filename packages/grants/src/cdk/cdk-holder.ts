import { findManagedPolicy, managedPolicyDocument } from '@assent/catalog';
import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyJson, StatementJson } from '../statement/document.ts';
import type { CdkPolicy } from './cdk-policy.ts';
import { idOf } from './known-construct.ts';
import type { CdkPlace } from './physical-arn.ts';
import { placeOf } from './physical-resolver.ts';
import type { PhysicalResolver } from './physical-resolver.ts';

/** A role or user of an app, with all that its policies say. */
export interface CdkHolder {
  readonly kind: 'role' | 'user';
  /** As the app calls it: a function, where the role is the function's. */
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly place: CdkPlace;
  /** All its policies in one. */
  readonly document: PolicyJson;
  readonly boundary?: PolicyJson;
  /** ARNs of policies that are neither in the app nor AWS's: nobody here knows what they say. */
  readonly unknownPolicies: readonly string[];
}

type Kind = 'role' | 'user' | 'group';

const kinds: Readonly<Record<string, Kind>> = { 'AWS::IAM::Role': 'role', 'AWS::IAM::User': 'user', 'AWS::IAM::Group': 'group' };

/** What the app calls whoever has the policies of a role: what was made with the role, where the role was made for it. */
export function holderId(identity: IConstruct): string {
  const made = identity.node.id === 'Resource' ? identity.node.scope : identity;
  const owner = made?.node.scope;
  const isOwn = owner !== undefined && ['role', 'taskRole', 'executionRole'].some((property) => Reflect.get(owner, property) === made);
  return isOwn ? idOf(owner) : idOf(identity);
}

/** The roles and users under a construct, by name, with the policies of their groups, the managed ones and the boundary. */
export function holdersOf(root: IConstruct, policies: readonly CdkPolicy[], resolver: PhysicalResolver): readonly CdkHolder[] {
  const identities = root.node.findAll().flatMap((construct) => (CfnResource.isCfnResource(construct) && kinds[construct.cfnResourceType] !== undefined ? [construct] : []));
  const reader = new HolderReader(policies, resolver, identities);
  return identities.filter(({ cfnResourceType }) => kinds[cfnResourceType] !== 'group').map((identity) => reader.read(identity)).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

class HolderReader {
  readonly #policies: readonly CdkPolicy[];
  readonly #resolver: PhysicalResolver;
  readonly #identities: readonly CfnResource[];

  constructor(policies: readonly CdkPolicy[], resolver: PhysicalResolver, identities: readonly CfnResource[]) {
    this.#policies = policies;
    this.#resolver = resolver;
    this.#identities = identities;
  }

  read(identity: CfnResource): CdkHolder {
    const arn = this.#resolver.arnOf(identity);
    const groups = this.#texts(identity, 'groups').flatMap((name) => this.#identities.filter((other) => kinds[other.cfnResourceType] === 'group' && this.#resolver.nameOf(other) === name && placeOf(other).account === placeOf(identity).account));
    const managed = [identity, ...groups].flatMap((one) => this.#texts(one, 'managedPolicyArns')).map((policy) => [policy, this.#managed(policy)] as const);
    const boundaryArn = this.#texts(identity, 'permissionsBoundary')[0];
    const boundary = boundaryArn === undefined ? undefined : this.#managed(boundaryArn);
    return {
      kind: kinds[identity.cfnResourceType] === 'user' ? 'user' : 'role',
      id: holderId(identity),
      name: this.#resolver.nameOf(identity),
      arn,
      place: placeOf(identity),
      document: documentOf([...[identity, ...groups].flatMap((one) => this.#own(one)), ...managed.flatMap(([, document]) => statementsOf(document))]),
      ...(boundary === undefined ? {} : { boundary }),
      unknownPolicies: [...managed, ...(boundaryArn === undefined ? [] : [[boundaryArn, boundary] as const])].filter(([, document]) => document === undefined).map(([policy]) => policy),
    };
  }

  /** The policies that hang on an identity itself, or that name it. */
  #own(identity: CfnResource): readonly StatementJson[] {
    const name = this.#resolver.nameOf(identity);
    const { account } = placeOf(identity);
    // Roles of one name in several accounts are several.
    return this.#policies.filter(({ kind, construct, holders }) => kind === 'identity' && (construct === identity || (holders.includes(name) && placeOf(construct).account === account))).flatMap(({ statements }) => statements);
  }

  #managed(arn: string): PolicyJson | undefined {
    const own = this.#policies.find(({ construct }) => construct.cfnResourceType === 'AWS::IAM::ManagedPolicy' && this.#resolver.arnOf(construct) === arn);
    if (own) return documentOf(own.statements);
    const known = findManagedPolicy(arn.replace(/^arn:[^:]+:/, 'arn:aws:'));
    const text = known === undefined ? undefined : managedPolicyDocument(known.arn);
    return text === undefined ? undefined : (JSON.parse(text) as PolicyJson);
  }

  #texts(identity: CfnResource, property: string): readonly string[] {
    const value = this.#resolver.read(Reflect.get(identity, property), identity);
    return (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');
  }
}

/** The statements of a document; AWS's own write one without a list. */
function statementsOf(document: PolicyJson | undefined): readonly StatementJson[] {
  const held: unknown = document?.Statement ?? [];
  return (Array.isArray(held) ? held : [held]) as readonly StatementJson[];
}

export const documentOf = (statements: readonly StatementJson[]): PolicyJson => ({ Version: '2012-10-17', Statement: statements });
