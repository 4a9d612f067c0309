import type { Decision, DecidingType, MatchedStatement } from '../evaluation/decision.ts';
import { evaluateWith } from '../evaluation/evaluate.ts';
import type { PolicySet, SetMember } from '../evaluation/policy-set.ts';
import type { AuthorizationRequest } from '../evaluation/request.ts';
import { RequestView } from '../evaluation/request-view.ts';
import { ResourceIndex } from '../evaluation/resource-index.ts';
import { defaultSemantics } from '../evaluation/semantics.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import type { EvaluationObserver, Outcomes, SetOutcome } from '../evaluation/set-outcome.ts';
import { accountOf } from '../principal.ts';
import { missingKeysOf } from './context-key.ts';
import { decisionNumbersOf } from './decision-number.ts';
import { denialMessage } from './denial-message.ts';
import type { Explanation, LevelExplanation, PolicyTypeExplanation, StatementExplanation } from './explanation.ts';
import { outcomeWord, policyTypeResult } from './policy-type-result.ts';
import { explainStatement } from './statement-explanation.ts';
import type { Visit } from './statement-explanation.ts';

/** How much an explanation tells. */
export interface ExplainOptions {
  /** Default: those that matched, and those of which one element alone failed. */
  readonly statements?: 'near' | 'all';
}

/** In the order of R8.19. */
export const policyTypes: readonly DecidingType[] = ['identity', 'permissionsBoundary', 'session', 'resource', 'serviceControl', 'resourceControl', 'vpcEndpoint'];

/** Explains the decision that `evaluate` takes: it is taken again, watched, and every statement is asked what kept it from
 * matching. It never throws: `fault` says what went wrong while explaining, beside the decision.
 * @example explain({ principal, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: new Map(), policies: { identity } }).message */
export function explain(request: AuthorizationRequest, semantics: Semantics = defaultSemantics, options: ExplainOptions = {}): Explanation {
  const record = new Record();
  const decision = evaluateWith(record, request, semantics);
  try {
    return explainRecorded(record, decision, new RequestView(request), semantics, options);
  } catch (error) {
    // A context that answers only sometimes, for instance. The decision stands; the fault is part of the answer.
    const fault = error instanceof Error ? error.message : String(error);
    return { decision, action: request.action, resource: request.resource, policyTypes: [], crossAccount: false, granted: [], withheld: [], decisionNumbers: [], fault };
  }
}

interface Visited {
  readonly set: PolicySet;
  readonly level: number | undefined;
  readonly outcome: SetOutcome;
}

/** What the evaluator says while it decides. */
class Record implements EvaluationObserver {
  readonly visits: Partial<{ [type in DecidingType]: Visited[] }> = {};
  outcomes: Outcomes | undefined;

  visited(type: DecidingType, set: PolicySet, outcome: SetOutcome, level: number | undefined): void {
    (this.visits[type] ??= []).push({ set, level, outcome });
  }

  combined(outcomes: Outcomes): void {
    this.outcomes = outcomes;
  }
}

function explainRecorded({ visits, outcomes }: Record, decision: Decision, view: RequestView, semantics: Semantics, options: ExplainOptions): Explanation {
  const { request, principal } = view;
  const deciding: SetMember[] = [];
  const types = policyTypes.map((type): PolicyTypeExplanation => {
    const visited = visits[type] ?? [];
    // R8.16: what needs no permission asks no policy.
    if (!outcomes) return { type, result: 'notApplicable', rule: decision.rule, reason: decision.reason, matched: [], nearMisses: [], missingContextKeys: [] };
    const told: Told = { matched: [], nearMisses: [], others: options.statements === 'all' ? [] : undefined, members: type === decision.by ? deciding : undefined };
    for (const visit of visited) tell(type, visit, view, semantics, told);
    const levels = type === 'serviceControl' || type === 'resourceControl' ? visited.map(levelOf(type)) : undefined;
    const { result, rule, reason } = policyTypeResult(type, outcomes[type], visited[0]?.outcome ?? 0, view);
    const explained: Mutable<PolicyTypeExplanation> = { type, result, rule, reason, matched: told.matched, nearMisses: told.nearMisses, missingContextKeys: missingOf(visited, view) };
    if (levels && levels.length > 0) explained.levels = levels;
    if (told.others) explained.others = told.others;
    return explained;
  });
  const account = accountOf(principal);
  const explanation: Mutable<Explanation> = {
    decision,
    action: request.action,
    resource: request.resource,
    policyTypes: types,
    crossAccount: account !== undefined && account !== view.resourceAccount,
    granted: types.filter(({ type, result }) => result === 'allowed' && (type === 'identity' || type === 'resource')).map(({ type }) => type),
    withheld: types.filter(({ type, result }) => withholds(type, result)).map(({ type }) => type),
    decisionNumbers: outcomes ? decisionNumbersOf({ decision, outcomes, view, deciding }) : [],
  };
  if (decision.decision !== 'allowed') explanation.message = denialMessage(request, decision);
  return explanation;
}

