import type { Decision } from '../evaluation/decision.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { AuthorizationCase, Expectation } from './authorization-case.ts';

/** A decided case. */
export interface CaseResult {
  readonly decision: Decision;
  /** Whether the decision is the expected one; absent where the case expects nothing. */
  readonly holds?: boolean;
}

/** Decides a case and compares with what it expects. */
export function runCase({ request, expect, semantics }: AuthorizationCase): CaseResult {
  const decision = evaluate(request, semantics);
  return expect ? { decision, holds: meets(decision, expect) } : { decision };
}

function meets(decision: Decision, expect: Expectation): boolean {
  const decided = expect.decision === 'denied' ? decision.decision !== 'allowed' : decision.decision === expect.decision;
  return decided && (expect.by === undefined || decision.by === expect.by);
}
