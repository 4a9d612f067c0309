import type { ServiceLinkedRole } from '@assent/catalog';
import type { Writer } from '../store/store.ts';
import type { RandomBytes } from './identifier.ts';
import { findRoleRow } from './role.ts';
import { insertServiceLinkedRole } from './service-linked-role.ts';

/** The service-linked role that every account of an organization has (R23.20). Organizations makes it itself: nobody else
 * can, so that it is not among those that CreateServiceLinkedRole makes. */
export const organizationsRole: ServiceLinkedRole = {
  service: 'organizations.amazonaws.com',
  roleName: 'AWSServiceRoleForOrganizations',
  policyArn: 'arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy',
  description: 'Service-linked role used by AWS Organizations to enable integration of other AWS services with Organizations.',
  suffixAllowed: false,
};

/** Makes the service-linked role in an account where it is not there. */
export async function ensureOrganizationsRole(writer: Writer, account: string, moment: { readonly now: Date; readonly random: RandomBytes }): Promise<void> {
  if (await findRoleRow(writer.db, account, organizationsRole.roleName)) return;
  await insertServiceLinkedRole(writer, account, organizationsRole, { suffix: undefined, description: undefined }, moment);
}
