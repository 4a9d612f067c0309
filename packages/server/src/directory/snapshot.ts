import type { ChangeKind } from '../store/schema.ts';
import type { Change, Database } from '../store/store.ts';
import type {
  AccessKeyFacts,
  AccountFacts,
  GroupFacts,
  HandshakeFacts,
  InstanceProfileFacts,
  MfaDeviceFacts,
  OidcProviderFacts,
  OrganizationalUnitFacts,
  OrganizationFacts,
  OrganizationPolicyFacts,
  PolicyFacts,
  ResourceFacts,
  ResponsibilityTransferFacts,
  RoleFacts,
  SamlProviderFacts,
  ServerCertificateFacts,
  ServiceCredentialFacts,
  UserFacts,
} from './facts.ts';
import { factLoaders } from './fact-loader.ts';
import { withoutAccount, withoutSuffix } from './resource-arn.ts';

interface FactsOf {
  account: AccountFacts;
  accessKey: AccessKeyFacts;
  user: UserFacts;
  group: GroupFacts;
  role: RoleFacts;
  policy: PolicyFacts;
  instanceProfile: InstanceProfileFacts;
  mfaDevice: MfaDeviceFacts;
  serverCertificate: ServerCertificateFacts;
  serviceCredential: ServiceCredentialFacts;
  organization: OrganizationFacts;
  oidcProvider: OidcProviderFacts;
  samlProvider: SamlProviderFacts;
  organizationalUnit: OrganizationalUnitFacts;
  organizationPolicy: OrganizationPolicyFacts;
  handshake: HandshakeFacts;
  responsibilityTransfer: ResponsibilityTransferFacts;
  resource: ResourceFacts;
}

/** Kinds that have a name, unique without case in their account. */
type NamedKind = 'user' | 'group' | 'role' | 'policy' | 'instanceProfile' | 'serverCertificate';

const kinds: readonly ChangeKind[] = [
  'account',
  'accessKey',
  'user',
  'group',
  'role',
  'policy',
  'instanceProfile',
  'mfaDevice',
  'serverCertificate',
  'serviceCredential',
  'organization',
  'organizationalUnit',
  'organizationPolicy',
  'handshake',
  'responsibilityTransfer',
  'oidcProvider',
  'samlProvider',
  'resource',
];
const namedKinds: ReadonlySet<string> = new Set<NamedKind>(['user', 'group', 'role', 'policy', 'instanceProfile', 'serverCertificate']);

/** What the store holds, as far as decisions need it, in memory. It follows the store commit by commit: a commit costs
 * what it changed, not what there is. */
