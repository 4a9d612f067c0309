import { compileCondition } from '../condition/condition.ts';
import type { Condition } from '../condition/condition.ts';
import type { Truth } from '../condition/truth.ts';
import type { ConditionEntry, PatternElement, PolicyDocument, PolicyType, Statement } from '../document/document.ts';
import { parseOperatorName } from '../document/operator-name.ts';
import type { RequestView } from '../evaluation/request-view.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import { compileResource } from '../pattern/resource.ts';
import type { ResourceMatcher, ShortArn } from '../pattern/resource.ts';
import { compilePrincipal, strength } from '../principal.ts';
import type { Strengths } from '../principal.ts';
import { ActionElement } from './action-element.ts';
import { isAboutUncertain } from './uncertain-resource.ts';
import type { CompiledPolicy } from './compiled-policy.ts';

/** Types whose statements say whom they are about. */
const withPrincipal: ReadonlySet<PolicyType> = new Set<PolicyType>(['resource', 'trust', 'resourceControl', 'vpcEndpoint']);

/** Types in which a short ARN is completed only where it has a wildcard (R3.10). */
const shortArnOf = (type: PolicyType): ShortArn => (type === 'resource' || type === 'trust' || type === 'vpcEndpoint' ? 'complete-if-wildcard' : 'complete');

/** One statement, ready to be asked. The four questions are independent; a statement applies where all say yes. */
export class CompiledStatement {
  readonly policy: CompiledPolicy;
  /** Its position in the document. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionElement;
  /** How the caller is named; 0 where it is not. Absent in policies without principals, where everybody is meant. */
  readonly matchesPrincipal: ((view: RequestView) => Strengths) | undefined;
  /** Absent where every resource matches. */
  readonly matchesResource: ResourceMatcher | undefined;
  /** In the order of the document. */
  readonly conditions: readonly Condition[];
  /** Whether it speaks for every request whose action it matches. */
  readonly isUnconditional: boolean;

  constructor(statement: Statement, document: PolicyDocument, policy: CompiledPolicy) {
    const { type, semantics } = policy;
    this.policy = policy;
    this.index = statement.index;
    this.sid = statement.sid;
    this.effect = statement.effect;
    this.actions = new ActionElement(statement.action, semantics);
    this.matchesPrincipal = withPrincipal.has(type) ? compilePrincipals(statement, semantics) : undefined;
    this.matchesResource = compileResources(statement.resource, document, type, semantics);
    this.conditions = statement.conditions.map((entry) => compileCondition(entry, document.version));
    this.isUnconditional = this.matchesPrincipal === undefined && this.matchesResource === undefined && this.conditions.length === 0;
  }

  /** Whether the resource element matches. */
  isAbout(view: RequestView): boolean {
    const { matchesResource } = this;
    if (matchesResource === undefined) return true;
    return view.uncertain === undefined ? matchesResource(view) : isAboutUncertain(this, matchesResource, view, view.uncertain);
  }

  /** As it stands in the document. */
  get statement(): Statement {
    return this.policy.document.statements[this.index] as Statement;
  }

  /** One of its conditions as it stands in the document. */
  entryOf(condition: Condition): ConditionEntry {
    return this.statement.conditions[this.conditions.indexOf(condition)] as ConditionEntry;
  }
}

function compilePrincipals({ principal, effect, conditions }: Statement, semantics: Semantics): (view: RequestView) => Strengths {
  const names = compilePrincipal(principal, effect, semantics);
  if (!semantics.bareStarUncapped && conditions.some(pinsPrincipal)) return (view) => pinStar(names(view.principal, view.hasBoundary));
  return (view) => names(view.principal, view.hasBoundary);
}

/** Whether a condition says which principal it is (R7.5). */
function pinsPrincipal({ operator, key }: ConditionEntry): boolean {
  const name = parseOperatorName(operator.value);
  return name !== undefined && !name.ifExists && name.set !== 'ForAllValues' && /^(Arn|String)(Equals|Like)/.test(name.base) && key.value.toLowerCase() === 'aws:principalarn';
}

const pinStar = (named: Strengths): Strengths => ((named & strength.star) === 0 ? named : named | strength.pinnedStar);

function compileResources(element: PatternElement | undefined, document: PolicyDocument, type: PolicyType, semantics: Semantics): ResourceMatcher | undefined {
  // R3.12: without an element the policy is about what it hangs on.
  if (!element) return undefined;
  const options = {
    variables: document.version === '2012-10-17',
    shortArn: shortArnOf(type),
    segmentFinalStar: semantics.segmentFinalStar,
    resourcePartColons: semantics.resourcePartColons,
    shortArnReading: semantics.shortArn,
    arnHeadCase: semantics.arnHeadCase,
  } as const;
  const matchers: readonly ResourceMatcher[] = element.entries.map(({ value }) => compileResource(value, options));
  const { negated, entries } = element;
  if (!negated && entries.some(({ value }) => value === '*')) return undefined;
  const [only] = matchers;
  if (only && matchers.length === 1 && !negated) return only;
  return (view) => matchers.some((matches) => matches(view)) !== negated;
}

/** All conditions together (R4.1): false where one is, else undecided where one is. */
export function evaluateConditions(conditions: readonly Condition[], view: RequestView): Truth {
  let result: Truth = 'true';
  for (let at = 0; at < conditions.length; at++) {
    const one = (conditions[at] as Condition).evaluate(view, view.semantics);
    if (one === 'false') return one;
    if (one === 'undecided') result = one;
  }
  return result;
}
