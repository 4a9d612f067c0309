import type { RoleFacts } from '../directory/facts.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { ApiError } from '../wire/api-error.ts';
import { namedRole } from './role-session.ts';

/** The role that a federated caller asks for. One that does not exist is refused as one that does not trust (R12.7).
 * @throws ApiError `ValidationError`, `AccessDenied` */
export function federatedRole(roleArn: string, action: 'sts:AssumeRoleWithSAML' | 'sts:AssumeRoleWithWebIdentity', snapshot: Snapshot): { readonly partition: string; readonly role: RoleFacts } {
  const { partition, role } = namedRole(roleArn, snapshot);
  if (!role) throw new ApiError('AccessDenied', `Not authorized to perform ${action}`);
  return { partition, role };
}
