import type { Decision, DecidingType } from '../evaluation/decision.ts';
import { evaluateWith } from '../evaluation/evaluate.ts';
import type { PolicySet } from '../evaluation/policy-set.ts';
import type { SetMember } from '../evaluation/set-member.ts';
import type { AuthorizationRequest } from '../evaluation/request.ts';
import { RequestView } from '../evaluation/request-view.ts';
import { defaultSemantics } from '../evaluation/semantics.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import type { SetOutcome } from '../evaluation/outcome-bits.ts';
import type { EvaluationObserver, Outcomes } from '../evaluation/set-outcome.ts';
import { accountOf } from '../principal.ts';
import { missingKeysOf } from './context-key.ts';
import { decisionNumbersOf } from './decision-number.ts';
import { denialMessage } from './denial-message.ts';
import type { Explanation, LevelExplanation, PolicyTypeExplanation, StatementExplanation } from './explanation.ts';
import { outcomeWord, policyTypeResult } from './policy-type-result.ts';
import { explainStatement } from './statement-explanation.ts';

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
    return explainRecorded(record, decision, new RequestView(request, semantics), semantics, options);
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
  if (decision.decision !== 'allowed') explanation.message = denialMessage(request, decision, { semantics });
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

function tell(type: DecidingType, { set, level }: Visited, view: RequestView, semantics: Semantics, { matched, nearMisses, others, members }: Told): void {
  const candidates = set.candidates(view.action).members;
  const visit = { type, set, level, view, semantics, limit: others ? Number.POSITIVE_INFINITY : 2 };
  let next = 0;
  for (const member of set.members) {
    // Candidates are members, in their order.
    const named = candidates[next] === member;
    if (named) next++;
    const told = explainStatement(member, named, visit);
    if (!told) continue;
    if (told.failures.length === 0) {
      matched.push(told);
      members?.push(member);
    } else if (told.failures.length === 1) {
      nearMisses.push(told);
    } else {
      others?.push(told);
    }
  }
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
