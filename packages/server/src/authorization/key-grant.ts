import type { KeyGrant } from '../directory/facts.ts';
import type { Caller } from './caller.ts';
import type { Keys } from './requirement.ts';

const contextPrefix = 'kms:EncryptionContext:';

/** The grant on a key that lets a caller do something (R11.11).
 * @param action `kms:Decrypt`
 * @param keys of the request, as they were given */
export function findGrant(grants: readonly KeyGrant[], action: string, keys: Keys | undefined, caller: Caller): KeyGrant | undefined {
  const operation = action.slice(action.indexOf(':') + 1);
  return grants.find(
    (grant) =>
      (grant.operations.includes(operation) && isGrantee(grant.grantee, caller) && holds(grant, keys)) || (operation === 'RetireGrant' && grant.retiring !== undefined && isGrantee(grant.retiring, caller)),
  );
}

/** A role is granted to in all its sessions. */
function isGrantee(grantee: string, { user, role, arn, principal }: Caller): boolean {
  // A federated user has a parent that is not himself.
  const holder = principal.kind === 'user' ? user?.id : role?.id;
  return grantee === holder || grantee === arn || ('roleArn' in principal && grantee === principal.roleArn);
}

function holds({ encryptionContext: constraint }: KeyGrant, keys: Keys = {}): boolean {
  if (!constraint) return true;
  const given = Object.keys(keys).filter((key) => key.startsWith(contextPrefix) && keys[key] !== undefined);
  const pairs = Object.entries(constraint.pairs);
  return pairs.every(([key, value]) => keys[`${contextPrefix}${key}`] === value) && (constraint.kind === 'subset' || given.length === pairs.length);
}
