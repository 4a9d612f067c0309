import type { CompiledPolicy } from '../statement/compiled-policy.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';
import { ByAction } from './action.ts';
import type { RequestAction } from './action.ts';
import type { DecidingType, MatchedStatement } from './decision.ts';
import { ResourceIndex } from './resource-index.ts';

/** A statement of a set, with the places of its document in the set. */
export class SetMember {
  readonly compiled: CompiledStatement;
  readonly policy: CompiledPolicy;
  readonly documentIndex: number;
  #record: MatchedStatement | undefined;

  constructor(compiled: CompiledStatement, policy: CompiledPolicy, documentIndex: number) {
    this.compiled = compiled;
    this.policy = policy;
    this.documentIndex = documentIndex;
  }

  /** What is recorded of it where it matched: made once, since a set is nearly always used for one thing. */
  record(policyType: DecidingType, level: number | undefined): MatchedStatement {
    const made = this.#record;
    if (made?.policyType === policyType && made.level === level) return made;
    const { sid, index } = this.compiled.statement;
    return (this.#record = Object.freeze({
      policyType,
      documentIndex: this.documentIndex,
      statementIndex: index,
      effect: this.compiled.effect,
      ...(this.policy.name === undefined ? {} : { policy: this.policy.name }),
      ...(level === undefined ? {} : { level }),
      ...(sid === undefined ? {} : { sid }),
    }));
  }
}

/** The statements of a set whose action element matches an action. */
export interface Candidates {
  /** In the order of the documents. */
  readonly members: readonly SetMember[];
  /** Where they are many: those that deny and those that allow, found by resource. */
  readonly index?: { readonly denying: ResourceIndex; readonly allowing: ResourceIndex };
}

/** From how many candidates on an index by resource is faster than asking each. */
const many = 24;

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
  /** Every statement, in order. */
  readonly members: readonly SetMember[];
  readonly #byAction = new ByAction<Candidates>();

  constructor(policies: readonly CompiledPolicy[], sources: readonly (PolicySource | undefined)[]) {
    this.policies = policies;
    this.sources = sources;
    this.members = policies.flatMap((policy, documentIndex) => policy.statements.map((compiled) => new SetMember(compiled, policy, documentIndex)));
  }

  /** The statements whose action element matches. */
  candidates(action: RequestAction): Candidates {
    return this.#byAction.get(action) ?? this.#remember(action);
  }

  #remember(action: RequestAction): Candidates {
    const members = this.members.filter(({ compiled }) => compiled.matchesAction(action.name));
    const of = (effect: 'Allow' | 'Deny'): ResourceIndex => new ResourceIndex(members.filter(({ compiled }) => compiled.effect === effect));
    const candidates = members.length < many ? { members } : { members, index: { denying: of('Deny'), allowing: of('Allow') } };
    this.#byAction.set(action, candidates);
    return candidates;
  }
}

/** Puts compiled policies together.
 * @param sources where each comes from, in the same order, for explanations
 * @example policySet([compilePolicy(document, { type: 'identity', name: 'read-orders' })]) */
export const policySet = (policies: readonly CompiledPolicy[], sources: readonly (PolicySource | undefined)[] = []): PolicySet => new PolicySet(policies, sources);
