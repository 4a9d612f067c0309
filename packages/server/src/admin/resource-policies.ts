import { isPublicPolicy, policySet } from '@assent/policy';
import { AccessError, accessStatus } from '../access/access-error.ts';
import { isObject, readText } from '../access/member.ts';
import type { JsonObject } from '../access/member.ts';
import { compileText, UnusablePolicyError } from '../authorization/policy-library.ts';
import type { ResourcePolicies } from '../authorization/resource-policies.ts';
import type { ResourceFacts } from '../directory/facts.ts';
import { accountIn, policyHolders } from '../directory/resource-arn.ts';
import { applyResourceChanges } from '../directory/resource.ts';
import type { ResourceChange } from '../directory/resource-change.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { shownText } from '../directory/stored-principals.ts';
import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import { decode, splitTarget } from '../signature/canonical-request.ts';
import type { Store } from '../store/store.ts';
import { acceptablePolicy } from './acceptable-policy.ts';
import { answer, checkAdminToken, headers, readJson } from './admin-request.ts';

export interface ResourcePolicyOptions {
  readonly store: Store;
  readonly snapshot: Snapshot;
  readonly policies: ResourcePolicies;
  /** The admin token. */
  readonly token: string;
  newRequestId(): string;
  onFault(error: unknown, requestId: string): void;
}

const methods = 'GET, PUT, DELETE';

/** Policies of resources that no call has told of, by the admin token: `GET /resource-policies` lists, and with `?arn=…` there
 * is one to be had, put and deleted. */
export class ResourcePolicyAdmin {
  readonly #options: ResourcePolicyOptions;

  constructor(options: ResourcePolicyOptions) {
    this.#options = options;
  }

  /** Answers a request for `/resource-policies`; `undefined` for other paths. Never rejects. */
  handle(request: RawRequest): Promise<RawResponse> | undefined {
    return splitTarget(request.target).path === '/resource-policies' ? this.#answer(request) : undefined;
  }

