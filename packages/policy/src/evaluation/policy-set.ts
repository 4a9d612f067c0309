import type { CompiledPolicy } from '../statement/compiled-policy.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';

/** A statement of a set, with the places of its document in the set. */
export interface SetMember {
  readonly compiled: CompiledStatement;
  readonly policy: CompiledPolicy;
  readonly documentIndex: number;
}

/** How many actions a set remembers its candidates of. */
const rememberedActions = 1024;

/** The policies of one type that apply together, their statements pooled (R1.3) and found by action: which of them can
 * match an action is asked once. */
export class PolicySet {
  readonly policies: readonly CompiledPolicy[];
  readonly #members: readonly SetMember[];
  readonly #byAction = new Map<string, readonly SetMember[]>();

  constructor(policies: readonly CompiledPolicy[]) {
    this.policies = policies;
    this.#members = policies.flatMap((policy, documentIndex) => policy.statements.map((compiled) => ({ compiled, policy, documentIndex })));
  }

  /** Every statement, in order. */
  get members(): readonly SetMember[] {
    return this.#members;
  }

  /** The statements whose action element matches.
   * @param action in lower case */
  candidates(action: string): readonly SetMember[] {
    let found = this.#byAction.get(action);
    if (!found) {
      found = this.#members.filter(({ compiled }) => compiled.matchesAction(action));
      if (this.#byAction.size >= rememberedActions) this.#byAction.clear();
      this.#byAction.set(action, found);
    }
    return found;
  }
}

/** Puts compiled policies together. */
export const policySet = (policies: readonly CompiledPolicy[]): PolicySet => new PolicySet(policies);
