import { GrantError } from '../grant-error.ts';
import { Slot } from '../grant/slot.ts';
import type { Stack } from '../stack.ts';
import type { ConditionBlock, GrantStatement, PrincipalBlock } from '../statement/statement.ts';
import type { Grantee } from './principal.ts';

/** What `before` orders: whatever is made with its policies. */
export interface OrderTarget {
  comesAfter(earlier: OrderTarget): void;
}

/** A role, user or group: an identity that policies are written for. */
export abstract class PolicyHolder implements Grantee, OrderTarget {
  abstract readonly kind: 'role' | 'user' | 'group';
  readonly stack: Stack;
  readonly name: string;
  readonly path: string;
  /** Whether its policies are ours to write. */
  readonly mutable: boolean;
  readonly #slots: Slot[] = [];
  readonly #earlier = new Set<OrderTarget>();

  constructor(stack: Stack, name: string, { path = '/', mutable = true }: { readonly path?: string; readonly mutable?: boolean } = {}) {
    if (typeof name !== 'string' || !/^[\w+=,.@-]{1,128}$/.test(name)) throw new GrantError('invalid-name', `\`${name}\` cannot name a role, user or group: use letters, digits and \`+=,.@-_\``);
    if (!/^\/(?:[^/*?$\s][^*?$\s]*\/)?$/.test(path)) throw new GrantError('invalid-name', `\`${path}\` is no path: write \`/\`, or for instance \`/team/\`, with a slash at both ends`);
    this.stack = stack;
    this.name = name;
    this.path = path;
    this.mutable = mutable;
  }

  get account(): string {
    return this.stack.account;
  }

  get arn(): string {
    return this.stack.arn('iam', `${this.kind}${this.path}${this.name}`, { region: '' });
  }

  get label(): string {
    return `${this.kind} ${this.name}`;
  }

  get element(): PrincipalBlock {
    return { AWS: [this.arn] };
  }

  get conditions(): ConditionBlock {
    return {};
  }

  get grantPrincipal(): PolicyHolder {
    return this;
  }

  /** What was granted, as it was granted. */
  get statements(): readonly GrantStatement[] {
    return this.#slots.map(({ statement }) => statement);
  }

  /** The same with what each was granted for. */
  get slots(): readonly Slot[] {
    return this.#slots;
  }

  get earlier(): readonly OrderTarget[] {
    return [...this.#earlier];
  }

  /** Adds a statement to the policies of this identity; `undefined` where they are kept elsewhere. */
  addToPrincipalPolicy(statement: GrantStatement, companion = false): Slot | undefined {
    if (!this.mutable) return undefined;
    const slot = new Slot(statement, companion);
    this.#slots.push(slot);
    return slot;
  }

  comesAfter(earlier: OrderTarget): void {
    this.#earlier.add(earlier);
  }
}
