import type { PrincipalEntry } from '../document/document.ts';
import type { Span } from '../document/position.ts';
import type { Truth } from '../condition/truth.ts';
import type { Decision, DecidingType, MatchedStatement, Outcome } from '../evaluation/decision.ts';
import type { PolicySource } from '../evaluation/policy-set.ts';
import type { StrengthName } from '../principal.ts';

/** Why a request is decided as it is: the full record for whoever operates the policies. It says more than a caller may
 * learn, who gets `message` alone. */
export interface Explanation {
  /** What `evaluate` answers, the same in every field. */
  readonly decision: Decision;
  /** `service:Name`, and the ARN or `*`, as requested. */
  readonly action: string;
  readonly resource: string;
  /** Every type, in the order of R8.19, whether it took part or not. */
  readonly policyTypes: readonly PolicyTypeExplanation[];
  /** Whether the caller and the resource belong to different accounts (R8.7). */
  readonly crossAccount: boolean;
  /** The types that granted, and those that left nothing of it: a boundary, a session policy, a guardrail, a denial. */
  readonly granted: readonly DecidingType[];
  readonly withheld: readonly DecidingType[];
  /** Where AWS is silent or contradicts itself and a decision of ours was rested on: its number, for instance `D40`. */
  readonly decisionNumbers: readonly string[];
  /** AWS's sentence for the denial (R12.1); absent where the request is allowed. */
  readonly message?: string;
  /** Why there is no more than the decision: a fault inside, met while explaining. */
  readonly fault?: string;
}

/** What one type of policy said. */
export interface PolicyTypeExplanation {
  readonly type: DecidingType;
  readonly result: Outcome | 'notApplicable';
  /** The rule behind the result, and the result in one sentence: for `notApplicable` why. */
  readonly rule: string;
  readonly reason: string;
  /** Of hierarchies, from the root (R10.3). */
  readonly levels?: readonly LevelExplanation[];
  readonly matched: readonly StatementExplanation[];
  /** Statements of which one element failed, and one alone; each condition key counts as an element. */
  readonly nearMisses: readonly StatementExplanation[];
  /** The others, where they were asked for. */
  readonly others?: readonly StatementExplanation[];
  /** Keys that the policies ask for and the request does not have (R21.43), spelled as they were first. */
  readonly missingContextKeys: readonly string[];
}

/** What one level of a hierarchy said, 0 being the root. */
export interface LevelExplanation {
  readonly level: number;
  readonly result: Outcome;
}

/** One statement and what became of it. */
export interface StatementExplanation {
  /** Which: policy, positions of document and statement, Sid, effect. */
  readonly statement: MatchedStatement;
  readonly source?: PolicySource;
  /** From its `{` to the character behind its `}`. */
  readonly span: Span;
  /** How the principal element names the caller, in policies that have one. */
  readonly strengths?: readonly StrengthName[];
  /** True for a Deny that could not be evaluated, and therefore denies (R1.4). */
  readonly undecided?: true;
  /** What kept it from matching; empty where it matched. */
  readonly failures: readonly ElementFailure[];
}

/** The element that kept a statement from matching. */
export type ElementFailure = PrincipalFailure | PatternFailure | ConditionFailure;

/** The caller is not named; under `NotPrincipal` it is. */
export interface PrincipalFailure {
  readonly element: 'principal';
  /** Whether it is `NotPrincipal`. */
  readonly negated: boolean;
  readonly wanted: readonly Pick<PrincipalEntry, 'kind' | 'value'>[];
  /** The ARN of the caller, or what else it is called. */
  readonly found: string;
  readonly span?: Span;
}

/** No action or resource pattern matched; under `NotAction` and `NotResource` one did. */
export interface PatternFailure {
  readonly element: 'action' | 'resource';
  /** Whether it is `NotAction` or `NotResource`. */
  readonly negated: boolean;
  readonly wanted: readonly string[];
  readonly found: string;
  readonly variables: readonly VariableValue[];
  readonly span: Span;
}

/** A condition that was not true: what it wanted, and what the request has. */
export interface ConditionFailure {
  readonly element: 'condition';
  /** As written, with set prefix and `IfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
  /** Absent where the request does not have the key. */
  readonly found?: readonly string[];
  readonly result: Truth;
  readonly because: ConditionReason;
  /** The values that cannot be read as what the operator compares, for `unparseable`. */
  readonly unreadable?: readonly string[];
  readonly variables: readonly VariableValue[];
  readonly span: Span;
}

/** - `absent`: the request does not have the key (R4.2)
 * - `unknown`: nobody knows whether and with which value (R1.4)
 * - `empty`: it has no value but empty ones (R4.5)
 * - `multivalued`: it has a list, and the operator has no `ForAllValues` or `ForAnyValue` (R4.6)
 * - `unresolvedVariable`: a wanted value has a variable without a value (R5.4)
 * - `unparseable`: a wanted or found value is none of the operator's type (R4.11)
 * - `noValues`: the policy wants nothing (R2.15)
 * - `present`: the key is there, and `Null` wants it away
 * - `unequal`: no value is a wanted one; `excluded`: one is, and a negated operator wants none */
export type ConditionReason = 'absent' | 'unknown' | 'empty' | 'multivalued' | 'unresolvedVariable' | 'unparseable' | 'noValues' | 'present' | 'unequal' | 'excluded';

/** A policy variable with the value it had; absent where it had none and no default (R5.4). */
export interface VariableValue {
  readonly name: string;
  readonly value?: string;
}
