import type { Keys, Requirement } from '../../authorization/requirement.ts';
import type { RoutedCall } from '../routed-call.ts';
import { lowerCased, stateKeysOf } from './state-keys.ts';

/** What the gate knows beside the call itself. */
export interface RequirementFacts {
  /** Of the region that the call is for: `aws`, `aws-cn`. */
  readonly partition: string;
  /** The caller's account: what a name without an account belongs to. */
  readonly account: string;
  /** The ARN under which a resource is decided on, by the one that the caller means it by; of what is named without the end of its
   * ARN, a stack by its name as `arn:aws:cloudformation:eu-west-1:111122223333:stack/web/*`, the whole one where it is known. */
  readonly canonical?: (arn: string) => string;
  /** The account that owns a resource whose ARN has none, or that was made by somebody else; `undefined` where unknown. */
  readonly ownerOf?: (arn: string) => string | undefined;
  /** The tags of a resource; `undefined` where unknown.
   * @param version of an object, where it is not the current one */
  readonly tagsOf?: (arn: string, version?: string) => Readonly<Record<string, string>> | undefined;
  /** Whether an object has tags, where what the call needs depends on that. */
  readonly isTagged?: (arn: string, version?: string) => boolean;
  /** The name of the partition key of a table or an index of DynamoDB; `undefined` where unknown. */
  readonly partitionKeyOf?: (arn: string) => string | undefined;
  /** The key that an alias of KMS stands for; `undefined` where unknown. */
  readonly keyOfAlias?: (aliasArn: string) => string | undefined;
  /** The ARN of the stream that a shard iterator of Kinesis is of; `undefined` where unknown. */
  readonly streamOfIterator?: (iterator: string) => string | undefined;
  /** The ARN of the role in an instance profile; `undefined` where unknown. */
  readonly roleOfProfile?: (profileArn: string) => string | undefined;
  /** The ARNs of roles that a launch template of EC2 gives to instances, by its ARN and version; `undefined` where unknown. */
  readonly rolesOfTemplate?: (templateArn: string, version: string | undefined) => readonly string[] | undefined;
  /** The ARNs of roles that a task definition of ECS gives to tasks, by its ARN, or the last one of a family by its own; `undefined`
   * where unknown. */
  readonly rolesOfTask?: (definition: string) => readonly string[] | undefined;
  /** The whole ARN of a secret, by its ARN without the six characters at the end; `undefined` where unknown. */
  readonly secretOf?: (arn: string) => string | undefined;
  /** Condition keys that a resource has by itself, beside its tags: `kms:KeySpec`, `ec2:InstanceType`; `undefined` where
   * unknown. A key that is not among them is one that the resource does not have. */
  readonly keysOf?: (arn: string) => Keys | undefined;
  /** The key that a ciphertext was made with, as base64; `undefined` where it does not say. */
  readonly keyOfCiphertext?: (blob: string) => string | undefined;
  /** How the request was signed. */
  readonly signature?: SignatureFacts;
}

export interface SignatureFacts {
  readonly presigned: boolean;
  /** Since it was made, in milliseconds. */
  readonly age?: number;
  /** The header `x-amz-content-sha256`. */
  readonly contentSha256?: string;
}

/** A requirement as the gate makes it. */
export interface CallRequirement extends Requirement {
  /** Made from the catalog's resource types, not from a table that was checked by hand. */
  readonly derived?: true;
}

/** A resource by its ARN, or by what is known of it, with wildcards for the rest. */
export type Resource = string | { readonly arn: string; readonly known: string };

/** What an operation needs. */
export type Rule = (view: CallView) => readonly CallRequirement[];
export type ServiceTable = Readonly<Record<string, Rule>>;

/** A call that says too little to know what it is about: it is refused. */
export class IncompleteCallError extends Error {
  readonly code = 'IncompleteCall';
  readonly parameter: string;

  constructor(call: RoutedCall, parameter: string) {
    super(`${call.service}'s ${call.operation} has no usable \`${parameter}\``);
    this.name = 'IncompleteCallError';
    this.parameter = parameter;
  }
}

/** A call with what is known beside it, as tables read it. */
export class CallView {
  readonly call: RoutedCall;
  readonly facts: RequirementFacts;
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(call: RoutedCall, facts: RequirementFacts, parameters: Readonly<Record<string, unknown>> = call.parameters) {
    this.call = call;
    this.facts = facts;
    this.parameters = parameters;
  }

  /** The same call, read at a structure inside it. */
  at(parameters: unknown): CallView {
    return new CallView(this.call, this.facts, isRecord(parameters) ? parameters : {});
  }

  /** A parameter that must be there.
   * @throws IncompleteCallError */
  text(name: string): string {
    const value = this.parameters[name];
    if (typeof value !== 'string' || value === '') throw new IncompleteCallError(this.call, name);
    return value;
  }

