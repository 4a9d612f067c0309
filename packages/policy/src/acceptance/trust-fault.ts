import type { JsonObject } from '../document/json-tree.ts';
import { memberOf, stringsOf } from './element.ts';

/** The actions that a trust policy may speak of (R13.4), in lower case. */
const trustActions: ReadonlySet<string> = new Set(
  [
    'sts:*',
    'sts:AssumeRole',
    'sts:AssumeRoleWithSAML',
    'sts:AssumeRoleWithWebIdentity',
    'sts:TagSession',
    'sts:SetSourceIdentity',
    'sts:SetContext',
    'sts:DecodeAuthorizationMessage',
    'sts:GetAccessKeyInfo',
    'sts:GetCallerIdentity',
    'sts:GetFederationToken',
    'sts:GetServiceBearerToken',
    'sts:GetSessionToken',
  ].map((action) => action.toLowerCase()),
);

/** What is wrong with a trust policy beyond what is wrong with any (R2.5, R13.4). */
export function trustFault(statements: readonly JsonObject[]): string | undefined {
  for (const statement of statements) {
    if (memberOf(statement, 'Resource') ?? memberOf(statement, 'NotResource')) return 'Has prohibited field Resource';
    if (memberOf(statement, 'NotPrincipal')) return 'Has prohibited field NotPrincipal';
  }
  for (const statement of statements) {
    const principal = memberOf(statement, 'Principal');
    if (!principal) return 'Missing required field Principal';
    const effect = memberOf(statement, 'Effect');
    if (principal.type === 'string' && effect?.type === 'string' && effect.value === 'Allow') return 'AssumeRolepolicy contained an invalid principal: "STAR":"*".';
  }
  const actions = statements.flatMap((statement) => [...stringsOf(memberOf(statement, 'Action')), ...stringsOf(memberOf(statement, 'NotAction'))]);
  return actions.every((action) => trustActions.has(action.toLowerCase())) ? undefined : 'AssumeRole policy may only specify STS AssumeRole actions.';
}
