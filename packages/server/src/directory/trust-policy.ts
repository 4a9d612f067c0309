import { checkAcceptance, countPolicyCharacters } from '@assent/policy';
import type { RoleRow } from '../store/schema.ts';
import type { RoleFacts, StoredPrincipals } from './facts.ts';
import { malformed } from './fault.ts';
import { checkQuota } from './quota.ts';
import type { Snapshot } from './snapshot.ts';
import { decidingText, resolvePrincipals, shownText, UnknownPrincipalError } from './stored-principals.ts';

/** The trust policy as decisions read it. */
export const storedTrustPolicy = ({ trustPolicy, trustPrincipals }: RoleFacts): string => decidingText({ type: 'trust', text: trustPolicy, principals: trustPrincipals });

/** The trust policy as it is shown (R7.3, D53). */
export function shownTrustPolicy({ trust_policy: text, trust_principals }: Pick<RoleRow, 'trust_policy' | 'trust_principals'>, snapshot: Snapshot, partition: string): string {
  if (trust_principals === '{}') return text;
  return shownText({ type: 'trust', text, principals: JSON.parse(trust_principals) as StoredPrincipals }, snapshot, partition);
}

/** Checks a trust policy that is to be stored, and resolves the principals in it.
 * @throws ApiError `MalformedPolicyDocument` (R13.4), `LimitExceeded` over the size */
export function acceptTrustPolicy(text: string, snapshot: Snapshot): StoredPrincipals {
  const refusal = checkAcceptance(text, 'trust');
  if (refusal) throw malformed(refusal.message);
  checkQuota('ACLSizePerRole', countPolicyCharacters(text));
  try {
    return resolvePrincipals(text, 'trust', snapshot);
  } catch (error) {
    if (!(error instanceof UnknownPrincipalError)) throw error;
    const { kind, value } = error;
    if (kind === 'Federated' && !value.startsWith('arn:')) throw malformed('Federated principals must be valid domain names or SAML metadata ARNs');
    throw malformed(`Invalid principal in policy: "${kind === 'AWS' ? kind : kind.toUpperCase()}":"${value}"`);
  }
}
