import { strength } from '../principal.ts';
import type { Strengths } from '../principal.ts';
import { evaluateConditions } from '../statement/compiled-statement.ts';
import type { DecidingType, MatchedStatement } from './decision.ts';
import type { PolicySet, SetMember } from './policy-set.ts';
import type { RequestView } from './request-view.ts';
import type { ResourceIndex } from './resource-index.ts';
import type { Semantics } from './semantics.ts';

/** What the statements of one set say about a request (R1.3), as bits: the ways in which statements that allow name the
 * caller, and what follows. A decision takes several, and nothing is made for one. */
export type SetOutcome = number;

const strengthBits = 0xffff;
const deniedBit = 1 << 16;
const undecidedBit = 1 << 17;

/** There is no such policy, or it does not apply. */
export const notApplicable: SetOutcome = 1 << 18;
export const noOutcome: SetOutcome = 0;

export const isDenied = (outcome: SetOutcome): boolean => (outcome & deniedBit) !== 0;
/** A denying statement could not be evaluated (R1.4). */
export const isUndecided = (outcome: SetOutcome): boolean => (outcome & undecidedBit) !== 0;
/** 0: none allows. */
export const strengthsOf = (outcome: SetOutcome): Strengths => outcome & strengthBits;
export const allows = (outcome: SetOutcome): boolean => (outcome & strengthBits) !== 0;
/** It allows, or there is nothing that would have to. */
export const doesNotHinder = (outcome: SetOutcome): boolean => (outcome & (strengthBits | notApplicable)) !== 0;
export const withoutDenial = (outcome: SetOutcome): SetOutcome => outcome & ~(deniedBit | undecidedBit);
/** As if no statement that allows named the caller in these ways. */
export const withoutStrengths = (outcome: SetOutcome, strengths: Strengths): SetOutcome => outcome & ~strengths;
export const withoutAllowance = (outcome: SetOutcome): SetOutcome => outcome & ~strengthBits;

/** Told of every set that takes part in a decision. */
export interface SetObserver {
  visited(type: DecidingType, set: PolicySet, outcome: SetOutcome, level: number | undefined): void;
}

/** What is kept while a decision is taken. */
export interface Recording {
  readonly matched: MatchedStatement[];
  /** Whether every statement that matched is wanted, however many there are. */
  readonly complete: boolean;
  /** Whether some were left out, because the decision could be taken without them. */
  partial: boolean;
  readonly observer: SetObserver | undefined;
}

/** Evaluates a set, noting every statement that matched. */
export function evaluateSet(set: PolicySet, view: RequestView, type: DecidingType, semantics: Semantics, recording: Recording, level?: number): SetOutcome {
  const { members, index } = set.candidates(view.action);
  let outcome: SetOutcome = 0;
  if (index && !recording.complete) {
    recording.partial = true;
    outcome = evaluateIndexed(index.denying, index.allowing, view, semantics);
  } else {
    for (const member of members) {
      const said = evaluateMember(member, view, semantics);
      if (said === 0) continue;
      outcome |= said;
      recording.matched.push(member.record(type, level));
    }
  }
  recording.observer?.visited(type, set, outcome, level);
  return outcome;
}

/** What one statement, whose action matches, adds to the outcome; 0 where it does not match. */
export function evaluateMember({ compiled }: SetMember, view: RequestView, semantics: Semantics): SetOutcome {
  const { matchesPrincipal, conditions, effect } = compiled;
  const named = matchesPrincipal === undefined ? strength.star : matchesPrincipal(view);
  if (named === 0 || !compiled.matchesResource(view)) return 0;
  if (conditions.length > 0) {
    const truth = evaluateConditions(conditions, view, semantics);
    if (truth === 'false') return 0;
    // An Allow that cannot be evaluated does not match; a Deny does (R4.11).
    if (truth === 'undecided') return effect === 'Allow' || !semantics.failClosed ? 0 : deniedBit | undecidedBit;
  }
  return effect === 'Deny' ? deniedBit : named;
}

/** The same over many statements: every denial, but no more allowances than make a difference. */
function evaluateIndexed(denying: ResourceIndex, allowing: ResourceIndex, view: RequestView, semantics: Semantics): SetOutcome {
  let outcome: SetOutcome = 0;
  denying.some(view.resource, (member) => {
    outcome |= evaluateMember(member, view, semantics);
    return false;
  });
  // Where statements name no principals, one that allows says all that can be said.
  allowing.some(view.resource, (member) => {
    outcome |= evaluateMember(member, view, semantics);
    return allows(outcome) && member.compiled.matchesPrincipal === undefined;
  });
  return outcome;
}

/** What the levels of a hierarchy say together (R10.3): a denial at any of them, and an allowance at every one. */
export function evaluateLevels(levels: readonly PolicySet[], view: RequestView, type: 'serviceControl' | 'resourceControl', semantics: Semantics, recording: Recording): SetOutcome {
  let denials = 0;
  // Every level of resource control policies carries the allow-all of AWS (R10.4).
  let allowed: Strengths = type === 'resourceControl' || levels.length > 0 ? strength.star : 0;
  for (let level = 0; level < levels.length; level++) {
    const outcome = evaluateSet(levels[level] as PolicySet, view, type, semantics, recording, level);
    denials |= withoutAllowance(outcome);
    if (type === 'serviceControl' && !allows(outcome)) allowed = 0;
  }
  return denials | allowed;
}
