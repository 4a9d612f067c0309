import { checkActions } from '../grant/action-check.ts';
import type { ActionOf, KeysOf } from '../grant/action-types.ts';
import { Grant } from '../grant/grant.ts';
import { give } from '../grant/give.ts';
import { GrantError } from '../grant-error.ts';
import type { Stack } from '../stack.ts';
import type { ConditionBlock, GrantStatement } from '../statement/statement.ts';
import { PolicyHolder } from './policy-holder.ts';
import { principalOf } from './principal.ts';
import type { Grantee } from './principal.ts';

/** How a role is made. */
export interface RoleProps {
  /** Who may assume it; more by `allowAssume`. */
  readonly assumedBy: Grantee;
  /** What a caller from outside has to say (R9.8). */
  readonly externalId?: string;
  readonly path?: string;
  /** Several functions, tasks or instances may run with it. */
  readonly shared?: boolean;
}

/** A role, with its trust policy. */
export class Role extends PolicyHolder {
  readonly kind = 'role';
  readonly shared: boolean;
  readonly #trust: GrantStatement[] = [];
  readonly #runsWith: string[] = [];
  readonly #instanceProfiles = new Set<string>();

  constructor(stack: Stack, name: string, props: RoleProps | { readonly imported: true; readonly path: string }) {
    super(stack, name, 'imported' in props ? { mutable: false, path: props.path } : { path: props.path ?? '/' });
    this.shared = 'imported' in props || props.shared === true;
    stack.addHolder(this);
    if ('imported' in props) return;
    this.allowAssume(props.assumedBy, props.externalId === undefined ? {} : { StringEquals: { 'sts:ExternalId': [props.externalId] } });
  }

  /** A role that is kept elsewhere: its policies are not written here, so it gets only what resources' policies can give. */
  static fromRoleArn(stack: Stack, arn: string): Role {
    const parts = /^arn:[^:]+:iam::(\d{12}):role(\/(?:[^*?]+\/)?)([^/*?]+)$/.exec(arn);
    if (!parts) throw new GrantError('invalid-name', `\`${arn}\` is not the ARN of a role: write \`arn:aws:iam::123456789012:role/name\``);
    const [, account = '', path = '/', name = ''] = parts;
    if (account !== stack.account) throw new GrantError('invalid-account', `the role \`${arn}\` is in another account than the stack: give a stack of account ${account}`);
    return new Role(stack, name, { imported: true, path });
  }

  /** The statements of its trust policy. */
  get trust(): readonly GrantStatement[] {
    return this.#trust;
  }

  /** What runs with this role, by name. */
  get runsWith(): readonly string[] {
    return this.#runsWith;
  }

  /** The instance profiles that carry it, by name. */
  get instanceProfiles(): readonly string[] {
    return [...this.#instanceProfiles].sort();
  }

  addInstanceProfile(name: string): void {
    this.#instanceProfiles.add(name);
  }

  /** Trusts one more principal. */
  allowAssume(grantee: Grantee, conditions: ConditionBlock = {}): void {
    const principal = principalOf(grantee);
    if (principal.kind === 'group') throw new GrantError('group-across-accounts', `the group \`${principal.name}\` cannot be trusted, groups are no principals: trust the account with \`new AccountPrincipal\`, and grant the group with \`role.grantAssumeRole(group)\``);
    this.#trust.push({ effect: 'Allow', actions: [assumeAction(principal.element)], resources: [], principal: principal.element, conditions: { ...principal.conditions, ...conditions } });
  }

  /** Notes that something runs with this role.
   * @throws GrantError `role-not-shared` for a second one */
  use(user: string): void {
    this.#runsWith.push(user);
    if (this.#runsWith.length < 2) return;
    if (!this.shared) {
      throw new GrantError('role-not-shared', `\`${this.#runsWith[0]}\` runs with the role \`${this.name}\` already: let \`${user}\` make its own, or say \`shared: true\` where the role is made`);
    }
    this.stack.addNote({ code: 'shared-role', message: `${this.#runsWith.map((name) => `\`${name}\``).join(', ')} share the role \`${this.name}\`: each may do what any of them was granted` });
  }

  /** The grantee may do this to the role itself: see it, change it.
   * @throws GrantError `unknown-action`, `foreign-action` */
  grant<Action extends ActionOf<'iam'> | ActionOf<'sts'>>(grantee: Grantee, ...actions: readonly Action[]): Grant<KeysOf<Action>> {
    checkActions(this.label, ['iam', 'sts'], actions);
    return this.#giveOn(grantee, actions, 'grant') as Grant<KeysOf<Action>>;
  }

  /** The grantee may assume this role; the role trusts it by its own trust policy. */
  grantAssumeRole(grantee: Grantee): Grant<'sts:ExternalId' | 'sts:RoleSessionName' | 'sts:SourceIdentity' | `aws:${string}`> {
    return this.#giveOn(grantee, ['sts:AssumeRole'], 'grantAssumeRole');
  }

  /** The grantee may pass this role to a service. Narrow it with `.when({ StringEquals: { 'iam:PassedToService': … } })`. */
  grantPassRole(grantee: Grantee): Grant<'iam:PassedToService' | 'iam:AssociatedResourceArn' | `aws:${string}`> {
    return this.#giveOn(grantee, ['iam:PassRole'], 'grantPassRole');
  }

  #giveOn(grantee: Grantee, actions: readonly string[], method: string): Grant<never> {
    const principal = principalOf(grantee);
    if (!(principal instanceof PolicyHolder)) {
      throw new GrantError('principal-only', `${principal.label} has no policies, so \`${method}\` cannot add to them: name it where the role is made, \`assumedBy\`, or call \`allowAssume\``);
    }
    return give({ grantee, actions, arns: [this.arn], target: this.label });
  }
}

function assumeAction(element: PolicyHolder['element']): string {
  const [provider] = element === '*' ? [] : (element.Federated ?? []);
  if (provider === undefined) return 'sts:AssumeRole';
  return provider.includes(':saml-provider/') ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
}
