import { strength } from '../principal.ts';
import type { Strengths } from '../principal.ts';
import { evaluateConditions } from '../statement/compiled-statement.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';
import type { DecidingType, MatchedStatement } from './decision.ts';
import { allows, noOutcome, outcomeOf, undecided, withoutAllowance } from './outcome-bits.ts';
import type { SetOutcome } from './outcome-bits.ts';
import type { CandidateIndex, Candidates } from './candidates.ts';
import type { PolicySet } from './policy-set.ts';
import type { RequestView } from './request-view.ts';
import type { SetMember } from './set-member.ts';

/** What every type of policy says about one request. */
export type Outcomes = Readonly<Record<DecidingType, SetOutcome>>;

/** Told of what takes part in a decision. */
export interface EvaluationObserver {
  /** A set was evaluated. */
  visited(type: DecidingType, set: PolicySet, outcome: SetOutcome, level: number | undefined): void;
  /** What the types say, levels and exceptions (R8.12, R11.19) taken into account. */
  combined(outcomes: Outcomes): void;
}

/** What is kept of a decision beside the decision. */
export interface Recording {
  readonly matched: MatchedStatement[];
  readonly observer: EvaluationObserver | undefined;
}

/** Evaluates a set. Without a recording it asks no more statements than the decision needs; with one every statement that
 * matches is noted. Both say the same as far as decisions are concerned. */
export function evaluateSet(set: PolicySet, view: RequestView, type: DecidingType, recording: Recording | undefined, level?: number): SetOutcome {
  const candidates = set.candidates(view.action);
  if (recording === undefined) return candidates.isSettled ? candidates.given : ask(candidates, view);
  let outcome = noOutcome;
  const { members } = candidates;
  for (let at = 0; at < members.length; at++) {
    const member = members[at] as SetMember;
    const said = evaluateStatement(member.compiled, view);
    if (said === noOutcome) continue;
    outcome |= said;
    recording.matched.push(member.record(type, level));
  }
  recording.observer?.visited(type, set, outcome, level);
  return outcome;
}

/** What one statement, whose action matches, adds to the outcome. */
export function evaluateStatement(compiled: CompiledStatement, view: RequestView): SetOutcome {
  const { matchesPrincipal, matchesResource, conditions, effect } = compiled;
  const named = matchesPrincipal === undefined ? strength.star : matchesPrincipal(view);
  if (named === 0) return noOutcome;
  // What is known whole, as nearly all is, is asked for without a detour.
  if (matchesResource !== undefined && !(view.uncertain === undefined ? matchesResource(view) : compiled.isAbout(view))) return noOutcome;
  if (conditions.length > 0) {
    const truth = evaluateConditions(conditions, view);
    if (truth === 'false') return noOutcome;
    // An Allow that cannot be evaluated does not match; a Deny does (R4.11).
    if (truth === 'undecided') return effect === 'Allow' || !view.semantics.failClosed ? noOutcome : undecided;
  }
  return outcomeOf(effect, named);
}

function ask(candidates: Candidates, view: RequestView): SetOutcome {
  const { given, denying, allowing, oneAllows, index } = candidates;
  if (index !== undefined && view.uncertain === undefined) return askFound(candidates, index, view);
  let outcome = given;
  for (let at = 0; at < denying.length; at++) outcome |= evaluateStatement(denying[at] as CompiledStatement, view);
  for (let at = 0; at < allowing.length; at++) {
    outcome |= evaluateStatement(allowing[at] as CompiledStatement, view);
    if (oneAllows && allows(outcome)) break;
  }
  return outcome;
}

/** The same with those that an index finds by resource. */
function askFound({ given, oneAllows }: Candidates, { denying, allowing }: CandidateIndex, view: RequestView): SetOutcome {
  let outcome = given;
  denying.some(view.resource, (statement) => {
    outcome |= evaluateStatement(statement, view);
    return false;
  });
  allowing.some(view.resource, (statement) => {
    outcome |= evaluateStatement(statement, view);
    return oneAllows && allows(outcome);
  });
  return outcome;
}

/** What the levels of a hierarchy say together (R10.3): a denial at any of them, and an allowance at every one. */
export function evaluateLevels(levels: readonly PolicySet[], view: RequestView, type: 'serviceControl' | 'resourceControl', recording: Recording | undefined): SetOutcome {
  let denials = 0;
  // Every level of resource control policies carries the allow-all of AWS (R10.4).
  let allowed: Strengths = type === 'resourceControl' || levels.length > 0 ? strength.star : 0;
  for (let level = 0; level < levels.length; level++) {
    const outcome = evaluateSet(levels[level] as PolicySet, view, type, recording, level);
    denials |= withoutAllowance(outcome);
    if (type === 'serviceControl' && !allows(outcome)) allowed = 0;
  }
  return denials | allowed;
}