  /** A parameter as condition keys have it: numbers and booleans as text. */
  optional(name: string): string | undefined {
    const value = this.parameters[name];
    return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** Elements of a list that are text. */
  texts(name: string): readonly string[] {
    return this.items(name).filter((item) => typeof item === 'string');
  }

  /** A list; empty where there is none. */
  items(name: string): readonly unknown[] {
    const value = this.parameters[name];
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  }

  /** The structures of a list. */
  views(name: string): readonly CallView[] {
    return this.items(name).map((item) => this.at(item));
  }

  record(name: string): Readonly<Record<string, unknown>> {
    const value = this.parameters[name];
    return isRecord(value) ? value : {};
  }

  has(name: string): boolean {
    return this.parameters[name] !== undefined;
  }

  /** An ARN in the region and account of the call. */
  arn(service: string, resource: string): string {
    return `arn:${this.facts.partition}:${service}:${this.call.region}:${this.facts.account}:${resource}`;
  }

  /** A resource that the call names without the end of its ARN.
   * @param rest wildcards, as policies have them */
  partly(beginning: string, rest: string): Resource {
    return { arn: beginning + rest, known: beginning };
  }

  /** A requirement on a resource that is there, with the tags that it has and what else condition keys tell of it; what nobody
   * here knows of it is unknown.
   * @param action without the prefix of the service, or with another one's
   * @param unknown more keys that may have any value */
  need(action: string, resource: Resource, keys: Keys = {}, unknown: readonly string[] = []): CallRequirement {
    const name = this.#nameOf(action);
    if (resource === '*') return { action: name, resource, keys, ...unknownKeys(lowerCased(unknown)) };
    const { arn, known, owner } = this.#placed(resource);
    const state = stateKeysOf(name, arn);
    const facts = known === undefined ? this.facts : noFacts;
    const [tags, own] = [state.tags.length > 0 ? facts.tagsOf?.(arn) : undefined, facts.keysOf?.(arn)];
    const missing = tags || own || unknown.length > 0 ? [...(tags ? [] : lowerCased(state.tags)), ...(own ? [] : state.others), ...lowerCased(unknown)] : state.all;
    return {
      action: name,
      resource: arn,
      ...(known === undefined ? {} : { knownBeginning: known }),
      ...(owner === undefined ? {} : { resourceAccount: owner }),
      keys: { ...resourceTagKeys(state.tags, tags), ...own, ...keys },
      ...unknownKeys(missing),
    };
  }

  /** A requirement on what the call makes, which has nothing yet but what the call says of it. */
  needNew(action: string, resource: string, keys: Keys = {}, unknown: readonly string[] = []): CallRequirement {
    const { arn, owner } = resource === '*' ? { arn: resource, owner: undefined } : this.#placed(resource);
    return { action: this.#nameOf(action), resource: arn, ...(owner === undefined ? {} : { resourceAccount: owner }), keys, ...unknownKeys(lowerCased(unknown)) };
  }

  #nameOf(action: string): string {
    return action.includes(':') ? action : `${this.call.actionPrefix}:${action}`;
  }

  /** Where a resource is decided on, and whose it is. */
  #placed(resource: Resource): { readonly arn: string; readonly known: string | undefined; readonly owner: string | undefined } {
    const { canonical, ownerOf } = this.facts;
    const named = typeof resource === 'string' ? resource : resource.arn;
    const arn = canonical?.(named) ?? named;
    const rest = typeof resource === 'string' ? undefined : resource.arn.slice(resource.known.length);
    // Where it is known by now, it has no wildcards any more.
    return { arn, known: rest === undefined || !arn.endsWith(rest) ? undefined : arn.slice(0, -rest.length), owner: ownerOf?.(arn) };
  }

  /** A requirement to pass a role to a service. */
  passRole(role: string, service: string, keys: Keys = {}): CallRequirement {
    const arn = role.startsWith('arn:') ? role : `arn:${this.facts.partition}:iam::${this.facts.account}:role/${role.startsWith('/') ? role.slice(1) : role}`;
    return this.need('iam:PassRole', arn, { 'iam:PassedToService': service, ...keys });
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of a resource whose ARN is not known nothing else is. */
const noFacts: Pick<RequirementFacts, 'tagsOf' | 'keysOf'> = {};

const unknownKeys = (keys: readonly string[]): Pick<Requirement, 'unknownKeys'> => (keys.length > 0 ? { unknownKeys: keys } : {});

function resourceTagKeys(families: readonly string[], tags: Readonly<Record<string, string>> = {}): Keys {
  return Object.fromEntries(Object.entries(tags).flatMap(([key, value]) => families.map((family) => [`${family}${key}`, value])));
}
