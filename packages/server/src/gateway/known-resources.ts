import type { ResourceFacts } from '../directory/facts.ts';
import { entityArn, parseEntityArn } from '../directory/arn.ts';
import { accountIn, rootResource, withAccount } from '../directory/resource-arn.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { creates } from './creation.ts';
import type { RequirementFacts } from './requirements/call-view.ts';
import type { RoutedCall } from './routed-call.ts';

/** Whose what is behind an upstream is, where nobody made it through the gate: an account, or `caller` where the upstream
 * keeps the accounts of its callers apart. */
export type UpstreamAccount = string;

/** Services whose resources are Assent's own. */
const ownServices: ReadonlySet<string> = new Set(['iam', 'sts', 'organizations', 'access-analyzer']);

/** What is known of the resources behind an upstream, as one account's call may name them. An upstream has one space of
 * names: a name that somebody else's resource has is that resource, whatever account the caller thinks of. */
export class KnownResources {
  readonly #snapshot: Snapshot;
  readonly #owner: UpstreamAccount;
  readonly #call: RoutedCall;
  readonly #account: string;
  /** A call names the same again and again. */
  readonly #canonical = new Map<string, string>();

  /** @param account of the caller */
  constructor(snapshot: Snapshot, owner: UpstreamAccount, call: RoutedCall, account: string) {
    this.#snapshot = snapshot;
    this.#owner = owner;
    this.#call = call;
    this.#account = account;
  }

  find(arn: string): ResourceFacts | undefined {
    return this.#snapshot.find('resource', this.canonical(arn));
  }

  /** The ARN that a resource is kept under and decided on, by the one that the caller means it by. */
  canonical(arn: string): string {
    let known = this.#canonical.get(arn);
    if (known === undefined) this.#canonical.set(arn, (known = this.#resolve(arn)));
    return known;
  }

  #resolve(arn: string): string {
    if (ownServices.has(serviceOf(arn))) return arn;
    const root = rootResource(arn);
    const found = this.#named(root);
    if (found) return arn === root ? found.id : withAccount(arn, accountIn(found.id));
    const isOwn = accountIn(arn) === this.#account && this.#owner !== 'caller' && !/(?:^|[:/])\*$/.test(root) && !creates(this.#call, root);
    return isOwn ? withAccount(arn, this.#owner) : arn;
  }

  /** Whose a resource is whose ARN does not say. */
  ownerOf(arn: string): string {
    const root = rootResource(arn);
    return this.#named(root)?.account ?? accountIn(arn) ?? (this.#owner === 'caller' || creates(this.#call, root) || isEverybodys(this.#call, root) ? this.#account : this.#owner);
  }

  /** All of it as tables of requirements ask for it. */
  get facts(): Pick<RequirementFacts, 'canonical' | 'ownerOf' | 'tagsOf' | 'partitionKeyOf' | 'keyOfAlias' | 'keyOfCiphertext' | 'roleOfProfile' | 'rolesOfTask' | 'secretOf'> {
    return {
      canonical: (arn) => this.canonical(arn),
      ownerOf: (arn) => this.ownerOf(arn),
      tagsOf: (arn) => this.tagsOf(arn),
      partitionKeyOf: (arn) => this.find(arn)?.partitionKey,
      keyOfAlias: (arn) => this.find(arn)?.target,
      keyOfCiphertext: (blob) => this.#keyOfCiphertext(blob),
      roleOfProfile: (arn) => this.#roleOfProfile(arn),
      rolesOfTask: (arn) => this.find(arn)?.roles,
      secretOf: (arn) => this.#named(arn)?.id,
    };
  }

  /** Of an object its own, which are not those of its bucket; of what else lies in something, that one's. */
  tagsOf(arn: string): Readonly<Record<string, string>> | undefined {
    if (ownServices.has(serviceOf(arn))) return this.#roleTags(arn);
    return this.find(arn)?.tags ?? (arn.includes(':s3:') ? undefined : this.find(rootResource(arn))?.tags);
  }

  /** The caller's own first, where accounts are kept apart. */
  #named(root: string): ResourceFacts | undefined {
    const exact = this.#snapshot.find('resource', root);
    if (exact || (this.#owner === 'caller' && accountIn(root) !== undefined)) return exact ?? this.#snapshot.findResources(root).find(({ id }) => accountIn(id) === accountIn(root));
    return this.#snapshot.findResources(root)[0];
  }

  #roleTags(arn: string): Readonly<Record<string, string>> | undefined {
    const named = parseEntityArn(arn);
    const role = named?.kind === 'role' ? this.#snapshot.findNamed('role', named.account, named.name) : undefined;
    return role && Object.fromEntries(role.tags.map(({ key, value }) => [key, value]));
  }

  /** Emulators write the id of the key at the front. */
  #keyOfCiphertext(blob: string): string | undefined {
    const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(Buffer.from(blob.slice(0, 48), 'base64').toString('latin1'))?.[0];
    const { region } = this.#call;
    return id === undefined ? undefined : this.canonical(`arn:aws:kms:${region}:${this.#account}:key/${id}`);
  }

  #roleOfProfile(arn: string): string | undefined {
    const [, partition = '', account = '', name = ''] = /^arn:([^:]+):iam::(\d{12}):instance-profile\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
    const profile = this.#snapshot.findNamed('instanceProfile', account, name);
    const role = profile?.role === undefined ? undefined : this.#snapshot.find('role', profile.role);
    return role && entityArn(partition, role.account, 'role', role.path, role.name);
  }
}

/** What each account has of its own, or takes from others by leave that is no policy: collections of API Gateway, the tags of
 * what it makes in them, and images that instances are launched from. */
const isEverybodys = ({ operation }: RoutedCall, arn: string): boolean => /^arn:[^:]*:apigateway:[^:]*::\/(?:[^/]+|tags\/\*)$/.test(arn) || (operation === 'RunInstances' && /^arn:[^:]*:ec2:[^:]*::image\//.test(arn));

const serviceOf = (arn: string): string => arn.split(':', 3)[2] ?? '';
