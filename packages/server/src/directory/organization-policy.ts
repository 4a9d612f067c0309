import type { OrganizationPolicyRow, OrganizationPolicyType, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { defaultPolicyOf, findAwsPolicy } from './aws-organization-policy.ts';
import type { AwsOrganizationPolicy } from './aws-organization-policy.ts';
import { meetsControlPolicyRules } from './control-policy.ts';
import { lowerCaseId } from './identifier.ts';
import { isManagementPolicy } from './management-policy.ts';
import type { Making } from './organization.ts';
import { constraintViolation, invalidInput, organizationFault } from './organization-fault.ts';
import { pageOfAll } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { removeAllTags } from './tag.ts';

/** A policy that can be attached: the customer's, or one of AWS's own. */
export type AnyOrganizationPolicy = OrganizationPolicyRow | AwsOrganizationPolicy;

/** Characters, white space counted (R14.2); 10,000 where nothing else is said. */
const sizes: Partial<Readonly<Record<OrganizationPolicyType, number>>> = { SERVICE_CONTROL_POLICY: 10_240, RESOURCE_CONTROL_POLICY: 5120, AISERVICES_OPT_OUT_POLICY: 2500 };

export const sizeLimit = (type: OrganizationPolicyType): number => sizes[type] ?? 10_000;

const numberLimit = (type: OrganizationPolicyType): number => (type === 'SERVICE_CONTROL_POLICY' ? 10_000 : 1000);

/** R13.6
 * @throws ApiError `ConstraintViolationException`, `MalformedPolicyDocumentException` */
function checkContent(type: OrganizationPolicyType, content: string): void {
  if (content.length > sizeLimit(type)) throw constraintViolation('POLICY_CONTENT_LIMIT_EXCEEDED');
  const control = type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY';
  if (control ? !meetsControlPolicyRules(type, content) : !isManagementPolicy(type, content)) throw organizationFault('MalformedPolicyDocumentException');
}

const findRow = (db: Database, { id: organization }: OrganizationRow, id: string): Promise<OrganizationPolicyRow | undefined> =>
  db.selectFrom('organization_policies').selectAll().where('id', '=', id).where('organization_id', '=', organization).executeTakeFirst();

/** @throws ApiError `PolicyNotFoundException` */
export async function getOrganizationPolicy(db: Database, organization: OrganizationRow, id: string): Promise<AnyOrganizationPolicy> {
  const policy = findAwsPolicy(id) ?? (await findRow(db, organization, id));
  if (!policy) throw organizationFault('PolicyNotFoundException');
  return policy;
}

/** One that may be changed.
 * @throws ApiError `InvalidInputException` for those of AWS (R23.46), `PolicyNotFoundException` */
export async function getChangeablePolicy(db: Database, organization: OrganizationRow, id: string): Promise<OrganizationPolicyRow> {
  if (findAwsPolicy(id)) throw invalidInput('IMMUTABLE_POLICY', 'You cannot change a policy that is managed by AWS.');
  const row = await findRow(db, organization, id);
  if (!row) throw organizationFault('PolicyNotFoundException');
  return row;
}

async function checkNameIsFree(db: Database, organization: OrganizationRow, type: OrganizationPolicyType, name: string): Promise<void> {
  const namesake = await db.selectFrom('organization_policies').select('id').where('organization_id', '=', organization.id).where('type', '=', type).where('name', '=', name).executeTakeFirst();
  if (namesake ?? defaultPolicyOf(type)?.name === name) throw organizationFault('DuplicatePolicyException');
}

export type PolicyParts = Pick<OrganizationPolicyRow, 'type' | 'name' | 'description' | 'content'>;

/** The type need not be enabled yet (R23.41).
 * @throws ApiError */
export async function insertOrganizationPolicy({ db, changed }: Writer, organization: OrganizationRow, parts: PolicyParts, { now, random }: Making): Promise<OrganizationPolicyRow> {
  const { type, name, content } = parts;
  if (organization.feature_set !== 'ALL') throw organizationFault('PolicyTypeNotAvailableForOrganizationException');
  checkContent(type, content);
  await checkNameIsFree(db, organization, type, name);
  const { count } = await db
    .selectFrom('organization_policies')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', organization.id)
    .where('type', '=', type)
    .executeTakeFirstOrThrow();
  if (Number(count) >= numberLimit(type)) throw constraintViolation('POLICY_NUMBER_LIMIT_EXCEEDED');
  const row: OrganizationPolicyRow = { id: lowerCaseId('p-', 10, random), organization_id: organization.id, ...parts, created_at: now.getTime(), updated_at: now.getTime() };
  await db.insertInto('organization_policies').values(row).execute();
  changed('organizationPolicy', row.id);
  return row;
}

/** Absent parts stay (R23.46). What is attached changes at once.
 * @throws ApiError */
export async function updateOrganizationPolicy(
  { db, changed }: Writer,
  organization: OrganizationRow,
  row: OrganizationPolicyRow,
  set: { readonly [K in 'name' | 'description' | 'content']?: string | undefined },
  now: Date,
): Promise<OrganizationPolicyRow> {
  const next: OrganizationPolicyRow = { ...row, name: set.name ?? row.name, description: set.description ?? row.description, content: set.content ?? row.content, updated_at: now.getTime() };
  if (set.content !== undefined) checkContent(row.type, set.content);
  if (next.name !== row.name) await checkNameIsFree(db, organization, row.type, next.name);
  await db.updateTable('organization_policies').set({ name: next.name, description: next.description, content: next.content, updated_at: next.updated_at }).where('id', '=', row.id).execute();
  changed('organizationPolicy', row.id);
  return next;
}

/** @throws ApiError `PolicyInUseException` */
export async function deleteOrganizationPolicy({ db, changed }: Writer, { id }: OrganizationPolicyRow): Promise<void> {
  const attached = await db.selectFrom('organization_policy_attachments').select('target_id').where('policy_id', '=', id).limit(1).executeTakeFirst();
  if (attached) throw organizationFault('PolicyInUseException');
  await removeAllTags(db, id);
  await db.deleteFrom('organization_policies').where('id', '=', id).execute();
  changed('organizationPolicy', id);
}

/** The policies of a type, AWS's own among them. */
export async function listOrganizationPolicies(db: Database, organization: OrganizationRow, type: OrganizationPolicyType, page: PageRequest): Promise<Page<AnyOrganizationPolicy>> {
  const rows = await db.selectFrom('organization_policies').selectAll().where('organization_id', '=', organization.id).where('type', '=', type).execute();
  const own = organization.feature_set === 'ALL' ? defaultPolicyOf(type) : undefined;
  return pageById([...(own ? [own] : []), ...rows], page);
}

/** A page of policies in the order of their ids. */
export function pageById(policies: readonly AnyOrganizationPolicy[], page: PageRequest): Page<AnyOrganizationPolicy> {
  const sorted = [...policies].sort((a, b) => (a.id < b.id ? -1 : 1));
  return pageOfAll(sorted, page, ({ id }) => ({ key: id, id: '' }));
}
