import type { PrincipalElement, PrincipalEntry } from './document/document.ts';
import type { Principal } from './evaluation/request.ts';

/** The ways in which a `Principal` element names a caller (R7), as bits: a statement may name it in several. What each
 * is worth is said by R8.6 and R8.7. */
export const strength = {
  star: 1,
  account: 2,
  userArn: 4,
  parentUserArn: 8,
  roleArn: 16,
  sessionArn: 32,
  federatedUserArn: 64,
  service: 128,
  federated: 256,
  /** `*` with a condition on `aws:PrincipalArn` (R7.5), told apart where the switch of D24 asks for it. */
  pinnedStar: 512,
} as const;

/** The name of a way in which a `Principal` element names a caller. */
export type StrengthName = keyof typeof strength;

/** A set of strengths; 0: the caller is not named. */
export type Strengths = number;

const allStrengths = Object.entries(strength) as readonly (readonly [StrengthName, number])[];

/** The names of a set of strengths. */
export const strengthNames = (strengths: Strengths): readonly StrengthName[] => allStrengths.flatMap(([name, bit]) => ((strengths & bit) === 0 ? [] : [name]));

/** What a caller is called in sentences: its ARN, or what it has instead (R12.1). */
export function callerName(principal: Principal): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'service':
      return principal.service;
    case 'federated':
      return principal.provider;
    case 'canonicalUser':
      return principal.id;
    default:
      return principal.arn;
  }
}

/** The account that a principal belongs to, for those that have one. */
export const accountOf = (principal: Principal): string | undefined => ('account' in principal ? principal.account : undefined);

/** Whether it is a session of a service-linked role (R8.14). */
export const isServiceLinked = (principal: Principal): boolean => principal.kind === 'roleSession' && /^[^:]*:[^:]*:[^:]*:[^:]*:[^:]*:role\/aws-service-role\//.test(principal.roleArn);

/** Whether a permissions boundary can hang on it: on users and roles, but neither on the root (R8.12) nor on service-linked
 * roles (R8.10, R8.14). */
export const carriesBoundary = (principal: Principal): boolean => accountOf(principal) !== undefined && principal.kind !== 'root' && !isServiceLinked(principal);

/** How one entry of `Principal` names a caller. No wildcards but the whole `*` (R7.1), with case (R7.7). */
function strengthOf({ kind, value }: PrincipalEntry, principal: Principal): Strengths {
  switch (kind) {
    case '*':
      return strength.star;
    case 'Service':
      return principal.kind === 'service' && principal.service === value ? strength.service : 0;
    case 'Federated':
      return principal.kind === 'federated' && principal.provider === value ? strength.federated : 0;
    case 'CanonicalUser':
      return principal.kind === 'canonicalUser' && principal.id === value ? strength.account : 0;
    case 'AWS':
      return value === '*' ? strength.star : strengthOfAws(value, principal);
  }
}

function strengthOfAws(value: string, principal: Principal): Strengths {
  const account = accountOf(principal);
  if (account === undefined) return 0;
  if (namesAccount(value, principal, account)) return strength.account;
  switch (principal.kind) {
    case 'user':
      return value === principal.arn || value === principal.id ? strength.userArn : 0;
    case 'roleSession':
      if (value === principal.arn) return strength.sessionArn;
      return value === principal.roleArn || value === principal.roleId ? strength.roleArn : 0;
    case 'federatedUser':
      if (value === principal.arn) return strength.federatedUserArn;
      return (value === principal.parentArn || value === principal.parentId) && value !== undefined ? strength.parentUserArn : 0;
    default:
      return 0;
  }
}

function namesAccount(value: string, principal: Principal, account: string): boolean {
  if (value === account) return true;
  const partition = 'arn' in principal ? (principal.arn.split(':', 2)[1] ?? '') : '';
  return value === `arn:${partition}:iam::${account}:root`;
}

/** Tells how a statement's principal element names the caller; 0 where the statement is not about it. */
export type PrincipalMatcher = (principal: Principal, hasBoundary: boolean) => Strengths;

export interface PrincipalSemantics {
  /** D9 */
  readonly notPrincipal: 'strict' | 'anyForm';
}

/** Compiles `Principal` or `NotPrincipal`. A resource policy's statement without either is about nobody. */
export function compilePrincipal(element: PrincipalElement | undefined, effect: 'Allow' | 'Deny', semantics: PrincipalSemantics): PrincipalMatcher {
  if (!element) return () => 0;
  const { entries } = element;
  if (!element.negated) {
    if (entries.some(({ kind, value }) => kind === '*' || (kind === 'AWS' && value === '*')) && entries.length === 1) return () => strength.star;
    return (principal) => {
      let named = 0;
      for (const entry of entries) named |= strengthOf(entry, principal);
      return named;
    };
  }
  return (principal, hasBoundary) => {
    let named = 0;
    for (const entry of entries) named |= strengthOf(entry, principal);
    if (effect === 'Allow') return named === 0 ? strength.star : 0;
    // R7.8: a caller with a boundary, and an anonymous one, are never exempt.
    if (hasBoundary || principal.kind === 'anonymous') return strength.star;
    if (semantics.notPrincipal === 'anyForm') return named === 0 ? strength.star : 0;
    return (named & strength.star) !== 0 || isNamedInFull(named, principal) ? 0 : strength.star;
  };
}

/** R7.8: every link of the chain from the session to the account is listed. */
function isNamedInFull(named: Strengths, principal: Principal): boolean {
  const all = (wanted: Strengths): boolean => (named & wanted) === wanted;
  switch (principal.kind) {
    case 'root':
    case 'canonicalUser':
      return all(strength.account);
    case 'user':
      return all(strength.userArn | strength.account);
    case 'roleSession':
      return all(strength.sessionArn | strength.roleArn | strength.account);
    case 'federatedUser':
      return all(strength.federatedUserArn | strength.account);
    case 'service':
      return all(strength.service);
    case 'federated':
      return all(strength.federated);
    case 'anonymous':
      return false;
  }
}
