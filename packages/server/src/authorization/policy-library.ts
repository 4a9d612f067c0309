import { compilePolicy, parsePolicy, policySet } from '@assent/policy';
import type { CompiledPolicy, PolicySet, PolicyType } from '@assent/policy';
import type { GroupFacts, InlinePolicy, PolicyFacts, RoleFacts, UserFacts } from '../directory/facts.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { storedTrustPolicy } from '../directory/trust-policy.ts';
import type { Session } from '../session/session.ts';

/** A stored policy that cannot be used; whatever depends on it is denied (R1.4). */
export class UnusablePolicyError extends Error {
  readonly code = 'unusable-policy';

  constructor(policy: string, why: string) {
    super(`the policy ${policy} cannot be used: ${why}`);
    this.name = 'UnusablePolicyError';
  }
}

/** Reads the default version of a policy that AWS manages; `undefined` for one that does not exist. */
export type ManagedPolicyText = (arn: string) => string | undefined;

/** An identity-based policy with who holds it. `arn` is in the store's partition. */
export type HeldPolicy = { readonly holder: UserFacts | RoleFacts | GroupFacts; readonly name: string; readonly compiled: CompiledPolicy } & (
  | { readonly kind: 'inline' }
  | { readonly kind: 'managed'; readonly arn: string }
);

const allowAll = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

const allowEverybody = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

/** Compiled policies, made when they are first needed and kept as long as the facts they were made from. A managed policy
 * is compiled once for all that hold it. */
export class PolicyLibrary {
  readonly #snapshot: Snapshot;
  readonly #managedText: ManagedPolicyText;
  readonly #ofPolicies = new WeakMap<PolicyFacts, Map<PolicyType, CompiledPolicy>>();
  readonly #ofInline = new WeakMap<InlinePolicy, CompiledPolicy>();
  readonly #ofPasswords = new WeakMap<UserFacts, CompiledPolicy>();
  readonly #ofTrust = new WeakMap<RoleFacts, PolicySet>();
  readonly #managed = new Map<string, CompiledPolicy>();
  readonly #sets = new WeakMap<UserFacts | RoleFacts, { revision: number; readonly parts: readonly CompiledPolicy[]; readonly set: PolicySet }>();
  readonly #boundaries = new WeakMap<CompiledPolicy, PolicySet>();
  readonly #sessions = new WeakMap<Session, { readonly parts: readonly CompiledPolicy[]; readonly set: PolicySet }>();
  readonly #delegating = new Map<string, PolicySet>();
  readonly #layersOfSessions = new WeakMap<Session, readonly PolicySet[]>();
  readonly #inlineOfSessions = new WeakMap<Session, readonly CompiledPolicy[]>();
  /** What the account root has of its own account. */
  readonly everything: PolicySet = policySet([compileText(allowAll, 'identity', 'root')]);
  /** What a resource lets everybody do that nothing else forbids. */
  readonly everybody: PolicySet = policySet([compileText(allowEverybody, 'resource', 'everybody')]);

  constructor(snapshot: Snapshot, managedText: ManagedPolicyText) {
    this.#snapshot = snapshot;
    this.#managedText = managedText;
  }

