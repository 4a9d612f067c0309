import type { Decision, DecidingType } from '../evaluation/decision.ts';
import { resourceSide } from '../evaluation/demanding-service.ts';
import type { SetMember } from '../evaluation/set-member.ts';
import type { RequestView } from '../evaluation/request-view.ts';
import { isDenied, strengthsOf } from '../evaluation/outcome-bits.ts';
import type { Outcomes } from '../evaluation/set-outcome.ts';
import { parseArn } from '../arn.ts';
import { compilePrincipal, strength } from '../principal.ts';
import { variableValues } from './variable-value.ts';

/** What a decision was taken from. */
export interface Grounds {
  readonly decision: Decision;
  readonly outcomes: Outcomes;
  readonly view: RequestView;
  /** The statements of the deciding type that matched. */
  readonly deciding: readonly SetMember[];
}

const directly = strength.userArn | strength.sessionArn | strength.federatedUserArn;

/** Where a decision rests on a choice of ours: AWS is silent there, or contradicts itself. */
const choices: readonly (readonly [number: string, rests: (grounds: Grounds) => boolean])[] = [
  // An unresolvable variable makes a negated condition true; in `NotResource` it excludes nothing.
  ['D3', ({ deciding, view }) => deciding.some((member) => member.compiled.statement.conditions.some(({ operator, values }) => operator.value.includes('Not') && isOpen(values, view)))],
  ['D4', ({ deciding, view }) => deciding.some(({ compiled: { statement } }) => statement.resource?.negated === true && isOpen(statement.resource.entries, view))],
  // An empty string is nothing to `Null` and to set operators.
  ['D6', ({ deciding, view }) => deciding.some((member) => member.compiled.statement.conditions.some(({ operator, key }) => isEmptied(operator.value, view.key(key.value.toLowerCase())?.values)))],
  // A caller is listed by `NotPrincipal`, but not in full.
  ['D9', ({ decision, deciding, view }) => decision.decision === 'explicitDeny' && deciding.some((member) => isListedInPart(member, view))],
  ['D24', ({ decision, outcomes, deciding, view }) => isGrantedBy(decision, 'R8.6') && (strengthsOf(outcomes.resource) & directly) === 0 && (strengthsOf(outcomes.resource) & strength.star) !== 0 && isBareStar(deciding, view)],
  ['D34', ({ decision, outcomes }) => decision.decision === 'explicitDeny' && namesOneOfSeveral(outcomes)],
  ['D38', ({ decision, view }) => decision.rule === 'R8.7' && view.principal.kind === 'root'],
  ['D39', ({ decision, outcomes, view }) => decision.decision === 'allowed' && view.principal.kind === 'service' && strengthsOf(outcomes.resource) === strength.star],
  ['D40', ({ decision, outcomes, view }) => isGrantedBy(decision, 'R8.6') && view.principal.kind === 'user' && resourceSide(view) === 'role-trust' && outcomes.permissionsBoundary === 0],
  ['D42', ({ decision, outcomes, view }) => decision.rule === 'R8.7' && view.principal.kind === 'federatedUser' && (strengthsOf(outcomes.resource) & strength.federatedUserArn) !== 0],
  ['D47', ({ decision }) => decision.rule === 'R1.4'],
  ['D66', ({ view }) => view.request.resourceAccount === undefined && parseArn(view.request.resource)?.account === 'aws'],
];

/** The numbers of the choices that a decision rests on. */
export const decisionNumbersOf = (grounds: Grounds): readonly string[] => choices.flatMap(([number, rests]) => (rests(grounds) ? [number] : []));

const isGrantedBy = ({ decision, rule, by }: Decision, wanted: string): boolean => decision === 'allowed' && rule === wanted && by === 'resource';

/** Whether one of some texts has a variable without a value. */
const isOpen = (texts: readonly { readonly value: string }[], view: RequestView): boolean =>
  texts.some(({ value }) => value.includes('${')) && variableValues(texts.map(({ value }) => value), '2012-10-17', view).some(({ value }) => value === undefined);

const isEmptied = (operator: string, values: readonly string[] | undefined): boolean =>
  values !== undefined && values.length > 0 && values.every((value) => value === '') && (operator.startsWith('Null') || operator.startsWith('For'));

function isListedInPart({ compiled: { statement, effect }, policy }: SetMember, view: RequestView): boolean {
  const { principal } = statement;
  if (principal?.negated !== true || effect !== 'Deny') return false;
  return compilePrincipal({ ...principal, negated: false }, effect, policy.semantics)(view.principal, view.hasBoundary) !== 0;
}

/** A role session that a statement reaches through `aws:PrincipalArn` is documented; the bare star is not, nor are users. */
const isBareStar = (deciding: readonly SetMember[], { principal }: RequestView): boolean =>
  principal.kind === 'user' || !deciding.some(({ compiled }) => compiled.effect === 'Allow' && compiled.conditions.some(({ key }) => key === 'aws:principalarn'));

/** That identity-based policies are named before resource-based ones was seen; every other order is ours. */
function namesOneOfSeveral(outcomes: Outcomes): boolean {
  const denying = (Object.keys(outcomes) as DecidingType[]).filter((type) => isDenied(outcomes[type]));
  return denying.length > 1 && !(denying.length === 2 && denying.includes('identity') && denying.includes('resource'));
}