  async #answer(request: RawRequest): Promise<RawResponse> {
    try {
      checkAdminToken(request, this.#options.token);
      const arn = namedArn(request.target);
      if (arn === undefined && request.method === 'GET') return answer(200, { resources: this.#list() });
      switch (request.method) {
        case 'GET':
          return answer(200, this.#whole(this.#known(holder(arn))));
        case 'PUT':
          return answer(200, await this.#put(holder(arn), readJson(request)));
        case 'DELETE':
          return answer(200, await this.#delete(holder(arn)));
        default:
          return { ...answer(405, { error: { code: 'method-not-allowed', message: `/resource-policies takes ${methods}` } }), headers: { ...headers, allow: methods } };
      }
    } catch (error) {
      if (error instanceof AccessError) return answer(accessStatus[error.code], { error: { code: error.code, message: error.message } });
      this.#options.onFault(error, this.#options.newRequestId());
      return answer(500, { error: { code: 'fault', message: 'the request could not be processed' } });
    }
  }

  #list(): readonly object[] {
    return [...this.#options.snapshot.resources()].filter(({ id }) => canHavePolicy(id)).map((facts) => this.#short(facts)).sort((a, b) => (a.arn < b.arn ? -1 : 1));
  }

  #short({ id, account, policy }: ResourceFacts): { readonly arn: string; readonly owner: string; readonly hasPolicy: boolean; readonly public: boolean | null } {
    return { arn: id, owner: account, hasPolicy: policy !== undefined, public: this.#isPublic(id) };
  }

  /** `null` where the policy cannot be used, so that everything is denied. */
  #isPublic(arn: string): boolean | null {
    try {
      const set = this.#options.policies.policyOf(arn);
      return set !== undefined && isPublicPolicy(set);
    } catch (error) {
      if (error instanceof UnusablePolicyError) return null;
      throw error;
    }
  }

  #whole(facts: ResourceFacts): object {
    const { id, policy, tags } = facts;
    const shown = policy && shownText({ type: 'resource', ...policy }, this.#options.snapshot, id.split(':', 2)[1] ?? 'aws');
    return { ...this.#short(facts), policy: shown ?? null, tags: tags ?? null };
  }

  /** A secret also by its ARN without the end that its service gave it. */
  #find(arn: string): ResourceFacts | undefined {
    const { snapshot } = this.#options;
    return snapshot.find('resource', arn) ?? snapshot.findResources(arn).find(({ id }) => accountIn(id) === accountIn(arn));
  }

  #known(arn: string): ResourceFacts {
    const facts = this.#find(arn);
    if (!facts) throw new AccessError('not-found', `nothing is known of \`${arn}\``);
    return facts;
  }

  async #put(named: string, body: JsonObject): Promise<object> {
    const known = this.#find(named);
    const arn = known?.id ?? named;
    const owner = ownerOf(arn, known?.account, body);
    const policy = acceptablePolicy(readText(body, 'policy', 1 << 20), arn, owner, this.#options.snapshot);
    const tags = readTags(body);
    await this.#write([{ kind: 'made', arn, account: owner }, { kind: 'policy', arn, policy }, ...(tags ? [{ kind: 'tags', arn, tags } as const] : [])], owner);
    return { arn, owner, hasPolicy: true, public: isPublicPolicy(policySet([compileText(policy.text, 'resource', arn)])) };
  }

  async #delete(named: string): Promise<object> {
    const { id, account, policy } = this.#known(named);
    if (!policy) throw new AccessError('not-found', `\`${id}\` has no policy`);
    await this.#write([{ kind: 'policy', arn: id, policy: undefined }], account);
    return { arn: id, owner: account, hasPolicy: false, public: false };
  }

  #write(changes: readonly ResourceChange[], owner: string): Promise<void> {
    return this.#options.store.write((writer) => applyResourceChanges(writer, changes, () => owner));
  }
}

/** The ARN in the query, where there is one.
 * @throws AccessError */
function namedArn(target: string): string | undefined {
  const { query } = splitTarget(target);
  if (query === '') return undefined;
  const arn = query.startsWith('arn=') && !query.includes('&') ? decode(query.slice(4)) : undefined;
  if (arn === undefined) throw new AccessError('invalid-request', 'the query must be arn=ARN, percent-encoded, or absent');
  return arn;
}

/** A resource that can have a policy.
 * @throws AccessError */
function holder(arn: string | undefined): string {
  if (arn === undefined) throw new AccessError('invalid-request', 'name the resource: /resource-policies?arn=ARN');
  if (!/^arn:aws[a-z-]{0,16}:[a-z0-9-]{1,32}:[a-z0-9-]{0,32}:(?:\d{12})?:[\x21-\x7E]{1,1024}$/.test(arn)) throw new AccessError('invalid-request', `\`${arn.slice(0, 256)}\` is no ARN of a resource`);
  if (canHavePolicy(arn)) return arn;
  const [other = arn] = policyHolders(arn);
  throw new AccessError('invalid-request', other === arn ? `\`${arn}\` can have no policy: name one bucket, queue, topic, function, key, or the like` : `\`${arn}\` has no policy of its own: that of \`${other}\` is the one`);
}

/** A registry of ECR has one policy for all its repositories, and no other pattern has any; nor has an alias of a key (R11.12). */
const canHavePolicy = (arn: string): boolean => policyHolders(arn).includes(arn) && !/^arn:[^:]+:kms:[^:]*:[^:]*:alias\//.test(arn) && (!/[*?]/.test(arn) || /^arn:[^:]+:ecr:[^:]+:\d{12}:\*$/.test(arn));

/** @throws AccessError where nobody says whose a resource is, or two say different things */
function ownerOf(arn: string, known: string | undefined, body: JsonObject): string {
  const stated = Object.hasOwn(body, 'owner') ? readText(body, 'owner', 12) : undefined;
  if (stated !== undefined && !/^\d{12}$/.test(stated)) throw new AccessError('invalid-request', `owner must be the 12 digits of an account, and is \`${stated}\``);
  const owner = known ?? accountIn(arn) ?? stated;
  if (owner === undefined) throw new AccessError('invalid-request', `the ARN does not say whose \`${arn}\` is: name its owner, an account of 12 digits`);
  if (stated !== undefined && stated !== owner) throw new AccessError('invalid-request', `\`${arn}\` is ${owner}'s, and not ${stated}'s`);
  return owner;
}

/** @throws AccessError */
function readTags(body: JsonObject): Readonly<Record<string, string>> | undefined {
  const tags = Object.hasOwn(body, 'tags') ? body['tags'] : undefined;
  if (tags === undefined) return undefined;
  const pairs = isObject(tags) ? Object.entries(tags) : [];
  const isTag = (pair: [string, unknown]): pair is [string, string] => pair[0].length >= 1 && pair[0].length <= 128 && typeof pair[1] === 'string' && pair[1].length <= 256;
  if (!isObject(tags) || pairs.length > 50 || !pairs.every(isTag)) throw new AccessError('invalid-request', 'tags must be an object of at most 50 texts, keys of 1 to 128 and values of at most 256 characters');
  return Object.fromEntries(pairs);
}
