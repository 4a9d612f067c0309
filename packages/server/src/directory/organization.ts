import type { OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { lowerCaseId } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { insertMembership } from './member.ts';
import { wholeSeconds } from './named-entity.ts';
import { constraintViolation, organizationFault } from './organization-fault.ts';
import { insertPolicyType } from './organization-policy-type.ts';
import { ensureOrganizationsRole } from './organizations-role.ts';
import { removeAllTags } from './tag.ts';

/** The time and the randomness of what is made. */
export interface Making {
  readonly now: Date;
  readonly random: RandomBytes;
}

export function findOrganization(db: Database, account: string): Promise<OrganizationRow | undefined> {
  return db
    .selectFrom('organizations')
    .innerJoin('memberships', 'memberships.organization_id', 'organizations.id')
    .selectAll('organizations')
    .where('memberships.account_id', '=', account)
    .executeTakeFirst();
}

/** The organization that an account is in. Who in it may do what has been decided with the authorization (R23.9–R23.11).
 * @throws ApiError `AWSOrganizationsNotInUseException` (R23.12) */
export async function getOrganization(db: Database, account: string): Promise<OrganizationRow> {
  const row = await findOrganization(db, account);
  if (!row) throw organizationFault('AWSOrganizationsNotInUseException');
  return row;
}

/** The same where the operation needs all features.
 * @throws ApiError `AWSOrganizationsNotInUseException`, `ConstraintViolationException` */
export async function getFullOrganization(db: Database, account: string): Promise<OrganizationRow> {
  const row = await getOrganization(db, account);
  if (row.feature_set !== 'ALL') throw constraintViolation('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE');
  return row;
}

/** R23.20: the account becomes the management account, under the new root, with service control policies enabled. */
export async function insertOrganization(writer: Writer, account: string, featureSet: OrganizationRow['feature_set'], { now, random }: Making): Promise<OrganizationRow> {
  const { db, changed } = writer;
  if (await findOrganization(db, account)) throw organizationFault('AlreadyInOrganizationException');
  const row: OrganizationRow = {
    id: lowerCaseId('o-', 10, random),
    management_account_id: account,
    feature_set: featureSet,
    root_id: lowerCaseId('r-', 4, random),
    created_at: wholeSeconds(now),
  };
  await db.insertInto('organizations').values(row).execute();
  if (featureSet === 'ALL') await insertPolicyType(writer, row, 'SERVICE_CONTROL_POLICY', now);
  await insertMembership(writer, row, account, 'INVITED', { now, random });
  await ensureOrganizationsRole(writer, account, { now, random });
  changed('organization', row.id);
  return row;
}

/** R23.29: only when the management account is all that is left of it.
 * @throws ApiError `OrganizationNotEmptyException`, `ConstraintViolationException` */
export async function removeOrganization({ db, changed }: Writer, row: OrganizationRow): Promise<void> {
  const { id, management_account_id, root_id } = row;
  const member = await db.selectFrom('memberships').select('account_id').where('organization_id', '=', id).where('account_id', '!=', management_account_id).limit(1).executeTakeFirst();
  const unit = await db.selectFrom('organizational_units').select('id').where('organization_id', '=', id).limit(1).executeTakeFirst();
  const policy = await db.selectFrom('organization_policies').select('id').where('organization_id', '=', id).limit(1).executeTakeFirst();
  if (member ?? unit ?? policy) throw organizationFault('OrganizationNotEmptyException');
  const transfer = await db
    .selectFrom('responsibility_transfers')
    .select('id')
    .where('status', 'in', ['REQUESTED', 'ACCEPTED'])
    .where((where) => where.or([where('source_organization_id', '=', id), where('target_organization_id', '=', id)]))
    .limit(1)
    .executeTakeFirst();
  if (transfer) throw constraintViolation('ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS');
  const resourcePolicy = await db.selectFrom('organization_resource_policies').select('id').where('organization_id', '=', id).executeTakeFirst();
  for (const entity of [root_id, management_account_id, ...(resourcePolicy ? [resourcePolicy.id] : [])]) await removeAllTags(db, entity);
  const handshakes = await db.selectFrom('handshakes').select('id').where('organization_id', '=', id).execute();
  for (const table of [
    'handshakes',
    'organization_resource_policies',
    'organization_policy_attachments',
    'organization_policy_types',
    'organization_features',
    'service_accesses',
    'delegated_administrators',
    'account_creations',
    'memberships',
  ] as const) {
    await db.deleteFrom(table).where('organization_id', '=', id).execute();
  }
  await db.deleteFrom('organizations').where('id', '=', id).execute();
  changed('organization', id);
  changed('account', management_account_id);
  for (const handshake of handshakes) changed('handshake', handshake.id);
}
