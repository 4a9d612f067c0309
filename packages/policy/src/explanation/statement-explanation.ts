import type { Condition } from '../condition/condition.ts';
import type { Truth } from '../condition/truth.ts';
import type { PolicyVersion, Statement } from '../document/document.ts';
import type { DecidingType } from '../evaluation/decision.ts';
import type { PolicySet } from '../evaluation/policy-set.ts';
import type { SetMember } from '../evaluation/set-member.ts';
import type { RequestView } from '../evaluation/request-view.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import { isUndecided } from '../evaluation/outcome-bits.ts';
import { evaluateStatement } from '../evaluation/set-outcome.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';
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
  // Most statements fail on more than is told: those make nothing.
  let failed: Failed[] | undefined;
  let first: Failed | undefined = named ? undefined : 'action';
  let count = named ? 0 : 1;
  if (compiled.matchesPrincipal?.(view) === 0) {
    if (++count >= limit) return undefined;
    first ??= 'principal';
    if (count > 1) failed = [first, 'principal'];
  }
  if (!compiled.isAbout(view)) {
    if (++count >= limit) return undefined;
    first ??= 'resource';
    if (count > 1) (failed ??= [first]).push('resource');
  }
  for (const condition of compiled.conditions) {
    const result = condition.evaluate(view, semantics);
    // A Deny does not fail on what cannot be evaluated (R4.11, R1.4).
    if (result === 'true' || (result === 'undecided' && compiled.effect === 'Deny' && semantics.failClosed)) continue;
    if (++count >= limit) return undefined;
    const one = { condition, result };
    first ??= one;
    if (count > 1) (failed ??= [first]).push(one);
  }
  return describe(member, visit, failed ?? [first as Failed], false);
}

function describe(member: SetMember, { type, level, set, view }: Visit, failed: readonly Failed[], undecided: boolean): StatementExplanation {
  const { compiled } = member;
  const { matchesPrincipal } = compiled;
  // Looked up once: a policy may have to read its document again.
  const { document } = compiled.policy;
  const statement = document.statements[compiled.index] as Statement;
  const explanation: { -readonly [name in keyof StatementExplanation]: StatementExplanation[name] } = {
    statement: member.record(type, level),
    span: statement.span,
    failures: failed.map((each) => failureOf(each, compiled, statement, document.version, view)),
  };
  const source = set.sources[member.documentIndex];
  if (source) explanation.source = source;
  if (matchesPrincipal) explanation.strengths = strengthNames(matchesPrincipal(view));
  if (undecided) explanation.undecided = undecided;
  return explanation;
}

function failureOf(failed: Failed, compiled: CompiledStatement, statement: Statement, version: PolicyVersion, view: RequestView): ElementFailure {
  switch (failed) {
    case 'principal':
      return principalFailure(statement, view);
    case 'action':
      return actionFailure(statement, view);
    case 'resource':
      return resourceFailure(statement, version, view);
    default: {
      const { condition, result } = failed;
      return conditionFailure(condition, compiled.entryOf(condition), result, version, view);
    }
  }
}

function principalFailure(statement: Statement, view: RequestView): PrincipalFailure {
  const element = statement.principal;
  return {
    element: 'principal',
    negated: element?.negated ?? false,
    wanted: element ? element.entries.map(({ kind, value }) => ({ kind, value })) : [],
    found: callerName(view.principal),
    ...(element ? { span: element.span } : {}),
  };
}

function actionFailure(statement: Statement, view: RequestView): PatternFailure {
  const { negated, entries, span } = statement.action;
  return { element: 'action', negated, wanted: entries.map(({ value }) => value), found: view.request.action, variables: [], span };
}

function resourceFailure(statement: Statement, version: PolicyVersion, view: RequestView): PatternFailure {
  const { negated, entries, span } = statement.resource ?? { negated: false, entries: [], span: statement.span };
  const wanted = entries.map(({ value }) => value);
  const variables = variableValues(wanted.map(variableTail), version, view);
  return { element: 'resource', negated, wanted, found: view.request.resource, variables, span };
}
