import type { CompiledPolicy } from '../statement/compiled-policy.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';
import { ByAction } from './action.ts';
import type { RequestAction } from './action.ts';
import { Candidates } from './candidates.ts';
import { SetMember } from './set-member.ts';

/** Where a document of a set comes from, as the simulator calls it (R21.41). */
export interface PolicySource {
  /** What the document is called there: the name of the policy, an ARN, or its place in the input. */
  readonly id: string;
  /** `IAM Policy`, or a word of the API's enumeration: user, group, role, aws-managed, user-managed, resource, none. */
  readonly type: string;
  /** Whose policy it is where that is not the caller's own: `group/Admins`. */
  readonly holder?: string;
}

/** The policies of one type that apply together, their statements pooled (R1.3) and found by action: which of them can
 * match an action is asked once. */
export class PolicySet {
  readonly policies: readonly CompiledPolicy[];
  /** By the position of the document, where known. */
  readonly sources: readonly (PolicySource | undefined)[];
  readonly #byAction = new ByAction<Candidates>();
  /** Made when they are first asked for, in the order of the documents. */
  readonly #members: (SetMember | undefined)[] = [];
  #all: readonly SetMember[] | undefined;

  constructor(policies: readonly CompiledPolicy[], sources: readonly (PolicySource | undefined)[]) {
    this.policies = policies;
    this.sources = sources;
  }

  /** Every statement, in order. */
  get members(): readonly SetMember[] {
    return (this.#all ??= this.#gather(({ statements }) => statements));
  }

  /** The statements whose action element matches. */
  candidates(action: RequestAction): Candidates {
    return this.#byAction.get(action) ?? this.#remember(action);
  }

  #remember(action: RequestAction): Candidates {
    const statements = this.policies.flatMap((policy) => policy.matching(action));
    const candidates = new Candidates(statements, () => this.#gather((policy) => policy.matching(action)));
    this.#byAction.set(action, candidates);
    return candidates;
  }

  #gather(of: (policy: CompiledPolicy) => readonly CompiledStatement[]): readonly SetMember[] {
    const members: SetMember[] = [];
    let before = 0;
    for (let documentIndex = 0; documentIndex < this.policies.length; documentIndex++) {
      const policy = this.policies[documentIndex] as CompiledPolicy;
      for (const statement of of(policy)) members.push((this.#members[before + statement.index] ??= new SetMember(statement, documentIndex)));
      before += policy.statements.length;
    }
    return members;
  }
}

/** Puts compiled policies together.
 * @param sources where each comes from, in the same order, for explanations
 * @example policySet([compilePolicy(document, { type: 'identity', name: 'read-orders' })]) */
export const policySet = (policies: readonly CompiledPolicy[], sources: readonly (PolicySource | undefined)[] = []): PolicySet => new PolicySet(policies, sources);
