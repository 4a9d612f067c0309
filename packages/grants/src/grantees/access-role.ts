import type { Stack } from '../stack.ts';
import { PolicyHolder } from './policy-holder.ts';
import { principalOf } from './principal.ts';
import type { Grantee } from './principal.ts';
import { Role } from './role.ts';

/** A role in this stack's account for somebody of another one, where a service has no resource policies. The grantee is
 * trusted, and may assume it where its own policies are ours.
 * @example pool.grant(accessRole(stack, 'PartnerUsers', partner, { externalId: 'orders-2026' }), 'cognito-idp:ListUsers') */
export function accessRole(stack: Stack, name: string, grantee: Grantee, { externalId }: { readonly externalId?: string } = {}): Role {
  const role = new Role(stack, name, { assumedBy: grantee, ...(externalId === undefined ? {} : { externalId }) });
  if (principalOf(grantee) instanceof PolicyHolder) role.grantAssumeRole(grantee);
  return role;
}
