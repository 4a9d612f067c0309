import { strength } from '../principal.ts';
import type { CompiledPolicy } from '../statement/compiled-policy.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';
import { ByAction } from './action.ts';
import type { RequestAction } from './action.ts';
import type { DecidingType, MatchedStatement } from './decision.ts';
import { allows, noOutcome, outcomeOf } from './outcome-bits.ts';
import type { SetOutcome } from './outcome-bits.ts';
import { ResourceIndex } from './resource-index.ts';

/** A statement of a set, with the places of its document in the set. */
export class SetMember {
  readonly compiled: CompiledStatement;
  readonly documentIndex: number;
  /** Whether it speaks for every request whose action it matches. */
  readonly isUnconditional: boolean;
  /** What it says where it matches everybody. */
  readonly outcome: SetOutcome;
  #record: MatchedStatement | undefined;

  constructor(compiled: CompiledStatement, documentIndex: number) {
    this.compiled = compiled;
    this.documentIndex = documentIndex;
    this.isUnconditional = compiled.matchesPrincipal === undefined && compiled.matchesResource === undefined && compiled.conditions.length === 0;
    this.outcome = outcomeOf(compiled.effect, strength.star);
  }

  get policy(): CompiledPolicy {
    return this.compiled.policy;
  }

  /** What is recorded of it where it matched: made once, since a set is nearly always used for one thing. */
  record(policyType: DecidingType, level: number | undefined): MatchedStatement {
    const made = this.#record;
    if (made?.policyType === policyType && made.level === level) return made;
    const { sid, index, effect, policy } = this.compiled;
    return (this.#record = Object.freeze({
      policyType,
      documentIndex: this.documentIndex,
      statementIndex: index,
      effect,
      ...(policy.name === undefined ? {} : { policy: policy.name }),
      ...(level === undefined ? {} : { level }),
      ...(sid === undefined ? {} : { sid }),
    }));
  }
}

/** The statements of a set whose action element matches an action, laid out for the two ways of asking them. */
export interface Candidates {
  /** All of them, in the order of the documents. */
  readonly members: readonly SetMember[];
  /** What is said before anything but the action is known. */
  readonly given: SetOutcome;
  /** Whether that is all, because nothing is left to be asked. */
  readonly isSettled: boolean;
  /** Those that are still to be asked: denials, and allowances that can make a difference. */
  readonly denying: readonly SetMember[];
  readonly allowing: readonly SetMember[];
  /** Whether one allowance says all that allowances can say, because none of them names principals. */
  readonly oneAllows: boolean;
  /** Where they are many: the same two, found by resource. */
  readonly index: CandidateIndex | undefined;
}

export interface CandidateIndex {
  readonly denying: ResourceIndex;
  readonly allowing: ResourceIndex;
}

/** From how many statements on an index by resource is faster than asking each. */
const many = 24;

/** Those with the fewest conditions first: where one is enough, it is found soonest. */
const byEffort = (a: SetMember, b: SetMember): number => a.compiled.conditions.length - b.compiled.conditions.length;

function layOut(members: readonly SetMember[]): Candidates {
  const oneAllows = members.every(({ compiled }) => compiled.matchesPrincipal === undefined);
  let given: SetOutcome = noOutcome;
  for (const { isUnconditional, outcome } of members) if (isUnconditional) given |= outcome;
  const asked = members.filter(({ isUnconditional }) => !isUnconditional);
  const denying = asked.filter(({ compiled }) => compiled.effect === 'Deny');
  const allowing = oneAllows && allows(given) ? [] : asked.filter(({ compiled }) => compiled.effect === 'Allow').sort(byEffort);
  const index = denying.length + allowing.length < many ? undefined : { denying: new ResourceIndex(denying), allowing: new ResourceIndex(allowing) };
  return { members, given, isSettled: denying.length + allowing.length === 0, denying, allowing, oneAllows, index };
}

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

  constructor(policies: readonly CompiledPolicy[], sources: readonly (PolicySource | undefined)[]) {
    this.policies = policies;
    this.sources = sources;
  }

  /** Every statement, in order. */
  get members(): readonly SetMember[] {
    return this.#gather(({ statements }) => statements);
  }

  /** The statements whose action element matches. */
  candidates(action: RequestAction): Candidates {
    return this.#byAction.get(action) ?? this.#remember(action);
  }

  #remember(action: RequestAction): Candidates {
    const candidates = layOut(this.#gather((policy) => policy.matching(action)));
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
