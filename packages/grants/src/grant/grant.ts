import { GrantError } from '../grant-error.ts';
import type { OrderTarget } from '../grantees/policy-holder.ts';
import { joinConditions } from '../statement/statement.ts';
import type { GrantStatement } from '../statement/statement.ts';
import { readConditions } from './condition.ts';
import type { Conditions } from './condition.ts';
import { checkKeys } from './key-check.ts';
import type { Slot } from './slot.ts';

/** What a grant is made of. */
export interface GrantParts {
  /** In words: who may do what, on what. */
  readonly intent: string;
  readonly principal: readonly Slot[];
  readonly resource: readonly Slot[];
  /** Whose policies hold the statements. */
  readonly holders: readonly OrderTarget[];
}

/** What one call of a `grant` method gave. Every such method returns one.
 * @example table.grantReadData(fn).when({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }).assertSuccess() */
export class Grant<Keys extends string = string> {
  readonly #parts: GrantParts;
  declare readonly keys?: Keys;

  constructor(parts: GrantParts) {
    this.#parts = parts;
  }

  /** What was added to the policies of the grantee. */
  get principalStatements(): readonly GrantStatement[] {
    return this.#parts.principal.map(({ statement }) => statement);
  }

  /** What was added to the policies of resources. */
  get resourceStatements(): readonly GrantStatement[] {
    return this.#parts.resource.map(({ statement }) => statement);
  }

  /** Whether anything was added: a role whose policies are kept elsewhere takes nothing. */
  get success(): boolean {
    return this.#parts.principal.length + this.#parts.resource.length > 0;
  }

  /** @throws GrantError `not-granted` where nothing was added */
  assertSuccess(): this {
    if (!this.success) {
      throw new GrantError('not-granted', `${this.#parts.intent} was not granted: the policies of the grantee are kept elsewhere, and the resource has none; grant it there, or make the role in this stack`);
    }
    return this;
  }

  /** Both grants as one, to be narrowed, ordered or asserted together. */
  combine<Others extends string>(other: Grant<Others>): Grant<Keys | Others> {
    const a = this.#parts;
    const b = other.#parts;
    // What came along says along with what, the first time that it is joined to something.
    const origin = [...a.principal, ...a.resource].find(({ companion }) => !companion)?.origin;
    for (const slot of [...b.principal, ...b.resource]) if (slot.companion) slot.origin ??= origin;
    return new Grant<Keys | Others>({
      intent: `${a.intent}; ${b.intent}`,
      principal: [...a.principal, ...b.principal],
      resource: [...a.resource, ...b.resource],
      holders: [...new Set([...a.holders, ...b.holders])],
    });
  }

  /** The policies that hold this grant are there before these roles, users or groups are made. */
  before(...later: readonly OrderTarget[]): this {
    for (const target of later) for (const holder of this.#parts.holders) if (holder !== target) target.comesAfter(holder);
    return this;
  }

  /** Narrows the grant: it holds only while the conditions do. What was granted along with it (the key of an encrypted
   * bucket) keeps its own conditions: a service asks for it on the caller's behalf, with other keys.
   * @throws GrantError where an operator or key does not exist, or an action never has the key */
  when(conditions: Conditions<Keys>): this {
    const block = readConditions(conditions);
    const slots = [...this.#parts.principal, ...this.#parts.resource].filter(({ companion }) => !companion);
    const joined = slots.map((slot) => {
      checkKeys(block, slot.statement.actions);
      const both = joinConditions(slot.statement.conditions, block);
      if (!both) throw new GrantError('wrong-use', 'the grant has a condition with this operator and key already: give all its values in one call of `when`');
      return both;
    });
    for (const [index, slot] of slots.entries()) slot.statement = { ...slot.statement, conditions: joined[index] ?? slot.statement.conditions };
    return this;
  }
}
