import type { ActionOf, KeysOf } from '../grant/action-types.ts';
import { checkActions } from '../grant/action-check.ts';
import { give } from '../grant/give.ts';
import type { PolicyPlace } from '../grant/give.ts';
import type { Grant } from '../grant/grant.ts';
import { Slot } from '../grant/slot.ts';
import type { Grantee } from '../grantees/principal.ts';
import type { Stack } from '../stack.ts';
import type { ConditionBlock, GrantStatement } from '../statement/statement.ts';

/** What a grant may say besides its actions. */
export interface GiveOptions {
  /** Default the resource itself. */
  readonly arns?: readonly string[];
  readonly conditions?: ConditionBlock;
  readonly identityOnly?: boolean;
  /** What the policy of the resource can say of it; default what its style is, `none` where it cannot say this at all. */
  readonly selfArns?: readonly string[] | 'none';
}

/** Whether the service has policies on its resources: `none`, or what their statements name as `Resource`. */
export type ResourcePolicyStyle = 'none' | { readonly selfArns: readonly string[] | 'arns'; readonly refusedActions?: readonly string[]; readonly always?: boolean; readonly accountsOnly?: boolean };

/** Something that can be granted: its ARN, and its policy where the service has such. */
export abstract class Resource<Service extends string = string> {
  readonly stack: Stack;
  readonly arn: string;
  /** Prefixes of the actions on it. */
  readonly services: readonly string[];
  readonly policyStyle: ResourcePolicyStyle;
  declare readonly service?: Service;
  readonly #slots: Slot[] = [];

  constructor(stack: Stack, arn: string, service: Service | readonly Service[], policyStyle: ResourcePolicyStyle = 'none') {
    this.stack = stack;
    this.arn = arn;
    this.services = typeof service === 'string' ? [service] : service;
    this.policyStyle = policyStyle;
    stack.addResource(this);
  }

  /** The statements of its policy, as they were granted. */
  get policyStatements(): readonly GrantStatement[] {
    return this.#slots.map(({ statement }) => statement);
  }

  /** The same with what each was granted for. */
  get slots(): readonly Slot[] {
    return this.#slots;
  }

  /** Adds a statement to the policy of the resource, as it stands. */
  addToResourcePolicy(statement: GrantStatement, companion = false): Slot {
    const slot = new Slot(statement, companion);
    this.#slots.push(slot);
    return slot;
  }

  /** What its policy is, for statements that name these ARNs. */
  protected policyPlace(arns: readonly string[], selfArns?: readonly string[] | 'none'): PolicyPlace {
    const style = this.policyStyle;
    return {
      account: this.stack.account,
      ...(style === 'none' || selfArns === 'none' ? {} : { ...style, selfArns: selfArns ?? (style.selfArns === 'arns' ? arns : style.selfArns) }),
      addToResourcePolicy: (statement, companion) => this.addToResourcePolicy(statement, companion),
    };
  }

  protected give<const Action extends string>(grantee: Grantee, actions: readonly Action[], options: GiveOptions = {}): Grant<KeysOf<Action>> {
    const { arns = [this.arn], selfArns, ...rest } = options;
    return give({ ...rest, grantee, actions, arns, target: `\`${arns[0] ?? this.arn}\``, policy: this.policyPlace(arns, selfArns) });
  }
}

/** A resource on which any of its service's actions can be granted by name. */
export abstract class OpenResource<Service extends string> extends Resource<Service> {
  /** Grants these actions on this resource. A named grant says better what it is for, where there is one.
   * @throws GrantError `unknown-action`, `foreign-action` */
  grant<Action extends ActionOf<Service>>(grantee: Grantee, ...actions: readonly Action[]): Grant<KeysOf<Action>> {
    checkActions(`\`${this.arn}\``, this.services, actions);
    return this.give(grantee, actions, { arns: this.grantArns });
  }

  /** What `grant` names. */
  protected get grantArns(): readonly string[] {
    return [this.arn];
  }
}