/** What is still being put together: several times as fast as spreading what may be absent. */
type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** Identity and resource policies withhold only what they deny: one of them may grant alone. */
const withholds = (type: DecidingType, result: PolicyTypeExplanation['result']): boolean =>
  result === 'explicitDeny' || (result === 'implicitDeny' && type !== 'identity' && type !== 'resource');

/** R10.4: every level of resource control policies has the allow-all of AWS. */
const levelOf =
  (type: DecidingType) =>
  ({ level, outcome }: Visited): LevelExplanation => {
    const said = outcomeWord(outcome);
    return { level: level ?? 0, result: type === 'resourceControl' && said === 'implicitDeny' ? 'allowed' : said };
  };

/** What is told of the statements of one type. */
interface Told {
  readonly matched: StatementExplanation[];
  readonly nearMisses: StatementExplanation[];
  readonly others: StatementExplanation[] | undefined;
  /** Where those that matched are gathered as they are, for the deciding type. */
  readonly members: SetMember[] | undefined;
}

function tell(type: DecidingType, { set, level }: Visited, view: RequestView, semantics: Semantics, told: Told): void {
  if (told.others) tellAll({ type, set, level, view, semantics, limit: Number.POSITIVE_INFINITY }, told);
  else tellNear({ type, set, level, view, semantics, limit: 2 }, told);
}

function tellAll(visit: Visit, told: Told): void {
  const candidates = visit.set.candidates(visit.view.action).members;
  let next = 0;
  for (const member of visit.set.members) {
    // Candidates are members, in their order.
    const named = candidates[next] === member;
    if (named) next++;
    keep(member, explainStatement(member, named, visit), told, told.nearMisses);
  }
}

function tellNear(visit: Visit, told: Told): void {
  const { set, view } = visit;
  const near: StatementExplanation[] = [];
  for (const member of set.candidates(view.action).members) keep(member, explainStatement(member, true, visit), told, near);
  // What fails on its action may fail on nothing else: only those are asked whose resource can match.
  resourceIndexOf(set).some(view.resource, (member) => {
    const explained = explainStatement(member, false, visit);
    if (explained && !member.compiled.matchesAction(view.action.name)) near.push(explained);
    return false;
  });
  near.sort(inOrder);
  let last: MatchedStatement | undefined;
  for (const each of near) {
    if (each.statement !== last) told.nearMisses.push(each);
    last = each.statement;
  }
}

function keep(member: SetMember, explained: StatementExplanation | undefined, told: Told, near: StatementExplanation[]): void {
  if (!explained) return;
  if (explained.failures.length === 0) {
    told.matched.push(explained);
    told.members?.push(member);
  } else if (explained.failures.length === 1) {
    near.push(explained);
  } else {
    told.others?.push(explained);
  }
}

const inOrder = ({ statement: a }: StatementExplanation, { statement: b }: StatementExplanation): number => a.documentIndex - b.documentIndex || a.statementIndex - b.statementIndex;

const resourceIndexes = new WeakMap<PolicySet, ResourceIndex>();

/** Of all statements of a set, made when it is first explained. */
function resourceIndexOf(set: PolicySet): ResourceIndex {
  let index = resourceIndexes.get(set);
  if (!index) resourceIndexes.set(set, (index = new ResourceIndex(set.members)));
  return index;
}

const nothing: readonly string[] = [];

function missingOf(visited: readonly Visited[], view: RequestView): readonly string[] {
  const [only] = visited;
  if (!only) return nothing;
  if (visited.length === 1) return missingKeysOf(only.set, view);
  return distinct(visited.flatMap(({ set }) => missingKeysOf(set, view)));
}

/** Keys that differ in more than letter case. */
function distinct(names: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const name of names) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), name);
  return [...found.values()];
}

/** The keys that policies of some types ask for and the request does not have (R21.43), each once.
 * @param of default all */
export const missingContextKeys = ({ policyTypes: types }: Explanation, of: readonly DecidingType[] = policyTypes): readonly string[] =>
  distinct(types.filter(({ type }) => of.includes(type)).flatMap(({ missingContextKeys: keys }) => keys));
