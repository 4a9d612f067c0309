import { accountOf, resourceOf } from './arn.ts';
import { accountOfCaller, callerOf, isServiceLinkedRole } from './caller.ts';
import type { Case, PolicyType } from './case.ts';
import { contextOf } from './context.ts';
import { isDelegable } from './delegation.ts';
import { evaluateControl } from './control-level.ts';
import { isGuarded } from './guard-rail.ts';
import type { Strength } from './principal.ts';
import { fitsProtocol } from './principal.ts';
import { isPublic } from './public-policy.ts';
import type { Semantics } from './semantics.ts';
import { defaults } from './semantics.ts';
import type { Hit, SetReading } from './statement-set.ts';
import { allows, denies, evaluateSet } from './statement-set.ts';

export interface Verdict {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  readonly by?: PolicyType;
  readonly matchedStatements: readonly Omit<Hit, 'strengths'>[];
}

/** `authorize` of 8.2: one (action, resource) pair, decided step by step as the specification has it. */
export function decide(given: Case, now: Date, semantics: Semantics = defaults): Verdict {
  const caller = callerOf(given);
  const A = accountOfCaller(caller);
  const B = resourceAccountOf(given, A);
  const action = given.action.toLowerCase();
  if (action === 'sts:getcalleridentity' && caller.kind !== 'anonymous' && caller.kind !== 'federated') return { decision: 'allowed', matchedStatements: [] }; // R8.16

  const policies = given.policies ?? {};
  // R8.10, R8.12, R8.14, R7.9, R7.10: who has a boundary, and who has an identity side at all.
  const boundary = A === undefined || caller.kind === 'root' || isServiceLinkedRole(caller) ? undefined : policies.permissionsBoundary;
  const reading: SetReading = {
    caller,
    action: given.action,
    resource: given.resource,
    context: contextOf(given, caller, B, now),
    hasBoundary: boundary !== undefined,
    semantics,
  };
  const idn = A === undefined || caller.kind === 'root' ? [] : evaluateSet(policies.identity ?? [], 'identity', reading);
  const bnd = boundary && evaluateSet([boundary], 'permissionsBoundary', reading);
  const ses = A === undefined || policies.session === undefined ? undefined : evaluateSet(policies.session, 'session', reading);
  const rbp = policies.resource ? evaluateSet([policies.resource], 'resource', reading) : [];
  const vpe = policies.vpcEndpoint && evaluateSet([policies.vpcEndpoint], 'vpcEndpoint', reading);
  const scp = evaluateControl(given, 'serviceControl', reading, B);
  const rcp = evaluateControl(given, 'resourceControl', reading, B);

  const hits: Readonly<Record<PolicyType, readonly Hit[]>> = {
    identity: idn,
    permissionsBoundary: bnd ?? [],
    session: ses ?? [],
    resource: rbp,
    serviceControl: scp.hits,
    resourceControl: rcp.hits,
    vpcEndpoint: vpe ?? [],
  };
  const matchedStatements = Object.values(hits)
    .flat()
    .map(({ strengths: _, ...hit }) => hit);
  const allow = (by?: PolicyType): Verdict => ({ decision: 'allowed', ...(by === undefined ? {} : { by }), matchedStatements });
  const deny = (by: PolicyType): Verdict => ({ decision: 'implicitDeny', by, matchedStatements });

  // 1 explicit denies, in the order of R8.19.1. R8.12: the root keeps its hand on a bucket's policy.
  const rescue = caller.kind === 'root' && A === B && /^s3:(get|put|delete)bucketpolicy$/.test(action);
  const denying = semantics.denyOrder.find((type) => denies(hits[type]) && !(type === 'resource' && rescue));
  if (denying !== undefined) return { decision: 'explicitDeny', by: denying, matchedStatements };
  // 2 ceilings
  if (rcp.outcome === 'implicitDeny') return deny('resourceControl');
  if (scp.outcome === 'implicitDeny') return deny('serviceControl');
  // R8.13: at a gateway endpoint (S3, DynamoDB) an account admits its root alone.
  const gateway = /^(s3|dynamodb):/.test(action) && caller.kind !== 'root';
  if (vpe && !allows(vpe.filter(({ strengths }) => !gateway || strengths.some((strength) => strength !== 'Account')))) return deny('vpcEndpoint');
  if (isGuarded(given.action, given.resource)) return deny('identity'); // R8.15
  if (action === 'sts:assumerole' && caller.kind === 'root') return deny('identity'); // R9.8, R8.12
  if (action === 'sts:getsessiontoken' && A !== undefined) return allow(); // R8.16

  // R11.19: a public policy serves the owner's account and services alone.
  const restricted = given.blockPublicAccess?.restrictPublicBuckets === true && action.startsWith('s3:') && (A === undefined || A !== B) && caller.kind !== 'service' && policies.resource && isPublic(policies.resource);
  const unfit = caller.kind === 'federated' && !fitsProtocol(caller.provider, given.action); // R11.4
  const granting = restricted || unfit ? [] : rbp.filter(({ effect }) => effect === 'Allow');
  const granted = (...wanted: readonly Strength[]): boolean => granting.some(({ strengths }) => strengths.some((strength) => wanted.includes(strength)));
  // 3 callers without an identity side
  if (caller.kind === 'anonymous') return granted('Star') ? allow('resource') : deny('resource');
  if (A === undefined) return granting.length > 0 ? allow('resource') : deny('resource');
  // 4 the identity side
  const bndOk = bnd === undefined || allows(bnd);
  const sesOk = caller.kind === 'federatedUser' ? ses !== undefined && allows(ses) : ses === undefined || allows(ses); // R8.11b
  const idOk = caller.kind === 'root' ? sesOk : allows(idn) && bndOk && sesOk;
  const firstMissing = (skipIdentity = false): Verdict => {
    if (!skipIdentity && caller.kind !== 'root' && !allows(idn)) return deny('identity');
    return deny(bndOk ? 'session' : 'permissionsBoundary');
  };
  const side = caller.kind === 'root' ? undefined : 'identity';
  // 5 combine
  if (A === B) {
    if (granted('UserArn', 'SessionArn', 'FederatedUserArn', 'Star')) return allow('resource'); // R8.6
    const capped = granted('RoleArn', 'ParentUserArn');
    if (capped && bndOk && sesOk) return allow('resource');
    if (demanding(action, given.resource)) {
      if (granting.length === 0) return deny('resource');
      return granted('Account') && idOk ? allow('identity') : firstMissing(capped);
    }
    return idOk ? allow(side) : firstMissing(capped);
  }
  if (granting.length === 0 || !isDelegable(action, 'arn' in caller ? caller.arn : '', given.resource)) return deny('resource'); // R8.7
  return idOk ? allow('resource') : firstMissing();
}

/** R8.8 */
function resourceAccountOf({ resource, resourceAccount }: Case, A: string | undefined): string | undefined {
  if (resourceAccount !== undefined) return resourceAccount;
  const written = accountOf(resource);
  return written === '' || written === 'aws' ? A : written;
}

/** R8.5: role trust, and operations on KMS keys; R11.12: aliases are not keys. */
function demanding(action: string, resource: string): boolean {
  if (action.startsWith('sts:')) return resource.split(':')[2] === 'iam' && resourceOf(resource).startsWith('role/');
  return action.startsWith('kms:') && resourceOf(resource).startsWith('key/');
}
