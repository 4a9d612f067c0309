import type { Decision, DecidingType } from '../evaluation/decision.ts';
import { resourceSide } from '../evaluation/demanding-service.ts';
import type { AuthorizationRequest } from '../evaluation/request.ts';
import { RequestView } from '../evaluation/request-view.ts';
import { strengthsOf } from '../evaluation/outcome-bits.ts';
import { defaultSemantics } from '../evaluation/semantics.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import { evaluateStatement } from '../evaluation/set-outcome.ts';
import { accountOf, callerName, strength } from '../principal.ts';

/** How a type is called in AWS's sentences (R12.2). */
const typeWords: Readonly<Record<DecidingType, readonly [article: string, words: string]>> = {
  identity: ['an', 'identity-based policy'],
  permissionsBoundary: ['a', 'permissions boundary'],
  session: ['a', 'session policy'],
  resource: ['a', 'resource-based policy'],
  serviceControl: ['a', 'service control policy'],
  resourceControl: ['a', 'resource control policy'],
  vpcEndpoint: ['a', 'VPC endpoint policy'],
};

/** Types whose policies have ARNs that a message may name (R12.3). */
const nameable: ReadonlySet<DecidingType> = new Set<DecidingType>(['identity', 'permissionsBoundary', 'session', 'serviceControl', 'resourceControl']);

/** What a denial's sentence may tell. */
export interface MessageOptions {
  /** D37: whether the ARN of the policy that denies is named. */
  readonly policyArn?: boolean;
  /** D55: what is named where a resource policy of another account admits the account alone and an identity policy is
   * missing: what AWS names, or what is really missing. */
  readonly crossAccountAccountGrant?: 'resource' | 'identity';
  /** Whether the service is one that names the resource in quotes or keeps the reason to itself. */
  readonly withoutContext?: boolean;
  /** Those that the decision was taken with. */
  readonly semantics?: Semantics;
}

/** AWS's sentence for a denial (R12.1–R12.3, R12.5, R12.7).
 * @example 'User: arn:aws:iam::111111111111:user/ana is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k because no identity-based policy allows the s3:GetObject action' */
export function denialMessage(request: AuthorizationRequest, decision: Decision, options: MessageOptions = {}): string {
  // R12.7: who comes with a token has no name of its own yet.
  if (request.principal.kind === 'federated') return `Not authorized to perform ${request.action}`;
  const view = new RequestView(request, options.semantics ?? defaultSemantics);
  const onTrust = decision.by === 'resource' && resourceSide(view) === 'role-trust';
  const resource = onTrust ? '' : ` on resource: ${request.resource}`;
  const context = options.withoutContext === true || !mayExplain(view) ? '' : contextOf(view, decision, onTrust, options);
  return `User: ${callerName(request.principal)} is not authorized to perform: ${request.action}${resource}${context}`;
}

/** Why is told within one account or one organization (R12.2, withheld). */
function mayExplain(view: RequestView): boolean {
  const account = accountOf(view.principal);
  if (account !== undefined && account === view.resourceAccount) return true;
  const organization = view.request.organization;
  return organization?.principalPath !== undefined && organization.resourcePath !== undefined;
}

function contextOf(view: RequestView, decision: Decision, onTrust: boolean, options: MessageOptions): string {
  if (decision.by === undefined) return '';
  const { action } = view.request;
  if (decision.decision === 'explicitDeny') {
    if (onTrust) return ' with an explicit deny in the role trust policy';
    const [article, words] = typeWords[decision.by];
    return ` with an explicit deny in ${article} ${words}${arnSuffix(decision, options)}`;
  }
  if (onTrust) return ` because no role trust policy allows the ${action} action`;
  const [, words] = typeWords[options.crossAccountAccountGrant === 'identity' ? decision.by : namedType(view, decision.by)];
  return ` because no ${words} allows the ${action} action`;
}

/** R12.5: across accounts AWS names the resource-based policy where it admits the account alone and the identity side is
 * what is missing (D55). */
function namedType(view: RequestView, by: DecidingType): DecidingType {
  const { resource } = view.request.policies;
  if (by !== 'identity' || !resource || accountOf(view.principal) === view.resourceAccount) return by;
  let named = 0;
  for (const member of resource.candidates(view.action).members) named |= strengthsOf(evaluateStatement(member.compiled, view));
  return named === strength.account ? 'resource' : by;
}

function arnSuffix({ by, matchedStatements }: Decision, { policyArn = true }: MessageOptions): string {
  if (!policyArn || by === undefined || !nameable.has(by)) return '';
  const arns = matchedStatements.filter(({ policyType, effect, policy }) => policyType === by && effect === 'Deny' && policy?.startsWith('arn:') === true);
  const [first] = [...arns].sort((a, b) => (a.level ?? 0) - (b.level ?? 0) || ((a.policy ?? '') < (b.policy ?? '') ? -1 : 1));
  return first?.policy === undefined ? '' : `: ${first.policy}`;
}
