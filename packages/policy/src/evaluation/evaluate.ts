import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import type { AuthorizationRequest } from './request.ts';
import { RequestView } from './request-view.ts';
import { defaultSemantics } from './semantics.ts';
import type { Semantics } from './semantics.ts';
import type { Recording, EvaluationObserver } from './set-outcome.ts';
import { TakenDecision } from './taken-decision.ts';

/** Decides one (action, resource) pair (evaluation.md 8.2). It never throws: what goes wrong inside is a denial that
 * names itself (R1.4). The statements that matched are looked for when they are first asked for: until then the request
 * and what it refers to must stay as they are; where they will not, `evaluateRecorded` looks at once.
 * @example evaluate({ principal, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: new Map(), policies: { identity } }) */
export function evaluate(request: AuthorizationRequest, semantics: Semantics = defaultSemantics): Decision {
  return evaluateInto(undefined, request, semantics);
}

/** The same decision, with the statements that matched in it. */
export function evaluateRecorded(request: AuthorizationRequest, semantics: Semantics = defaultSemantics): Decision {
  return evaluateInto({ matched: [], observer: undefined }, request, semantics);
}

/** The same, telling an observer of every set that took part and of what the types said. */
export function evaluateWith(observer: EvaluationObserver, request: AuthorizationRequest, semantics: Semantics): Decision {
  return evaluateInto({ matched: [], observer }, request, semantics);
}

function evaluateInto(recording: Recording | undefined, request: AuthorizationRequest, semantics: Semantics): Decision {
  try {
    return decide(new RequestView(request, semantics), recording);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return new TakenDecision('explicitDeny', undefined, 'R1.4', `the request could not be evaluated: ${what}`, [], undefined, semantics);
  }
}

/** The decision over a call that needs several pairs: the first that is denied denies it (R1.2). */
export interface CallDecision {
  readonly decision: Decision;
  /** The position of the pair that was denied. */
  readonly failedPair?: number;
}

/** Decides a call as a whole. A call that needs nothing is a mistake, and denied. */
export function evaluateAll(requests: readonly AuthorizationRequest[], semantics: Semantics = defaultSemantics): CallDecision {
  let last: Decision | undefined;
  for (const [index, request] of requests.entries()) {
    last = evaluate(request, semantics);
    if (last.decision !== 'allowed') return { decision: last, failedPair: index };
  }
  return { decision: last ?? new TakenDecision('implicitDeny', undefined, 'R1.2', 'no action and resource to decide were given', [], undefined, semantics) };
}
