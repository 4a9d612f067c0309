import { strength } from '../principal.ts';
import type { Strengths } from '../principal.ts';
import { evaluateConditions } from '../statement/compiled-statement.ts';
import type { DecidingType, MatchedStatement } from './decision.ts';
import type { PolicySet, SetMember } from './policy-set.ts';
import type { RequestView } from './request-view.ts';
import type { Semantics } from './semantics.ts';

/** What the statements of one set say about a request (R1.3). */
export interface SetOutcome {
  readonly denied: boolean;
  /** A denying statement whose conditions could not be evaluated (R1.4). */
  readonly undecided: boolean;
  /** The ways in which statements that allow name the caller; 0: none allows. */
  readonly allowed: Strengths;
}

export const noOutcome: SetOutcome = { denied: false, undecided: false, allowed: 0 };

/** Evaluates a set, noting every statement that matched. */
export function evaluateSet(set: PolicySet, view: RequestView, type: DecidingType, semantics: Semantics, matched: MatchedStatement[], level?: number): SetOutcome {
  let denied = false;
  let undecided = false;
  let allowed = 0;
  for (const member of set.candidates(view.action)) {
    const { compiled } = member;
    const named = compiled.matchesPrincipal(view);
    if (named === 0 || !compiled.matchesResource(view)) continue;
    const truth = compiled.conditions.length === 0 ? 'true' : evaluateConditions(compiled.conditions, view, semantics);
    if (truth === 'false') continue;
    if (truth === 'undecided') {
      if (compiled.effect === 'Allow' || !semantics.failClosed) continue;
      undecided = true;
    }
    if (compiled.effect === 'Deny') denied = true;
    else allowed |= named;
    matched.push(matchOf(member, type, level));
  }
  return { denied, undecided, allowed };
}

function matchOf({ compiled, policy, documentIndex }: SetMember, policyType: DecidingType, level: number | undefined): MatchedStatement {
  const { sid, index } = compiled.statement;
  return {
    policyType,
    documentIndex,
    statementIndex: index,
    effect: compiled.effect,
    ...(policy.name === undefined ? {} : { policy: policy.name }),
    ...(level === undefined ? {} : { level }),
    ...(sid === undefined ? {} : { sid }),
  };
}

/** What the levels of a hierarchy say together (R10.3): a denial at any of them, and an allowance at every one. */
export function evaluateLevels(
  levels: readonly PolicySet[],
  view: RequestView,
  type: 'serviceControl' | 'resourceControl',
  semantics: Semantics,
  matched: MatchedStatement[],
): SetOutcome {
  let denied = false;
  let undecided = false;
  // Every level of resource control policies carries the allow-all of AWS (R10.4).
  let allowed: Strengths = type === 'resourceControl' || levels.length > 0 ? strength.star : 0;
  for (const [level, set] of levels.entries()) {
    const outcome = evaluateSet(set, view, type, semantics, matched, level);
    denied ||= outcome.denied;
    undecided ||= outcome.undecided;
    if (type === 'serviceControl' && outcome.allowed === 0) allowed = 0;
  }
  return { denied, undecided, allowed };
}