  /** The identity-based policies of a user, its groups' among them, or of a role (R8.9). */
  identity(holder: UserFacts | RoleFacts): PolicySet {
    const held = this.#sets.get(holder);
    if (held?.revision === this.#snapshot.revision) return held.set;
    const parts = [...this.held(holder).map(({ compiled }) => compiled), ...this.#withoutHolder(holder)];
    if (held && sameParts(held.parts, parts)) {
      held.revision = this.#snapshot.revision;
      return held.set;
    }
    const set = policySet(parts);
    this.#sets.set(holder, { revision: this.#snapshot.revision, parts, set });
    return set;
  }

  boundary(arn: string): PolicySet {
    const policy = this.managed(arn, 'permissionsBoundary');
    let set = this.#boundaries.get(policy);
    if (!set) this.#boundaries.set(policy, (set = policySet([policy])));
    return set;
  }

  /** The session policies; `undefined` where the session has none. */
  session(session: Session): PolicySet | undefined {
    if (!session.policies && !session.policyArns) return undefined;
    let inline = this.#inlineOfSessions.get(session);
    if (!inline) this.#inlineOfSessions.set(session, (inline = (session.policies ?? []).map((text) => compileText(text, 'session', 'session policy'))));
    const parts = [...inline, ...(session.policyArns ?? []).map((arn) => this.managed(arn, 'session'))];
    const held = this.#sessions.get(session);
    if (held && sameParts(held.parts, parts)) return held.set;
    const set = policySet(parts);
    this.#sessions.set(session, { parts, set });
    return set;
  }

  /** The scope-down policies of a session, each a ceiling of its own. */
  scopeDown(session: Session): readonly PolicySet[] {
    if (!session.scopeDown) return [];
    let layers = this.#layersOfSessions.get(session);
    if (!layers) this.#layersOfSessions.set(session, (layers = session.scopeDown.map((text) => policySet([compileText(text, 'session', 'scope-down policy')]))));
    return layers;
  }

  /** A key policy that leaves all to the identity-based policies of an account (R11.10). */
  delegatingTo(account: string): PolicySet {
    let set = this.#delegating.get(account);
    if (!set) this.#delegating.set(account, (set = policySet([compileText(JSON.stringify(delegation(account)), 'resource', 'key policy')])));
    return set;
  }

  trust(role: RoleFacts): PolicySet {
    let set = this.#ofTrust.get(role);
    if (!set) this.#ofTrust.set(role, (set = policySet([compileText(storedTrustPolicy(role), 'trust', `trust policy of ${role.name}`)])));
    return set;
  }

  /** A managed policy by its ARN in the store's partition.
   * @throws UnusablePolicyError where there is none */
  managed(arn: string, type: PolicyType): CompiledPolicy {
    const facts = this.#snapshot.findPolicy(arn);
    if (facts) {
      let compiled = this.#ofPolicies.get(facts);
      if (!compiled) this.#ofPolicies.set(facts, (compiled = new Map()));
      let policy = compiled.get(type);
      if (!policy) compiled.set(type, (policy = compileText(facts.document, type, arn)));
      return policy;
    }
    const key = `${type} ${arn}`;
    let policy = this.#managed.get(key);
    if (!policy) {
      const text = this.#managedText(arn);
      if (text === undefined) throw new UnusablePolicyError(arn, 'it does not exist');
      this.#managed.set(key, (policy = compileText(text, type, arn)));
    }
    return policy;
  }

  /** The identity-based policies of a user, its groups' among them, of a group, or of a role, each with its holder. */
  held(holder: UserFacts | RoleFacts | GroupFacts): readonly HeldPolicy[] {
    const groups = holder.kind === 'user' ? holder.groups.flatMap((id) => this.#snapshot.find('group', id) ?? []) : [];
    return [holder, ...groups].flatMap((each): HeldPolicy[] => [
      ...each.inline.map((inline) => ({ holder: each, kind: 'inline', name: inline.name, compiled: this.#inline(inline) }) as const),
      ...each.attached.map((arn) => ({ holder: each, kind: 'managed', name: arn.slice(arn.lastIndexOf('/') + 1), arn, compiled: this.managed(arn, 'identity') }) as const),
    ]);
  }

  /** What a user has without holding it. */
  #withoutHolder(holder: UserFacts | RoleFacts): readonly CompiledPolicy[] {
    return holder.kind === 'user' && this.#snapshot.find('account', holder.account)?.usersMayChangePassword === true ? [this.#passwordPolicy(holder)] : [];
  }

  /** What a password policy with AllowUsersToChangePassword gives to every user (R21.26). */
  #passwordPolicy(user: UserFacts): CompiledPolicy {
    let compiled = this.#ofPasswords.get(user);
    if (!compiled) this.#ofPasswords.set(user, (compiled = compileText(ownPasswordPolicy(user), 'identity', 'account password policy')));
    return compiled;
  }

  #inline(inline: InlinePolicy): CompiledPolicy {
    let compiled = this.#ofInline.get(inline);
    if (!compiled) this.#ofInline.set(inline, (compiled = compileText(inline.document, 'identity', inline.name)));
    return compiled;
  }
}

const delegation = (account: string): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' } });

function ownPasswordPolicy({ account, path, name }: UserFacts): string {
  // Paths may hold what patterns and variables are made of.
  const literal = `${path}${name}`.replace(/[*?$]/g, (character) => `\${${character}}`);
  const statements = [
    { Effect: 'Allow', Action: 'iam:ChangePassword', Resource: `arn:*:iam::${account}:user${literal}` },
    { Effect: 'Allow', Action: 'iam:GetAccountPasswordPolicy', Resource: '*' },
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const sameParts = (a: readonly CompiledPolicy[], b: readonly CompiledPolicy[]): boolean => a.length === b.length && a.every((part, index) => part === b[index]);

/** @throws UnusablePolicyError where the text is no policy of its type */
export function compileText(text: string, type: PolicyType, name: string): CompiledPolicy {
  const { document, faults } = parsePolicy(text, { type });
  if (!document) throw new UnusablePolicyError(name, faults[0]?.message ?? 'it is not a policy');
  return compilePolicy(document, { type, name });
}
