import type { ElementFailure, Explanation, PolicyTypeExplanation, StatementExplanation } from '@assent/policy';
import { failureSentence } from './failure-sentence.ts';
import type { Paint } from './paint.ts';
import { visible } from './visible.ts';

/** So many near misses of a type are shown; the JSON form has them all. */
const shownNearMisses = 3;

interface Node {
  readonly text: string;
  readonly children: readonly Node[];
}

/** An explanation as lines for a person: the decision and why, then what each type said, with the statements that matched
 * and those that nearly did. */
export function explanationTree(explanation: Explanation, paint: Paint): readonly string[] {
  const { decision, rule, reason } = explanation.decision;
  const { by } = explanation.decision;
  const said = `${decision}${by === undefined ? '' : ` by ${by}`}`;
  const head = `${decision === 'allowed' ? paint.good(`✓ ${said}`) : paint.bad(`✗ ${said}`)}: ${visible(reason)} ${paint.faint(`(${[rule, ...explanation.decisionNumbers].join(', ')})`)}`;
  return [head, ...branches(nodesOf(explanation, paint), '  ', paint)];
}

function nodesOf(explanation: Explanation, paint: Paint): readonly Node[] {
  const { policyTypes, message, fault, granted, withheld } = explanation;
  const nodes = policyTypes.filter(({ result }) => result !== 'notApplicable').map((type) => typeNode(type, paint));
  const leaf = (text: string): Node => ({ text, children: [] });
  const unconcerned = policyTypes.filter(({ result }) => result === 'notApplicable').map(({ type, reason }) => `${type} (${reason})`);
  if (granted.length > 0 && withheld.length > 0) nodes.push(leaf(`left: ${granted.join(' and ')} would allow, but ${withheld.join(' and ')} ${withheld.length === 1 ? 'does' : 'do'} not`));
  if (unconcerned.length > 0 && unconcerned.length < policyTypes.length) nodes.push(leaf(paint.faint(`no part: ${unconcerned.join(', ')}`)));
  if (message !== undefined) nodes.push(leaf(`AWS says: ${visible(message)}`));
  if (fault !== undefined) nodes.push(leaf(paint.bad(`it could not be explained further: ${visible(fault)}`)));
  return nodes;
}

function typeNode({ type, result, rule, reason, levels, matched, nearMisses }: PolicyTypeExplanation, paint: Paint): Node {
  const colour = result === 'allowed' ? paint.good : paint.bad;
  const byLevel = levels && levels.length > 1 ? `; by level: ${levels.map((level) => level.result).join(', ')}` : '';
  const worthy = nearMisses.filter((each) => isWorthShowing(each, result)).sort((a, b) => nearness(a) - nearness(b));
  const left = worthy.length - shownNearMisses;
  return {
    text: `${paint.strong(type)} ${colour(result)}: ${reason}${byLevel} ${paint.faint(`(${rule})`)}`,
    children: [
      ...matched.map((each) => matchedNode(each, paint)),
      ...worthy.slice(0, shownNearMisses).map((each) => nearNode(each, paint)),
      ...(left > 0 ? [{ text: paint.faint(`and ${left} more that nearly matched`), children: [] }] : []),
    ],
  };
}

/** An Allow that would have helped, or a Denial that only a condition kept away. */
const isWorthShowing = ({ statement, failures }: StatementExplanation, result: PolicyTypeExplanation['result']): boolean =>
  statement.effect === 'Allow' ? result === 'implicitDeny' : failures[0]?.element === 'condition';

const order: readonly ElementFailure['element'][] = ['condition', 'principal', 'resource', 'action'];
const nearness = ({ failures: [failure] }: StatementExplanation): number => (failure ? order.indexOf(failure.element) : 0);

function matchedNode(each: StatementExplanation, paint: Paint): Node {
  const { effect } = each.statement;
  const strengths = each.strengths && each.strengths.length > 0 ? ` names the caller by ${each.strengths.join(', ')}` : '';
  const undecided = each.undecided ? ': it could not be evaluated, and denies' : '';
  return { text: `${effect === 'Allow' ? paint.good('✓ Allow') : paint.bad('✗ Deny')} ${placeOf(each)}${strengths}${undecided}`, children: [] };
}

const nearNode = (each: StatementExplanation, paint: Paint): Node => ({
  text: `${paint.near(`≈ ${each.statement.effect}`)} ${placeOf(each)}`,
  children: each.failures.map((failure) => ({ text: failureSentence(failure), children: [] })),
});

/** `team.json:3:5 "Sid"` where the document has a name, else where it stands in the case. */
export function placeOf({ statement, span }: Pick<StatementExplanation, 'statement' | 'span'>): string {
  const { policy, policyType, level, documentIndex, statementIndex, sid } = statement;
  const single = policyType === 'permissionsBoundary' || policyType === 'resource' || policyType === 'vpcEndpoint';
  const path = `policies.${policyType}${level === undefined ? '' : `[${level}]`}${single ? '' : `[${documentIndex}]`}.Statement[${statementIndex}]`;
  return visible(`${policy === undefined ? path : `${policy}:${span.start.line}:${span.start.column}`}${sid === undefined || sid === '' ? '' : ` "${sid}"`}`);
}

function branches(nodes: readonly Node[], indent: string, paint: Paint): readonly string[] {
  return nodes.flatMap(({ text, children }, index) => {
    const last = index === nodes.length - 1;
    return [`${indent}${paint.faint(last ? '└─' : '├─')} ${text}`, ...branches(children, `${indent}${last ? '   ' : `${paint.faint('│')}  `}`, paint)];
  });
}
