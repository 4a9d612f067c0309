import { checkAcceptance, countPolicyCharacters, parsePolicy } from '@assent/policy';
import type { RoleRow } from '../store/schema.ts';
import { ApiError } from '../wire/api-error.ts';
import { entityArn, parseEntityArn } from './arn.ts';
import type { RoleFacts } from './facts.ts';
import { malformed } from './fault.ts';
import { checkQuota } from './quota.ts';
import type { Snapshot } from './snapshot.ts';

/** The users and roles that a policy names as principals, with the unique ids they have now (R7.3, R13.9).
 * Accounts are not checked: a server knows its own, not all there are. Users and roles must exist.
 * @throws ApiError `MalformedPolicyDocument` for a principal that does not exist or is not one */
export function resolvePrincipals(text: string, type: 'trust' | 'resource', snapshot: Snapshot): Readonly<Record<string, string>> {
  const { document } = parsePolicy(text, { type });
  const resolved: Record<string, string> = {};
  for (const { kind, value } of document?.statements.flatMap(({ principal }) => principal?.entries ?? []) ?? []) {
    if (kind !== 'AWS' || value === '*' || /^\d{12}$/.test(value) || /^arn:aws[a-z-]*:iam::\d{12}:root$/.test(value)) continue;
    // Sessions are not checked (R13.9).
    if (/^arn:aws[a-z-]*:sts::\d{12}:(assumed-role\/[^/]+\/[^/]+|federated-user\/[^/]+)$/.test(value)) continue;
    const id = idOf(value, snapshot);
    if (id === undefined) throw new ApiError('MalformedPolicyDocument', `Invalid principal in policy: "AWS":"${value}"`);
    resolved[value] = id;
  }
  return resolved;
}

function idOf(value: string, snapshot: Snapshot): string | undefined {
  if (/^AIDA[A-Z2-7]{17}$/.test(value)) return snapshot.find('user', value)?.id;
  if (/^AROA[A-Z2-7]{17}$/.test(value)) return snapshot.find('role', value)?.id;
  const arn = parseEntityArn(value);
  if (!arn) return undefined;
  const facts = snapshot.findNamed(arn.kind, arn.account, arn.name);
  // Names in principals are compared with case, and the path must be the entity's own (R7.6, R7.7).
  return facts && facts.name === arn.name && facts.path === arn.path ? facts.id : undefined;
}

/** The trust policy as decisions read it: unique ids in the place of the ARNs that stood for them. */
export const storedTrustPolicy = ({ trustPolicy, trustPrincipals }: RoleFacts): string => withUniqueIds(trustPolicy, 'trust', trustPrincipals);

/** A policy with the unique ids in the place of the ARNs that stood for them when it was saved. */
export const withUniqueIds = (text: string, type: 'trust' | 'resource', principals: Readonly<Record<string, string>>): string =>
  namesNobody(principals) ? text : rewritePrincipals(text, type, (value) => (Object.hasOwn(principals, value) ? principals[value] : undefined));

function namesNobody(principals: Readonly<Record<string, string>>): boolean {
  for (const _ in principals) return false;
  return true;
}

/** The trust policy as it is shown: ARNs while the entity lives, after it the bare id (R7.3). */
export function shownTrustPolicy({ trust_policy: text, trust_principals }: Pick<RoleRow, 'trust_policy' | 'trust_principals'>, snapshot: Snapshot, partition: string): string {
  if (trust_principals === '{}') return text;
  const principals = JSON.parse(trust_principals) as Readonly<Record<string, string>>;
  return rewritePrincipals(text, 'trust', (value) => {
    const id = Object.hasOwn(principals, value) ? principals[value] : undefined;
    if (id === undefined) return undefined;
    const facts = snapshot.find('user', id) ?? snapshot.find('role', id);
    if (!facts) return id;
    const named = parseEntityArn(value);
    return entityArn(named?.partition ?? partition, facts.account, facts.kind, facts.path, facts.name);
  });
}

/** Replaces principals in a document's text and leaves every other character as it is. */
function rewritePrincipals(text: string, type: 'trust' | 'resource', replacement: (value: string) => string | undefined): string {
  const { document } = parsePolicy(text, { type });
  const entries = document?.statements.flatMap(({ principal }) => principal?.entries ?? []) ?? [];
  let rewritten = '';
  let from = 0;
  for (const { kind, value, span } of [...entries].sort((a, b) => a.span.start.offset - b.span.start.offset)) {
    const other = kind === 'AWS' ? replacement(value) : undefined;
    if (other === undefined || other === value) continue;
    rewritten += text.slice(from, span.start.offset) + JSON.stringify(other);
    from = span.end.offset;
  }
  return rewritten + text.slice(from);
}

/** Checks a trust policy that is to be stored, and resolves the principals in it.
 * @throws ApiError `MalformedPolicyDocument` (R13.4), `LimitExceeded` over the size */
export function acceptTrustPolicy(text: string, snapshot: Snapshot): Readonly<Record<string, string>> {
  const refusal = checkAcceptance(text, 'trust');
  if (refusal) throw malformed(refusal.message);
  checkQuota('ACLSizePerRole', countPolicyCharacters(text));
  return resolvePrincipals(text, 'trust', snapshot);
}
