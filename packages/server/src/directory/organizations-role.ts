import type { Writer } from '../store/store.ts';
import { attachPolicy, holderOf } from './attachment.ts';
import type { RandomBytes } from './identifier.ts';
import { nameKey, newNamedRow } from './named-entity.ts';
import { insertRole } from './role.ts';

const service = 'organizations.amazonaws.com';
const name = 'AWSServiceRoleForOrganizations';
const path = `/aws-service-role/${service}/`;

/** The service-linked role that every account of an organization has (R23.20). */
export const organizationsRole = { service, name, path } as const;

/** Makes the service-linked role in an account where it is not there. */
export async function ensureOrganizationsRole(writer: Writer, account: string, { now, random }: { readonly now: Date; readonly random: RandomBytes }): Promise<void> {
  const present = await writer.db.selectFrom('roles').select('id').where('account_id', '=', account).where('name_key', '=', nameKey(name)).executeTakeFirst();
  if (present) return;
  const role = await insertRole(writer, newNamedRow('AROA', account, name, path, now, random), {
    trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] }),
    trustPrincipals: {},
    description: 'Service-linked role used by AWS Organizations to enable integration of other AWS services with Organizations.',
    maxSessionDuration: undefined,
    boundary: undefined,
  });
  await attachPolicy(writer, holderOf('role', role), 'arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy', now);
}
