import type { Condition } from '../condition/condition.ts';
import type { Truth } from '../condition/truth.ts';
import type { DecidingType } from '../evaluation/decision.ts';
import type { PolicySet } from '../evaluation/policy-set.ts';
import type { SetMember } from '../evaluation/set-member.ts';
import type { RequestView } from '../evaluation/request-view.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import { isUndecided } from '../evaluation/outcome-bits.ts';
import { evaluateStatement } from '../evaluation/set-outcome.ts';
import { callerName, strengthNames } from '../principal.ts';
import { conditionFailure } from './condition-failure.ts';
import type { ElementFailure, PatternFailure, PrincipalFailure, StatementExplanation } from './explanation.ts';
import { variableTail, variableValues } from './variable-value.ts';

/** A set that took part in a decision, and what is asked of its statements. */
export interface Visit {
  readonly type: DecidingType;
  readonly set: PolicySet;
  readonly level: number | undefined;
  readonly view: RequestView;
  readonly semantics: Semantics;
  /** The number of failures from which on nothing is told of a statement. */
  readonly limit: number;
}

/** An element that failed, before anybody asks how. */
type Failed = 'principal' | 'action' | 'resource' | { readonly condition: Condition; readonly result: Truth };

/** What became of a statement, asked of the same compiled statement that decides; `undefined` where so much failed that
 * nothing is told of it.
 * @param named whether its action element matches */
export function explainStatement(member: SetMember, named: boolean, visit: Visit): StatementExplanation | undefined {
  const { compiled } = member;
  const { view, semantics, limit } = visit;
  const said = named ? evaluateStatement(member.compiled, view) : 0;
  if (said !== 0) return describe(member, visit, [], isUndecided(said));
  let first: Failed | undefined = named ? undefined : 'action';
  let count = named ? 0 : 1;
  const more: Failed[] = [];
  const fail = (failed: Failed): boolean => {
    if (first === undefined) first = failed;
    else more.push(failed);
    return ++count >= limit;
  };
  if (compiled.matchesPrincipal?.(view) === 0 && fail('principal')) return undefined;
  if (compiled.matchesResource?.(view) === false && fail('resource')) return undefined;
  for (const condition of compiled.conditions) {
    const result = condition.evaluate(view, semantics);
    // A Deny does not fail on what cannot be evaluated (R4.11, R1.4).
    if (result === 'true' || (result === 'undecided' && compiled.effect === 'Deny' && semantics.failClosed)) continue;
    if (fail({ condition, result })) return undefined;
  }
  return describe(member, visit, first === undefined ? more : [first, ...more], false);
}

function describe(member: SetMember, { type, level, set, view }: Visit, failed: readonly Failed[], undecided: boolean): StatementExplanation {
  const { matchesPrincipal, statement } = member.compiled;
  const source = set.sources[member.documentIndex];
  return {
    statement: member.record(type, level),
    span: statement.span,
    failures: failed.map((each) => failureOf(each, member, view)),
    ...(source ? { source } : undefined),
    ...(matchesPrincipal ? { strengths: strengthNames(matchesPrincipal(view)) } : undefined),
    ...(undecided ? { undecided } : undefined),
  };
}

function failureOf(failed: Failed, member: SetMember, view: RequestView): ElementFailure {
  switch (failed) {
    case 'principal':
      return principalFailure(member, view);
    case 'action':
      return actionFailure(member, view);
    case 'resource':
      return resourceFailure(member, view);
    default:
      return conditionFailure(failed.condition, member.compiled.entryOf(failed.condition), failed.result, member.policy.document.version, view);
  }
}

function principalFailure({ compiled: { statement } }: SetMember, view: RequestView): PrincipalFailure {
  const element = statement.principal;
  return {
    element: 'principal',
    negated: element?.negated ?? false,
    wanted: element ? element.entries.map(({ kind, value }) => ({ kind, value })) : [],
    found: callerName(view.principal),
    ...(element ? { span: element.span } : {}),
  };
}

function actionFailure({ compiled: { statement } }: SetMember, view: RequestView): PatternFailure {
  const { negated, entries, span } = statement.action;
  return { element: 'action', negated, wanted: entries.map(({ value }) => value), found: view.request.action, variables: [], span };
}

function resourceFailure({ compiled: { statement }, policy }: SetMember, view: RequestView): PatternFailure {
  const { negated, entries, span } = statement.resource ?? { negated: false, entries: [], span: statement.span };
  const wanted = entries.map(({ value }) => value);
  const variables = variableValues(wanted.map(variableTail), policy.document.version, view);
  return { element: 'resource', negated, wanted, found: view.request.resource, variables, span };
}