export class Snapshot {
  #revision = 0;
  readonly #facts: { readonly [K in ChangeKind]: Map<string, FactsOf[K]> } = {
    account: new Map(),
    accessKey: new Map(),
    user: new Map(),
    group: new Map(),
    role: new Map(),
    policy: new Map(),
    instanceProfile: new Map(),
    mfaDevice: new Map(),
    serverCertificate: new Map(),
    serviceCredential: new Map(),
    organization: new Map(),
    organizationalUnit: new Map(),
    organizationPolicy: new Map(),
    handshake: new Map(),
    responsibilityTransfer: new Map(),
    oidcProvider: new Map(),
    samlProvider: new Map(),
    resource: new Map(),
  };
  readonly #byName = new Map<string, string>();
  /** How many named entities of a kind an account has. */
  readonly #counts = new Map<string, number>();
  readonly #policiesByArn = new Map<string, PolicyFacts>();
  /** ARNs of resources by what callers may call them by: without the account, without the end of a secret's name. */
  readonly #resourcesByName = new Map<string, Set<string>>();

  static async load(db: Database, revision: number): Promise<Snapshot> {
    const snapshot = new Snapshot();
    await snapshot.reload(db, revision);
    return snapshot;
  }

  /** Reads everything anew. */
  async reload(db: Database, revision: number): Promise<void> {
    for (const held of Object.values(this.#facts)) held.clear();
    this.#byName.clear();
    this.#counts.clear();
    this.#policiesByArn.clear();
    this.#resourcesByName.clear();
    for (const kind of kinds) (await this.#reading(db, kind, undefined))();
    this.#revision = revision;
  }

  /** The revision of the store that it shows. */
  get revision(): number {
    return this.#revision;
  }

  /** Follows a commit. */
  async apply(db: Database, changes: readonly Change[]): Promise<void> {
    const show = await this.follow(db, changes);
    show();
  }

  /** Reads what a commit changed, and answers what shows it. */
  async follow(db: Database, changes: readonly Change[]): Promise<() => void> {
    const changed = new Map<ChangeKind, Map<string, object | undefined>>();
    for (const { kind, id, facts } of changes) {
      let ofKind = changed.get(kind);
      if (!ofKind) changed.set(kind, (ofKind = new Map()));
      ofKind.set(id, facts);
    }
    const read: (() => void)[] = [];
    for (const [kind, entities] of changed) {
      const unknown: string[] = [];
      for (const [id, facts] of entities) {
        if (facts) read.push(() => this.#put(kind, facts as FactsOf[typeof kind]));
        else unknown.push(id);
      }
      if (unknown.length > 0) read.push(await this.#reading(db, kind, unknown));
    }
    return () => {
      // All of a commit shows at once: no decision sees a part of it.
      for (const show of read) show();
      this.#revision = changes.at(-1)?.revision ?? this.#revision;
    };
  }

  find<K extends ChangeKind>(kind: K, id: string): FactsOf[K] | undefined {
    return this.#facts[kind].get(id);
  }

  /** Finds by name, without case (R14.4). */
  findNamed<K extends NamedKind>(kind: K, account: string, name: string): FactsOf[K] | undefined {
    const id = this.#byName.get(nameKey(kind, account, name));
    return id === undefined ? undefined : this.#facts[kind].get(id);
  }

  /** A customer managed policy by its ARN in the store's partition. */
  findPolicy(arn: string): PolicyFacts | undefined {
    return this.#policiesByArn.get(arn);
  }

  /** Resources of that ARN in whatever account, or secrets of that ARN without its end. */
  findResources(arn: string): readonly ResourceFacts[] {
    return [...(this.#resourcesByName.get(withoutAccount(arn)) ?? [])].flatMap((each) => this.find('resource', each) ?? []);
  }

  /** All resources of other services that are known. */
  resources(): Iterable<ResourceFacts> {
    return this.#facts.resource.values();
  }

  /** The organization that an account is a member of. */
  organizationOf(account: string): OrganizationFacts | undefined {
    const membership = this.find('account', account)?.membership;
    return membership && this.find('organization', membership.organization);
  }

  /** How many entities of a kind an account has. */
  count(kind: NamedKind, account: string): number {
    return this.#counts.get(`${kind} ${account}`) ?? 0;
  }

  /** The accounts of an organization. */
  membersOf(organization: string): readonly AccountFacts[] {
    return [...this.#facts.account.values()].filter(({ membership }) => membership?.organization === organization);
  }

  /** Everything, for comparing two snapshots. */
  entries(): readonly (readonly [kind: string, facts: readonly unknown[]])[] {
    const byId = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);
    return [...kinds.map((kind) => [kind, [...this.#facts[kind]].sort(byId)] as const), ['names', [...this.#byName].sort(byId)] as const, ['resource names', [...this.#resourcesByName].sort(byId)] as const, ['counts', [...this.#counts].sort(byId)] as const];
  }

  /** Reads entities, or all of a kind.
   * @returns what makes them show */
  async #reading<K extends ChangeKind>(db: Database, kind: K, ids: readonly string[] | undefined): Promise<() => void> {
    const read = (await factLoaders[kind](db, ids)) as readonly FactsOf[K][];
    return () => {
      for (const id of ids ?? []) this.#remove(kind, id);
      for (const facts of read) this.#put(kind, facts);
    };
  }

  #put<K extends ChangeKind>(kind: K, facts: FactsOf[K]): void {
    this.#remove(kind, facts.id);
    (this.#facts[kind] as Map<string, FactsOf[K]>).set(facts.id, facts);
    this.#index(kind, facts);
  }

  #remove(kind: ChangeKind, id: string): void {
    const before = this.#facts[kind].get(id);
    if (!before) return;
    this.#forget(kind, before);
    this.#facts[kind].delete(id);
  }

  #index(kind: ChangeKind, facts: FactsOf[ChangeKind]): void {
    if ('name' in facts && namedKinds.has(kind)) {
      const account = 'account' in facts ? facts.account : '';
      this.#byName.set(nameKey(kind, account, facts.name), facts.id);
      this.#addCount(kind, account, 1);
    }
    if (!('kind' in facts)) return;
    if (facts.kind === 'policy') this.#policiesByArn.set(facts.arn, facts);
    if (facts.kind === 'resource') for (const name of resourceNames(facts.id)) this.#resourcesByName.set(name, (this.#resourcesByName.get(name) ?? new Set()).add(facts.id));
  }

  #addCount(kind: string, account: string, more: number): void {
    const key = `${kind} ${account}`;
    const count = (this.#counts.get(key) ?? 0) + more;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }

  #forget(kind: ChangeKind, facts: FactsOf[ChangeKind]): void {
    if ('name' in facts && namedKinds.has(kind)) {
      // A namesake made in the same commit has taken the place already where it was read first.
      const account = 'account' in facts ? facts.account : '';
      const key = nameKey(kind, account, facts.name);
      if (this.#byName.get(key) === facts.id) this.#byName.delete(key);
      this.#addCount(kind, account, -1);
    }
    if (!('kind' in facts)) return;
    if (facts.kind === 'policy' && this.#policiesByArn.get(facts.arn) === facts) this.#policiesByArn.delete(facts.arn);
    if (facts.kind === 'resource') for (const name of resourceNames(facts.id)) this.#forgetResource(name, facts.id);
  }

  #forgetResource(name: string, arn: string): void {
    const named = this.#resourcesByName.get(name);
    named?.delete(arn);
    if (named?.size === 0) this.#resourcesByName.delete(name);
  }
}

/** What a resource may be called by. */
function resourceNames(arn: string): readonly string[] {
  const short = withoutSuffix(arn);
  return short === undefined ? [withoutAccount(arn)] : [withoutAccount(arn), withoutAccount(short)];
}

const nameKey = (kind: string, account: string, name: string): string => `${kind} ${account} ${name.toLowerCase()}`;
